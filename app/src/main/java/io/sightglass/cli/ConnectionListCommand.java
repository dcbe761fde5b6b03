package io.sightglass.cli;

import io.sightglass.connect.Profiles;
import io.sightglass.model.ClusterProfile;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.Locale;
import java.util.concurrent.Callable;

/// `sightglass connections list`.
@Command(
        name = "list",
        description = "The connections that the window keeps.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ConnectionListCommand implements Callable<Integer> {
    private final CliContext context;

    @Option(names = "--json", description = "One JSON object a connection, one a line.")
    private boolean json;

    ConnectionListCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var profiles = Profiles.read(context.configFolder());
        var problem = profiles.problem();
        if (problem != null) {
            context.err().println(problem.plain());
        }
        var list = profiles.list();
        int width = list.stream().mapToInt(profile -> profile.name().length()).max().orElse(0);
        for (var profile : list) {
            if (json) {
                json(profile);
            } else {
                var name = Printable.line(profile.name());
                context.out()
                        .println(
                                name
                                        + " ".repeat(Math.max(0, width - name.length()) + 2)
                                        + Printable.line(profile.bootstrap())
                                        + (profile.use().writable() ? "  writing allowed" : ""));
            }
        }
        if (list.isEmpty() && !json) {
            context.err().println("No connection is kept; connect in the window to keep one.");
        }
        return ExitCode.OK;
    }

    private void json(ClusterProfile profile) {
        try (var json = JsonLines.generator(context.out())) {
            json.writeStartObject();
            json.writeStringProperty("name", profile.name());
            json.writeStringProperty("bootstrap", profile.bootstrap());
            json.writeStringProperty("registry", profile.registry());
            json.writeStringProperty(
                    "environment", profile.environment().name().toLowerCase(Locale.ROOT));
            json.writeBooleanProperty("writable", profile.use().writable());
            json.writeEndObject();
        }
        context.out().println();
    }
}
