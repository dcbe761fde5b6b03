package io.sightglass.cli;

import io.sightglass.contract.Contracts;
import io.sightglass.decode.Decoders;
import io.sightglass.gate.Answer;
import io.sightglass.gate.Gate;
import io.sightglass.gate.Target;
import io.sightglass.gate.Targets;
import io.sightglass.model.Auth;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Environment;
import io.sightglass.model.SchemaRef;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.TopicInfo;
import io.sightglass.schema.LocalSchemas;
import io.sightglass.schema.SchemaCatalog;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/// `sightglass try TOPIC`: what would become of a payload if it were sent.
@Command(
        name = "try",
        description =
                "Try a payload before it is sent: whether it keeps the schema and the contract, and"
                        + " what would be written. Nothing is sent.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class TryCommand implements Callable<Integer> {
    private static final Pattern VERSION =
            Pattern.compile("(?<subject>.+):(?<version>v?[1-9][0-9]{0,8}|latest)");
    private static final ClusterProfile NO_CLUSTER =
            new ClusterProfile("try", "", null, List.of(), Environment.DEV, new Auth.None());

    /// How the payload is given.
    enum As {
        /// JSON, which is encoded.
        JSON,
        /// The payload itself.
        BYTES,
        /// The payload itself, in hexadecimal digits.
        HEX
    }

    private final CliContext context;

    @Parameters(
            index = "0",
            paramLabel = "TOPIC|SUBJECT:VERSION|FILE[#TYPE]",
            description = "Where it is to go: a topic, or a schema alone.")
    private String where = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            defaultValue = "-",
            paramLabel = "FILE",
            description = "The file that holds the payload; - or nothing for standard input.")
    private String file = "-";

    @Option(
            names = "--as",
            paramLabel = "json|bytes|hex",
            converter = AsConverter.class,
            description =
                    "How it is given: json is encoded as the schema says; bytes and hex are the"
                            + " payload, framing included. Default: json.")
    private As as = As.JSON;

    @Option(
            names = "--subject",
            paramLabel = "SUBJECT[:VERSION]",
            description =
                    "The registry's subject that the topic's values are written with; without it"
                            + " TOPIC-value, latest version.")
    private @Nullable String subject;

    @Mixin private ConnectOptions connect = new ConnectOptions();

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    TryCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CliFailure, ConnectionFailure {
        var given = Payload.read(file, context.in());
        var named = schemaFile();
        boolean noConnection =
                connect.bootstrap == null && connect.profile == null && connect.config == null;
        boolean hasSchemas = connect.registry != null || !connect.schemas.isEmpty();
        if (noConnection && (named != null || hasSchemas)) {
            return withoutCluster(named, given);
        }
        try (var session = Session.open(context, connect)) {
            var connection = session.connection();
            if (named == null && !VERSION.matcher(where).matches()) {
                checkTopic(connection.cluster().topics().stream().anyMatch(this::isMeant), where);
            }
            return answer(connection.gate(), connection.targets(), named, given);
        }
    }

    private boolean isMeant(TopicInfo topic) {
        return topic.name().equals(where);
    }

    private static void checkTopic(boolean isThere, String name) throws CliFailure {
        if (!isThere) {
            throw CliFailure.unreadable(
                    "There is no topic "
                            + Printable.line(name)
                            + ", and no schema file of that name; "
                            + "SUBJECT:VERSION names one of the registry.");
        }
    }

    /// By registry and schema folders alone, as CI has them.
    private int withoutCluster(@Nullable Target named, byte[] given)
            throws CliFailure, ConnectionFailure {
        var profile = ChosenProfile.withParts(NO_CLUSTER, connect);
        var local = LocalSchemas.read(profile.schemaFolders());
        try (var client = context.connector().registry(profile);
                var catalog = new SchemaCatalog(client, local)) {
            var contracts = Contracts.read(profile.schemaFolders());
            contracts.problems().forEach(problem -> context.err().println(problem.text()));
            return answer(
                    new Gate(catalog, () -> contracts),
                    new Targets(new Decoders(catalog)),
                    named,
                    given);
        }
    }

    /// The schema file that is meant; null where none is.
    private @Nullable Target schemaFile() throws CliFailure {
        try {
            var argument = SchemaArgument.parse(where);
            if (!Files.isRegularFile(argument.file())) {
                return null;
            }
            var reader = new SchemaFileReader(connect.schemas);
            return Target.of(reader.read(argument).unframed());
        } catch (InvalidPathException e) {
            return null; // a topic's name may hold what no file's may
        }
    }

    private int answer(Gate gate, Targets targets, @Nullable Target named, byte[] given)
            throws CliFailure {
        var target = named == null ? target(targets) : named;
        var answer =
                switch (as) {
                    case JSON -> gate.json(target, text(given));
                    case BYTES -> gate.bytes(target, given, context.patience());
                    case HEX -> gate.bytes(target, hex(text(given)), context.patience());
                };
        if (json) {
            try (var writer = JsonLines.generator(context.out())) {
                new TryJson(writer, given).write(target, answer);
            }
            context.out().print('\n');
        } else {
            new TryText(context.out(), new Ink(context.colour()), given).print(target, answer);
        }
        return switch (answer) {
            case Answer.Written _ -> ExitCode.OK;
            case Answer.Refused _ -> ExitCode.FINDINGS;
        };
    }

    private Target target(Targets targets) throws CliFailure {
        var version = VERSION.matcher(where);
        Targets.Found found;
        if (version.matches()) {
            if (subject != null) {
                throw CliFailure.usage(
                        "--subject goes with a topic; "
                                + Printable.line(where)
                                + " names a schema already.");
            }
            var named = ref(version.group("subject"), version.group("version"));
            found = targets.schema(named, context.patience());
        } else if (subject != null) {
            found = targets.topic(where, ref(subject), context.patience());
        } else {
            found = targets.topic(where, context.patience());
        }
        return switch (found) {
            case Targets.Found.Ready(var target) -> target;
            case Targets.Found.None(var sentence) -> throw CliFailure.unreadable(sentence, null);
        };
    }

    private static SchemaRef ref(String subject) {
        var version = VERSION.matcher(subject);
        return version.matches()
                ? ref(version.group("subject"), version.group("version"))
                : ref(subject, "latest");
    }

    private static SchemaRef ref(String subject, String version) {
        return new SchemaRef.BySubjectVersion(
                subject,
                version.equals("latest")
                        ? SchemaRef.BySubjectVersion.LATEST
                        : Integer.parseInt(version.replace("v", "")));
    }

    private String text(byte[] given) throws CliFailure {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(given)).toString();
        } catch (CharacterCodingException e) {
            throw CliFailure.unreadable(
                    (file.equals("-") ? "Standard input" : Printable.line(file))
                            + " is no text in UTF-8; --as bytes takes it as the payload itself.");
        }
    }

    private static byte[] hex(String text) throws CliFailure {
        try {
            return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw CliFailure.usage(
                    "These are no bytes in hexadecimal; expected two digits a byte, such as 00 00"
                            + " 00 00 03.");
        }
    }
}
