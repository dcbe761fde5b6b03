package io.sightglass.cli;

import io.sightglass.model.Sentence;
import io.sightglass.port.Connector;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/// Runs commands in this process, and keeps what they said.
final class Cli {
    final StringWriter err = new StringWriter();
    final Interrupts interrupts = new Interrupts();
    final List<Painter.Picture> pictures = new ArrayList<>();
    private final StringWriter text = new StringWriter();
    private final Connector connector;
    private final Path configFolder;
    Writer out = text;
    InputStream in = new ByteArrayInputStream(new byte[0]);
    boolean colour;
    boolean progress;
    Duration patience = Duration.ofSeconds(20);
    @Nullable String obstacle;
    int windows;

    Cli(Connector connector, Path configFolder) {
        this.connector = connector;
        this.configFolder = configFolder;
    }

    int run(String... arguments) {
        var window =
                new Window() {
                    @Override
                    public Optional<Sentence> obstacle() {
                        return Optional.ofNullable(obstacle).map(Sentence::of);
                    }

                    @Override
                    public int open() {
                        windows++;
                        return 0;
                    }
                };
        return SightglassCommand.run(
                context(window, new PrintWriter(out), new PrintWriter(err)), arguments);
    }

    /// What a part of a command runs in, where no window is opened.
    CliContext context(PrintWriter toOut, PrintWriter toErr) {
        var window =
                new Window() {
                    @Override
                    public Optional<Sentence> obstacle() {
                        return Optional.empty();
                    }

                    @Override
                    public int open() {
                        throw new AssertionError("no window was asked for");
                    }
                };
        return context(window, toOut, toErr);
    }

    private CliContext context(Window window, PrintWriter toOut, PrintWriter toErr) {
        return new CliContext(
                connector,
                toOut,
                toErr,
                in,
                colour,
                progress,
                configFolder,
                window,
                this::paint,
                interrupts,
                patience);
    }

    private void paint(Painter.Picture picture) throws IOException {
        pictures.add(picture);
    }

    String out() {
        return text.toString();
    }

    /// Waits until standard output holds a text.
    void awaitOut(String wanted) {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (!text.toString().contains(wanted)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no \"" + wanted + "\" in: " + text + err);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    List<String> lines() {
        return text.toString().lines().toList();
    }

    /// What standard error says; it is to be one line.
    String errLine() {
        var lines = err.toString().lines().toList();
        if (lines.size() != 1) {
            throw new AssertionError("expected one line on standard error: " + lines);
        }
        return lines.getFirst();
    }
}
