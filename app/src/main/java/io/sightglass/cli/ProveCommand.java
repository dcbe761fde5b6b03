package io.sightglass.cli;

import io.sightglass.connect.Masking;
import io.sightglass.contract.Contracts;
import io.sightglass.decode.mask.Masks;
import io.sightglass.model.Auth;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Environment;
import io.sightglass.model.Part;
import io.sightglass.prove.Proof;
import io.sightglass.prove.ProofReader;
import io.sightglass.prove.ProofRun;
import io.sightglass.prove.SampleFolder;
import io.sightglass.scan.Scan;
import io.sightglass.scan.ScanState;
import io.sightglass.schema.LocalSchemas;
import io.sightglass.schema.SchemaCatalog;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/// `sightglass prove SCHEMA TOPIC`: which records a reader with this schema could not read.
@Command(
        name = "prove",
        description =
                "Say which records of a topic, or of a folder of samples, a reader with this schema"
                        + " could not read, and why.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ProveCommand implements Callable<Integer> {
    private static final String SCHEMA = "SCHEMA";
    private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");
    private static final ClusterProfile NO_CLUSTER =
            new ClusterProfile("prove", "", null, List.of(), Environment.DEV, new Auth.None());

    /// What the lens says where a version is not to be had.
    private static final String NO_READER = "reader.unknown";

    private final CliContext context;

    @Parameters(
            index = "0",
            paramLabel = SCHEMA,
            description =
                    "The reader's schema: a file (FILE[#TYPE]), a version of the records' own"
                            + " subject (2, latest), or of another (orders-value:2).")
    private String schema = "";

    @Parameters(
            index = "1",
            paramLabel = "TOPIC",
            description = "The topic, or a folder of samples that tail --keep wrote.")
    private String topic = "";

    @Mixin private ConnectOptions connect = new ConnectOptions();
    @Mixin private RevealOption reveal = new RevealOption();
    @Mixin private SpanOptions span = new SpanOptions();

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    ProveCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, CliFailure {
        var asked = ReaderArgument.parse(schema, connect.schemas, SCHEMA);
        if (isFolder()) {
            return proveSamples(asked, Path.of(topic));
        }
        try (var session = Session.open(context, connect, reveal)) {
            var connection = session.connection();
            var catalog = connection.schemas();
            var schemas = asked.with(catalog, connection.registry() == null ? null : catalog);
            var reader = new ProofReader(schemas, asked.ref());
            var request = span.of(topic);
            try (var run = connection.prove(request, span.limit, reader, context.patience())) {
                return finish(run);
            }
        }
    }

    /// A folder's name that is a topic's, too, means the folder if that holds samples.
    private boolean isFolder() {
        return !TOPIC.matcher(topic).matches() || SampleFolder.is(Path.of(topic));
    }

    /// Needs no cluster, and a registry only for a version of a schema.
    private int proveSamples(ReaderArgument asked, Path folder) throws IOException, CliFailure {
        if (!span.isEverything()) {
            throw CliFailure.usage(
                    "--from, --until and --limit are for topics; all samples of a folder are"
                            + " proved.");
        }
        if (!Files.isDirectory(folder)) {
            throw CliFailure.unreadable(
                    "There is no folder "
                            + Printable.line(topic)
                            + ", and no topic may be named so.");
        }
        var samples = SampleFolder.read(folder);
        if (samples.samples().isEmpty()) {
            throw CliFailure.unreadable(
                    "There are no samples in "
                            + Printable.line(topic)
                            + "; keep some with sightglass tail TOPIC --keep "
                            + Printable.line(topic)
                            + ".");
        }
        var kept = ChosenProfile.kept(context, connect).orElse(NO_CLUSTER);
        var profile = Secrets.fill(context, connect, ChosenProfile.withParts(kept, connect));
        try (var client = context.connector().registry(profile);
                var catalog = new SchemaCatalog(client, LocalSchemas.none())) {
            var schemas = asked.with(catalog, client == null ? null : catalog);
            try (var run =
                    ProofRun.onSamples(samples, new ProofReader(schemas, asked.ref()), masking())) {
                return finish(run);
            }
        }
    }

    /// Of samples, what their schemas tag.
    private Masks.Source masking() {
        var masking = new Masking(Contracts::none);
        masking.reveal(reveal.reveal);
        return masking.of(topic, Part.VALUE);
    }

    /// Waits for the run, says on a terminal how far it is, and prints what it found.
    private int finish(Scan<Proof> run) throws CliFailure {
        new ScanWait(context)
                .await(run, known -> "; " + ProofText.count(known.failed()) + " could not be read");
        var proof = run.figures();
        if (run.state() instanceof ScanState.Failed(var sentence)) {
            if (proof.records() > 0) {
                print(proof);
            }
            throw CliFailure.unreadable(sentence, null);
        }
        var missing = noReader(proof);
        if (missing != null) {
            throw CliFailure.unreadable(missing.example(), null);
        }
        print(proof);
        return proof.holds() ? ExitCode.OK : ExitCode.FINDINGS;
    }

    /// The reason why there is no reader at all, where that is the only one.
    private static Proof.@Nullable Reason noReader(Proof proof) {
        boolean only =
                proof.reasons().size() == 1
                        && proof.reasons().getFirst().rule().equals(NO_READER)
                        && proof.failed() == proof.reasons().getFirst().records();
        return only ? proof.reasons().getFirst() : null;
    }

    private void print(Proof proof) {
        if (json) {
            new ProofJson(context.out()).print(proof);
        } else {
            new ProofText(context.out(), new Ink(context.colour())).print(proof);
        }
    }
}
