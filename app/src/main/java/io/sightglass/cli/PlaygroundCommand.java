package io.sightglass.cli;

import io.sightglass.port.ConnectionFailure;

import picocli.CommandLine.Command;

import java.util.concurrent.Callable;

/// `sightglass playground`: the demonstration cluster in the foreground, until Ctrl-C.
@Command(
        name = "playground",
        description =
                "Run a broker, a registry and producers until Ctrl-C; their addresses come first.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class PlaygroundCommand implements Callable<Integer> {
    private final CliContext context;

    PlaygroundCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws ConnectionFailure, InterruptedException {
        var stop = new StopFlag();
        var out = context.out();
        try (var _ = context.interrupts().onStop(stop::raise);
                var playground = context.connector().startPlayground(_ -> {})) {
            var profile = playground.profile();
            out.println("bootstrap=" + profile.bootstrap());
            if (profile.registry() != null) {
                out.println("registry=" + profile.registry());
            }
            profile.schemaFolders().forEach(folder -> out.println("schemas=" + folder));
            out.flush();
            stop.await();
        }
        return ExitCode.OK;
    }
}
