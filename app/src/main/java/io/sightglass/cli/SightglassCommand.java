package io.sightglass.cli;

import io.sightglass.model.Sentence;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

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
        int code = commandLine(context, arguments).execute(arguments);
        context.out().flush();
        context.err().flush();
        context.interrupts().ended(code);
        return code;
    }

    private static CommandLine commandLine(CliContext context, String... arguments) {
        var ansi = context.colour() ? Ansi.ON : Ansi.OFF;
        var root = new SightglassCommand(context);
        var line = new CommandLine(root);
        commands(context, arguments).forEach(command -> line.addSubcommand(command.get()));
        return line.setOut(context.out())
                .setErr(context.err())
                .setColorScheme(CommandLine.Help.defaultColorScheme(ansi))
                .setUsageHelpWidth(100)
                .setExpandAtFiles(false)
                .setAbbreviatedOptionsAllowed(false)
                .setParameterExceptionHandler(new UsageFailures())
                .setExecutionExceptionHandler(new RunFailures(() -> root.debug));
    }

    /// The commands that may be meant: of a line that begins with one, that one, since each takes
    /// time to read its options from its annotations; else all.
    private static List<Supplier<?>> commands(CliContext context, String... arguments) {
        var commands = new LinkedHashMap<String, Supplier<?>>();
        commands.put("topics", () -> new TopicsCommand(context));
        commands.put("tail", () -> new TailCommand(context));
        commands.put("decode", () -> new DecodeCommand(context));
        commands.put("diff", () -> new DiffCommand(context));
        commands.put("prove", () -> new ProveCommand(context));
        commands.put("check", () -> new CheckCommand(context));
        commands.put("connections", () -> ConnectionsCommand.line(context));
        commands.put("try", () -> new TryCommand(context));
        commands.put("playground", () -> new PlaygroundCommand(context));
        commands.put("snapshot", () -> new SnapshotCommand(context));
        var meant = arguments.length == 0 ? null : commands.get(arguments[0]);
        return meant == null ? List.copyOf(commands.values()) : List.of(meant);
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
