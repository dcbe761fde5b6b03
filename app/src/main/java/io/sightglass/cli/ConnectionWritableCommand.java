package io.sightglass.cli;

import io.sightglass.connect.Profiles;
import io.sightglass.model.Use;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;

/// `sightglass connections writable`.
@Command(
        name = "writable",
        description =
                "Allow writing over a kept connection, for check --group, which still asks; or take"
                        + " it back.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ConnectionWritableCommand implements Callable<Integer> {
    private final CliContext context;

    @Parameters(paramLabel = "NAME", description = "The kept connection.")
    private String name = "";

    @Option(names = "--off", description = "Make it read-only again.")
    private boolean off;

    ConnectionWritableCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CliFailure, IOException {
        var options = new ConnectOptions();
        options.profile = name;
        var profile =
                ChosenProfile.kept(context, options)
                        .orElseThrow(() ->
                                CliFailure.usage(
                                        "The playground is not kept; give --writable to the command"
                                                + " that writes."));
        var use = new Use(!off, profile.use().bytesPerSecond());
        Profiles.read(context.configFolder()).keep(profile.withUse(use));
        context.out()
                .println(
                        Printable.line(profile.name())
                                + " ("
                                + profile.environment().name().toLowerCase(Locale.ROOT)
                                + ") at "
                                + Printable.line(profile.bootstrap())
                                + (off ? " is read-only." : " may be written to, after asking."));
        return ExitCode.OK;
    }
}
