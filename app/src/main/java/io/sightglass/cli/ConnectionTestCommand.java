package io.sightglass.cli;

import io.sightglass.connect.ConnectionTest;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Mark;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.ConnectionStep;
import io.sightglass.port.ConnectionStep.Outcome;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.Locale;
import java.util.concurrent.Callable;

/// `sightglass connections test`: the way to a cluster, step by step.
@Command(
        name = "test",
        description =
                "Go the way to a cluster and its registry step by step, and say of each how it went"
                        + " and how long it took. Exit code 3 where one failed.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ConnectionTestCommand implements Callable<Integer> {
    private static final int NAME_WIDTH = 14;

    private final CliContext context;

    @Parameters(
            paramLabel = "NAME",
            arity = "0..1",
            description =
                    "A kept connection; without it: --config, --bootstrap, or the playground.")
    private @Nullable String name;

    @Mixin private ConnectOptions connect = new ConnectOptions();

    @Option(names = "--json", description = "One JSON object a step, one a line.")
    private boolean json;

    ConnectionTestCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CliFailure, ConnectionFailure {
        if (name != null) {
            if (connect.profile != null) {
                throw CliFailure.usage(
                        "NAME and --profile both name a connection; leave one of them out.");
            }
            connect.profile = name;
        }
        var profile = Secrets.fill(context, connect, profile());
        try (var _ = context.interrupts().onStop(Thread.currentThread()::interrupt)) {
            var steps = ConnectionTest.run(context.connector(), profile, this::print);
            return steps.stream().anyMatch(ConnectionStep::failed)
                    ? ExitCode.UNREADABLE
                    : ExitCode.OK;
        }
    }

    private ClusterProfile profile() throws CliFailure {
        var chosen = ChosenProfile.cluster(context, connect);
        if (chosen.isPresent()) {
            return chosen.get();
        }
        var running =
                context.connector()
                        .runningPlayground()
                        .orElseThrow(() ->
                                CliFailure.usage(
                                        "No connection was named and no playground is running; name"
                                                + " a kept connection, or give --config FILE or"
                                                + " --bootstrap HOST:PORT."));
        return ChosenProfile.withParts(running, connect);
    }

    private void print(ConnectionStep step) {
        if (json) {
            json(step);
        } else {
            var ink = new Ink(context.colour());
            var title = step.kind().shown();
            context.out()
                    .println(
                            sign(step, ink)
                                    + " "
                                    + title
                                    + " ".repeat(Math.max(1, NAME_WIDTH - title.length()))
                                    + time(step)
                                    + "  "
                                    + words(step, ink));
        }
        // Whoever waits sees how far it is.
        context.out().flush();
    }

    private static String sign(ConnectionStep step, Ink ink) {
        return switch (step.outcome()) {
            case Outcome.Passed _ -> ink.mark(Mark.VALID);
            case Outcome.Failed _ -> ink.mark(Mark.VIOLATION);
            case Outcome.Skipped _ -> ink.dim("-");
        };
    }

    private static String words(ConnectionStep step, Ink ink) {
        var words = Printable.line(step.outcome().sentence().plain());
        return step.outcome() instanceof Outcome.Skipped ? ink.dim(words) : words;
    }

    private static String time(ConnectionStep step) {
        return step.outcome() instanceof Outcome.Skipped
                ? "       -"
                : String.format(Locale.ROOT, "%5d ms", step.took().toMillis());
    }

    private void json(ConnectionStep step) {
        try (var json = JsonLines.generator(context.out())) {
            json.writeStartObject();
            json.writeStringProperty("step", step.kind().name().toLowerCase(Locale.ROOT));
            json.writeStringProperty(
                    "outcome",
                    switch (step.outcome()) {
                        case Outcome.Passed _ -> "passed";
                        case Outcome.Failed _ -> "failed";
                        case Outcome.Skipped _ -> "skipped";
                    });
            json.writeNumberProperty("millis", step.took().toMillis());
            json.writeStringProperty("message", step.outcome().sentence().plain());
            json.writeEndObject();
        }
        context.out().println();
    }
}
