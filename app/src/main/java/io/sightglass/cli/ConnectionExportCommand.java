package io.sightglass.cli;

import io.sightglass.connect.exchange.PropertiesExport;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

/// `sightglass connections export`.
@Command(
        name = "export",
        description =
                "Write a kept connection as client.properties, with ${secret:NAME} in place of each"
                        + " secret.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ConnectionExportCommand implements Callable<Integer> {
    private final CliContext context;

    @Parameters(paramLabel = "NAME", description = "The kept connection.")
    private String name = "";

    ConnectionExportCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws CliFailure {
        var options = new ConnectOptions();
        options.profile = name;
        var profile =
                ChosenProfile.kept(context, options)
                        .orElseThrow(
                                () -> CliFailure.usage("The playground has nothing to export."));
        context.out().print(PropertiesExport.of(profile));
        return ExitCode.OK;
    }
}
