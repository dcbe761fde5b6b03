package io.sightglass.cli;

import io.sightglass.connect.Masking;
import io.sightglass.connect.PayloadReader;
import io.sightglass.contract.Contracts;
import io.sightglass.decode.DecodeOptions;
import io.sightglass.decode.Decoders;
import io.sightglass.decode.FindingSink;
import io.sightglass.decode.mask.Masked;
import io.sightglass.model.Auth;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Decoded;
import io.sightglass.model.Environment;
import io.sightglass.model.FindingKind;
import io.sightglass.model.Format;
import io.sightglass.model.Framing;
import io.sightglass.model.Header;
import io.sightglass.model.Headers;
import io.sightglass.model.Part;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.schema.LocalSchemas;
import io.sightglass.schema.OneSchema;
import io.sightglass.schema.SchemaCatalog;
import io.sightglass.schema.Schemas;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/// `sightglass decode FILE`: one payload.
@Command(
        name = "decode",
        description = "Read one payload: its value, fields with their bytes, and findings.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class DecodeCommand implements Callable<Integer> {
    private static final Duration STEP = Duration.ofMillis(5);
    private static final String NO_TOPIC = "";
    private static final ClusterProfile NO_CLUSTER =
            new ClusterProfile("decode", "", null, List.of(), Environment.DEV, new Auth.None());

    private final CliContext context;

    @Parameters(
            paramLabel = "FILE",
            description = "The file that holds the payload; - for standard input.")
    private String file = "";

    @Option(
            names = "--schema",
            paramLabel = "FILE[#TYPE]",
            description =
                    "The schema file, and the full name of a type in it; default: its first type.")
    private @Nullable String schema;

    @Option(
            names = "--registry",
            paramLabel = "URL",
            description = "A registry that speaks Confluent's Schema Registry API.")
    private @Nullable String registry;

    @Option(
            names = "--schemas",
            paramLabel = "DIR",
            description = "A folder of local schemas. May be given several times.")
    private List<Path> schemas = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = FormatConverter.class,
            description =
                    "What the payload is, instead of what it looks like: avro, protobuf, json,"
                            + " cbor, msgpack, xml, text, bytes.")
    private @Nullable Format format;

    @Option(
            names = "--framing",
            paramLabel = "FRAMING",
            converter = FramingConverter.class,
            description =
                    "What stands around it, instead of what is found: confluent,"
                            + " confluent-header, apicurio, apicurio-header, glue,"
                            + " avro-single-object, avro-container, content-type, or raw for"
                            + " nothing.")
    private Framing.@Nullable Kind framing;

    @Option(
            names = "--header",
            paramLabel = "NAME=VALUE",
            converter = HeaderConverter.class,
            description =
                    "A header of the record, as text, or as bytes behind hex: or base64:. May be"
                            + " given several times.")
    private List<Header> headers = new ArrayList<>();

    @Option(
            names = ReaderArgument.OPTION,
            paramLabel = ReaderArgument.LABEL,
            description = ReaderArgument.DESCRIPTION)
    private @Nullable String readAs;

    @Option(
            names = "--rank",
            description =
                    "Instead of the value: which types of the schema folders fit it, the best"
                            + " first.")
    private boolean rank;

    @Mixin private RevealOption reveal = new RevealOption();

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    DecodeCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CliFailure, ConnectionFailure {
        var payload = Payload.read(file, context.in());
        if (rank) {
            return rank(payload);
        }
        var reader = readAs == null ? null : ReaderArgument.parse(readAs, schemas);
        OneSchema given = null;
        if (schema != null) {
            given = new SchemaFileReader(schemas).read(SchemaArgument.parse(schema));
            checkFormat(schema, given.unframed().parsed().format());
            checkReader(schema, reader);
        }
        boolean byFiles = reader == null || reader.file() != null;
        var masked =
                given != null && byFiles
                        ? decode(given, null, reader, payload)
                        : decodeByCatalog(given, reader, payload);
        var decoded = masked.decoded();
        var shown = masked.bytes() == null ? payload : masked.bytes();
        if (json) {
            printJson(decoded, shown);
        } else {
            new DecodedText(context.out(), new Ink(context.colour())).print(decoded, shown);
        }
        if (decoded instanceof Decoded.Undecodable && schema == null && !schemas.isEmpty()) {
            hint(payload);
        }
        boolean faulty = decoded.findings().stream().anyMatch(f -> f.kind() != FindingKind.NOTICE);
        return faulty ? ExitCode.FINDINGS : ExitCode.OK;
    }

    private int rank(byte[] payload) throws CliFailure {
        if (schema != null || schemas.isEmpty()) {
            throw CliFailure.usage(
                    "--rank tries the types of schema folders: give one with --schemas, and leave"
                            + " --schema out.");
        }
        var ranked = new RankedSchemas(LocalSchemas.read(schemas));
        var ranking = ranked.rank(payload, new Headers(headers), format);
        if (json) {
            try (var writer = JsonLines.generator(context.out())) {
                ranked.write(ranking, writer);
            }
            context.out().print('\n');
        } else {
            ranked.print(ranking, context.out(), new Ink(context.colour()));
        }
        return ranking.best().isPresent() ? ExitCode.OK : ExitCode.FINDINGS;
    }

    /// On standard error, so that the output is what it always is.
    private void hint(byte[] payload) {
        var ranked = new RankedSchemas(LocalSchemas.read(schemas));
        var hint = ranked.hint(ranked.rank(payload, new Headers(headers), format));
        if (hint != null) {
            context.err().println(hint);
            context.err().flush();
        }
    }

    /// By what the schema folders and the registry hold; without either, as what the bytes look
    /// like.
    ///
    /// @param given the payload's schema, where that is said; else null
    private Masked decodeByCatalog(
            @Nullable OneSchema given, @Nullable ReaderArgument reader, byte[] payload)
            throws CliFailure, ConnectionFailure {
        var options = new ConnectOptions();
        options.registry = registry;
        options.schemas = schemas;
        var profile = ChosenProfile.withParts(NO_CLUSTER, options);
        var local = LocalSchemas.read(profile.schemaFolders());
        try (var client = context.connector().registry(profile);
                var catalog = new SchemaCatalog(client, local)) {
            return decode(
                    given == null ? catalog : given,
                    client == null ? null : catalog,
                    reader,
                    payload);
        }
    }

    private Masked decode(
            Schemas writers,
            @Nullable Schemas registry,
            @Nullable ReaderArgument reader,
            byte[] payload)
            throws CliFailure {
        var schemas = reader == null ? writers : reader.with(writers, registry);
        var options =
                new DecodeOptions(framing, format).withReader(reader == null ? null : reader.ref());
        var decoder = new Decoders(schemas, options).newDecoder();
        long deadline = System.nanoTime() + context.patience().toNanos();
        while (true) {
            long generation = schemas.generation();
            var sink = FindingSink.collecting();
            var decoded =
                    decoder.decode(NO_TOPIC, Part.VALUE, new Headers(headers), payload, () -> sink);
            var masked = masked(decoded, sink, payload);
            if (!decoded.pending()) {
                return masked;
            }
            while (schemas.generation() == generation) {
                if (System.nanoTime() >= deadline || Thread.interrupted()) {
                    return masked;
                }
                LockSupport.parkNanos(STEP.toNanos());
            }
        }
    }

    private Masked masked(Decoded decoded, FindingSink sink, byte[] payload) {
        var masking = new Masking(Contracts::none);
        masking.reveal(reveal.reveal);
        return PayloadReader.masked(masking.of(NO_TOPIC, Part.VALUE), decoded, sink, payload);
    }

    private void checkFormat(String file, Format ofSchema) throws CliFailure {
        var said = format;
        boolean free = said == null || said == Format.TEXT || said == Format.BYTES;
        if (said != null && !free && said != ofSchema) {
            throw CliFailure.usage(
                    "--format is "
                            + said.label()
                            + ", but "
                            + Printable.line(file)
                            + " is a schema of "
                            + ofSchema.label()
                            + "; leave one of them out.");
        }
    }

    private static void checkReader(String schema, @Nullable ReaderArgument reader)
            throws CliFailure {
        if (reader != null && reader.isOfWriter()) {
            throw CliFailure.usage(
                    ReaderArgument.OPTION
                            + " names a version of the payload's own subject, but the schema file "
                            + Printable.line(schema)
                            + " is of none; name a file, or SUBJECT:VERSION.");
        }
    }

    private void printJson(Decoded decoded, byte[] payload) {
        try (var writer = JsonLines.generator(context.out())) {
            new DecodedJson(writer, decoded, payload).write();
        }
        context.out().print('\n');
    }
}
