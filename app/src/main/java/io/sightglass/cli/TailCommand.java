package io.sightglass.cli;

import io.sightglass.connect.Connection;
import io.sightglass.contract.RuleSampling;
import io.sightglass.decode.DecodeOptions;
import io.sightglass.decode.Decoders;
import io.sightglass.decode.FindingSink;
import io.sightglass.model.Part;
import io.sightglass.port.From;
import io.sightglass.port.Health;
import io.sightglass.port.ReadRequest;
import io.sightglass.prove.SampleWriter;
import io.sightglass.tail.filter.RecordDecoder;
import io.sightglass.tail.filter.RecordTest;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;

/// `sightglass tail TOPIC`: a line a record, and its findings.
@Command(
        name = "tail",
        description = "Show a topic's records as they arrive: a line a record, findings under it.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class TailCommand implements Callable<Integer> {
    private final CliContext context;

    @Parameters(paramLabel = "TOPIC", description = "The topic to read.")
    private String topic = "";

    @Mixin private ConnectOptions connect = new ConnectOptions();
    @Mixin private RevealOption reveal = new RevealOption();
    @Mixin private ReadOptions read = new ReadOptions();

    @Option(
            names = ReaderArgument.OPTION,
            paramLabel = ReaderArgument.LABEL,
            description = ReaderArgument.DESCRIPTION)
    private @Nullable String readAs;

    @Option(
            names = "--keep",
            paramLabel = "DIR",
            description =
                    "Keep the records that are shown as samples in this folder; prove runs them."
                            + " Nothing is overwritten.")
    private @Nullable Path keep;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    TailCommand(CliContext context) {
        this.context = context;
    }

    /// The command as the bare `sightglass` runs it where there is no display.
    static int ofPlayground(CliContext context, String topic) throws IOException, CliFailure {
        var tail = new TailCommand(context);
        tail.topic = topic;
        return tail.call();
    }

    @Override
    public Integer call() throws IOException, CliFailure {
        var choice = RecordChoice.of(read);
        var asked = readAs == null ? null : ReaderArgument.parse(readAs, connect.schemas);
        var stop = new StopFlag();
        try (var _ = context.interrupts().onStop(stop::raise);
                var session = Session.open(context, connect, reveal)) {
            var connection = session.connection();
            var from = read.from;
            if (from == null) {
                from = session.ownPlayground() ? new From.Earliest() : new From.Latest();
            }
            var request = new ReadRequest(topic, Set.of(), from, read.until);
            var decoders = decoders(connection, asked);
            connection.cluster().onHealth(this::tell);
            try (var source = connection.cluster().open(request)) {
                var printer =
                        json ? new RecordJson(context.out()) : textPrinter(connection, decoders);
                var reader =
                        new RecordReader(
                                connection,
                                decoders.newDecoder(),
                                topic,
                                context.patience(),
                                new RuleSampling());
                var first =
                        choice.filter().wantsFindings()
                                ? null
                                : new RecordTest(
                                        choice.filter(),
                                        RecordDecoder.of(decoders, _ -> FindingSink.collecting()));
                if (keep == null) {
                    return new TailLoop(context, source, reader, choice, first, printer, stop)
                            .run();
                }
                var samples = new SampleWriter(keep, decoders);
                var keeping = new KeepingPrinter(printer, samples);
                int code =
                        new TailLoop(context, source, reader, choice, first, keeping, stop).run();
                tellKept(samples, keep);
                if (keeping.masked() > 0) {
                    tellMasked(keeping.masked());
                }
                return code;
            }
        }
    }

    /// A broker that is away ends nothing, but whoever waits for records should know.
    private void tell(Health health) {
        context.err()
                .println(
                        switch (health) {
                            case Health.Down(var sentence, _) -> sentence.plain();
                            case Health.Up _ -> "A broker answers again; reading goes on.";
                        });
        context.err().flush();
    }

    private void tellKept(SampleWriter samples, Path folder) {
        var there = samples.there() == 0 ? "" : "; " + samples.there() + " were there already";
        context.err()
                .println(
                        "Kept "
                                + samples.kept()
                                + (samples.kept() == 1 ? " record in " : " records in ")
                                + Printable.line(folder.toString())
                                + there
                                + ".");
    }

    private void tellMasked(long records) {
        context.err()
                .println(
                        records
                                + (records == 1 ? " record was" : " records were")
                                + " not kept, because a sample is the whole payload and fields of"
                                + " it are masked; add "
                                + RevealOption.NAME
                                + " to keep such records.");
    }

    /// Those of the connection; with a reader, whose view of the values is asked for, others.
    private Decoders decoders(Connection connection, @Nullable ReaderArgument asked)
            throws CliFailure {
        if (asked == null) {
            return connection.decoders();
        }
        var catalog = connection.schemas();
        var schemas = asked.with(catalog, connection.registry() == null ? null : catalog);
        var decoders = new Decoders(schemas);
        decoders.choose(topic, Part.VALUE, DecodeOptions.NONE.withReader(asked.ref()));
        return decoders;
    }

    private RecordPrinter textPrinter(Connection connection, Decoders decoders) {
        var ink = new Ink(context.colour());
        return new RecordText(
                context.out(),
                ink,
                decoders.newDecoder(),
                part -> connection.masking().of(topic, part));
    }
}
