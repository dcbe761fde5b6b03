package io.sightglass.cli;

import io.sightglass.indicator.Check;
import io.sightglass.indicator.CheckState;
import io.sightglass.indicator.DraftContract;
import io.sightglass.indicator.Indicators;
import io.sightglass.port.From;
import io.sightglass.port.ReadRequest;
import io.sightglass.port.Until;

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
import java.util.Set;
import java.util.concurrent.Callable;

/// `sightglass check TOPIC`: the topic's service level indicators against its contract.
@Command(
        name = "check",
        description =
                "Say how healthy a topic is: its indicators against what its contract promises.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class CheckCommand implements Callable<Integer> {
    private static final long STEP_MILLIS = 200;

    private final CliContext context;

    @Parameters(paramLabel = "TOPIC", description = "The topic to check.")
    private String topic = "";

    @Mixin private ConnectOptions connect = new ConnectOptions();

    @Option(
            names = "--from",
            paramLabel = "FROM",
            converter = FromConverter.class,
            description =
                    "Where to start: earliest, latest, -N (the last N records), an offset, or an"
                            + " ISO-8601 time. Default: earliest.")
    private From from = new From.Earliest();

    @Option(
            names = "--until",
            paramLabel = "UNTIL",
            converter = UntilConverter.class,
            description =
                    "Where to stop: end (what is there now), or an ISO-8601 time. Default: end.")
    private Until until = new Until.End();

    @Option(
            names = "--limit",
            paramLabel = "N",
            converter = LimitConverter.class,
            description = "Stop after N records.")
    private long limit = Long.MAX_VALUE;

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
        try (var session = Session.open(context, connect)) {
            var connection = session.connection();
            var request = new ReadRequest(topic, Set.of(), from, until);
            try (var check = connection.check(request, limit, context.patience())) {
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
    private int finish(Check check) throws CliFailure, IOException {
        var progress = new CheckProgress(context.err());
        try (var _ = context.interrupts().onStop(check::cancel)) {
            while (!check.await(STEP_MILLIS)) {
                if (context.progress()) {
                    progress.show(check);
                }
            }
            progress.clear();
        } catch (InterruptedException e) {
            check.cancel();
            Thread.currentThread().interrupt();
        }
        var seen = check.indicators();
        if (check.state() instanceof CheckState.Failed(var sentence)) {
            if (seen.counts().records() > 0) {
                print(seen);
            }
            throw CliFailure.unreadable(sentence, null);
        }
        print(seen);
        if (draft != null) {
            write(seen, draft);
        }
        return seen.holds() ? ExitCode.OK : ExitCode.FINDINGS;
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
            new CheckText(context.out(), new Ink(context.colour())).print(seen);
        }
    }
}
