package io.sightglass.cli;

import io.sightglass.port.From;
import io.sightglass.port.ReadRequest;
import io.sightglass.port.Until;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/// `sightglass snapshot TOPIC -o FILE.png`: the window as a picture.
@Command(
        name = "snapshot",
        description = "Draw the window on a topic into a PNG file; no display needed.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class SnapshotCommand implements Callable<Integer> {
    private static final Pattern SIZE = Pattern.compile("(\\d{3,4})x(\\d{3,4})");
    private static final int SMALLEST = 320;
    private static final int LARGEST = 8_000;

    private final CliContext context;

    @Parameters(paramLabel = "TOPIC", description = "The topic to show.")
    private String topic = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE.png",
            required = true,
            description = "The picture to write.")
    private Path file = Path.of("");

    @Option(
            names = "--theme",
            paramLabel = "THEME",
            defaultValue = "dark",
            description = "dark (default) or light.")
    private String theme = "dark";

    @Option(
            names = "--size",
            paramLabel = "WIDTHxHEIGHT",
            defaultValue = "1440x900",
            description = "In pixels. Default: 1440x900.")
    private String size = "";

    @Mixin private ConnectOptions connect = new ConnectOptions();
    @Mixin private RevealOption reveal = new RevealOption();

    SnapshotCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, CliFailure {
        checkFile();
        boolean dark = isDark();
        var matcher = SIZE.matcher(size);
        if (!matcher.matches()) {
            throw badSize();
        }
        int width = pixels(matcher.group(1));
        int height = pixels(matcher.group(2));
        try (var session = Session.open(context, connect, reveal)) {
            var connection = session.connection();
            // Says in a sentence when there is no such topic, before anything is drawn.
            var now = new ReadRequest(topic, Set.of(), new From.Latest(), new Until.End());
            connection.cluster().open(now).close();
            context.painter()
                    .paint(new Painter.Picture(connection, topic, file, dark, width, height));
        }
        return ExitCode.OK;
    }

    private void checkFile() throws CliFailure {
        if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
            throw CliFailure.usage("-o is \"" + file + "\"; expected a file that ends in .png.");
        }
        var folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw CliFailure.unreadable(
                    "There is no folder " + folder + "; make it, or name another file with -o.");
        }
    }

    private boolean isDark() throws CliFailure {
        return switch (theme) {
            case "dark" -> true;
            case "light" -> false;
            default ->
                    throw CliFailure.usage(
                            "--theme is \""
                                    + Printable.line(theme)
                                    + "\"; expected dark or light.");
        };
    }

    private int pixels(String digits) throws CliFailure {
        int pixels = Integer.parseInt(digits);
        if (pixels < SMALLEST || pixels > LARGEST) {
            throw badSize();
        }
        return pixels;
    }

    private CliFailure badSize() {
        return CliFailure.usage(
                "--size is \""
                        + Printable.line(size)
                        + "\"; expected WIDTHxHEIGHT from 320 to 8000 pixels, such as 1440x900.");
    }
}
