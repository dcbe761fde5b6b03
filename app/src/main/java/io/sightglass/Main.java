package io.sightglass;

import io.sightglass.cli.CliContext;
import io.sightglass.cli.Interrupts;
import io.sightglass.cli.SightglassCommand;
import io.sightglass.connect.UserFolder;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/// The composition root: the one class that sees every package.
public final class Main {
    private static final int OUTPUT_BUFFER = 1 << 16;

    private Main() {}

    public static void main(String[] arguments) {
        var connector = new Outside();
        var folder = UserFolder.current();
        var desktop = new Desktop(connector, folder);
        var interrupts = new Interrupts();
        interrupts.hook();
        var context =
                new CliContext(
                        connector,
                        writer(FileDescriptor.out),
                        writer(FileDescriptor.err),
                        System.in,
                        CliContext.wantsColour(),
                        CliContext.wantsProgress(),
                        folder,
                        desktop,
                        desktop,
                        interrupts,
                        CliContext.PATIENCE);
        // The toolkit's thread would keep the process alive.
        System.exit(SightglassCommand.run(context, arguments));
    }

    private static PrintWriter writer(FileDescriptor to) {
        var stream = new FileOutputStream(to);
        return new PrintWriter(
                new BufferedWriter(
                        new OutputStreamWriter(stream, StandardCharsets.UTF_8), OUTPUT_BUFFER));
    }
}
