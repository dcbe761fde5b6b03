package io.sightglass.cli;

import io.sightglass.indicator.Choice;
import io.sightglass.indicator.DraftContract;
import io.sightglass.indicator.Indicators;
import io.sightglass.scan.Scan;
import io.sightglass.scan.ScanState;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;

/// `sightglass check TOPIC`: the topic's service level indicators against its contract.
@Command(
        name = "check",
        description =
                "Say how healthy a topic is: its indicators against what its contract promises.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class CheckCommand implements Callable<Integer> {
    private final CliContext context;

    @Parameters(paramLabel = "TOPIC", description = "The topic to check.")
    private String topic = "";

    @Mixin private ConnectOptions connect = new ConnectOptions();
    @Mixin private RevealOption reveal = new RevealOption();
    @Mixin private SpanOptions span = new SpanOptions();
    @Mixin private ChoiceOptions chosen = new ChoiceOptions();

    @Mixin private GroupOptions group = new GroupOptions();

    @Option(
            names = "--draft",
            paramLabel = "FILE",
            description =
                    "Write a contract that these records keep, as a draft, to this file. Nothing"
                            + " is overwritten.")
    private @Nullable Path draft;

    @Option(names = "--json", description = "One JSON object.")
    private boolean json;

    CheckCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, CliFailure {
        if (draft != null && Files.exists(draft)) {
            throw taken(draft);
        }
        group.check(connect, reveal, span);
        var filter = chosen.isFiltered() ? chosen.predicate() : null;
        var choice = new Choice(chosen.marks(), filter, span.limit);
        try (var session = Session.open(context, connect, reveal)) {
            var connection = session.connection();
            if (group.name != null) {
                var work = new GroupCheck(context, connection, group);
                var filtered = chosen.isFiltered() ? chosen.filter : null;
                return show(work.run(group.of(span, topic), choice, filtered));
            }
            try (var check = connection.check(span.of(topic), choice, context.patience())) {
                return finish(check);
            }
        }
    }

    private static CliFailure taken(Path file) {
        return CliFailure.usage(
                "There is a file "
                        + Printable.line(file.toString())
                        + " already, and a draft never overwrites; name another with --draft.");
    }

    /// Waits for the end, says on a terminal how far it is, and prints what was found.
    private int finish(Scan<Indicators> check) throws CliFailure, IOException {
        new ScanWait(context).await(check, _ -> "");
        var seen = check.figures();
        if (check.state() instanceof ScanState.Failed(var sentence)) {
            if (seen.counts().records() > 0) {
                print(seen);
            }
            throw CliFailure.unreadable(sentence, null);
        }
        return show(seen);
    }

    private int show(Indicators seen) throws CliFailure, IOException {
        print(seen);
        if (draft != null) {
            write(seen, draft);
        }
        boolean found = !chosen.marks().isEmpty() && seen.counts().records() > 0;
        return seen.holds() && !found ? ExitCode.OK : ExitCode.FINDINGS;
    }

    private void write(Indicators seen, Path file) throws CliFailure, IOException {
        if (seen.counts().records() == 0) {
            throw CliFailure.unreadable(
                    "There are no records to draft a contract from; nothing was written.");
        }
        try {
            Files.writeString(
                    file,
                    DraftContract.of(seen),
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw taken(file);
        }
        context.err().println("Wrote the draft " + Printable.line(file.toString()) + ".");
    }

    private void print(Indicators seen) {
        if (json) {
            new CheckJson(context.out()).print(seen);
        } else {
            new CheckText(context.out(), new Ink(context.colour()), !chosen.marks().isEmpty())
                    .print(seen);
        }
    }
}
