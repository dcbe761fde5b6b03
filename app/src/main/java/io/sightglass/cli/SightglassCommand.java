package io.sightglass.cli;

import io.sightglass.model.Sentence;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;

/// `sightglass`: without a command it opens the window, or, where there is no display, says so and
/// tails the playground in the terminal.
@Command(
        name = "sightglass",
        description =
                "A sight glass on the pipe: watch Kafka data in flight, against its contract.",
        footer = {
            "",
            "Without a command the window opens. A command that is given no cluster uses the"
                    + " playground.",
            "Exit codes: 0 nothing wrong, 1 findings, 2 wrong usage, 3 could not connect or read."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class SightglassCommand implements Callable<Integer> {
    private static final String TOPIC_WITHOUT_WINDOW = "orders";

    private final CliContext context;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "Add the stack trace to an error.")
    private boolean debug;

    private SightglassCommand(CliContext context) {
        this.context = context;
    }

    /// Runs a command line to its end and answers the exit code. Never throws: what goes wrong is a
    /// sentence on `err`.
    public static int run(CliContext context, String... arguments) {
        int code = commandLine(context).execute(arguments);
        context.out().flush();
        context.err().flush();
        context.interrupts().ended(code);
        return code;
    }

    private static CommandLine commandLine(CliContext context) {
        var ansi = context.colour() ? Ansi.ON : Ansi.OFF;
        var root = new SightglassCommand(context);
        return new CommandLine(root)
                .addSubcommand(new TopicsCommand(context))
                .addSubcommand(new TailCommand(context))
                .addSubcommand(new DecodeCommand(context))
                .addSubcommand(new DiffCommand(context))
                .addSubcommand(new ProveCommand(context))
                .addSubcommand(new PlaygroundCommand(context))
                .addSubcommand(new SnapshotCommand(context))
                .setOut(context.out())
                .setErr(context.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(ansi))
                .setUsageHelpWidth(100)
                .setExpandAtFiles(false)
                .setAbbreviatedOptionsAllowed(false)
                .setParameterExceptionHandler(new UsageFailures())
                .setExecutionExceptionHandler(new RunFailures(() -> root.debug));
    }

    @Override
    public Integer call() throws IOException, CliFailure {
        Optional<Sentence> obstacle = context.window().obstacle();
        if (obstacle.isEmpty()) {
            return context.window().open();
        }
        context.err().println(obstacle.get().plain() + " The playground's orders follow here.");
        context.err().flush();
        return TailCommand.ofPlayground(context, TOPIC_WITHOUT_WINDOW);
    }
}
