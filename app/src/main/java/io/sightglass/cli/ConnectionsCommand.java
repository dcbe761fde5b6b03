package io.sightglass.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.util.Objects;
import java.util.concurrent.Callable;

/// `sightglass connections`: what is kept, and whether it works.
@Command(
        name = "connections",
        description =
                "List the kept connections, try one out, allow writing over one, or write one as"
                        + " client.properties.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ConnectionsCommand implements Callable<Integer> {
    @Spec private @org.jspecify.annotations.Nullable CommandSpec spec;

    private ConnectionsCommand() {}

    /// The command with those below it.
    static CommandLine line(CliContext context) {
        return new CommandLine(new ConnectionsCommand())
                .addSubcommand(new ConnectionListCommand(context))
                .addSubcommand(new ConnectionTestCommand(context))
                .addSubcommand(new ConnectionWritableCommand(context))
                .addSubcommand(new ConnectionExportCommand(context));
    }

    @Override
    public Integer call() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(),
                "Say what to do: connections list, connections test NAME, connections writable"
                        + " NAME, or connections export NAME.");
    }
}
