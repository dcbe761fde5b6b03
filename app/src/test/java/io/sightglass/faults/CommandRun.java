package io.sightglass.faults;

import io.sightglass.cli.CliContext;
import io.sightglass.cli.Interrupts;
import io.sightglass.cli.RealConnector;
import io.sightglass.cli.SightglassCommand;
import io.sightglass.cli.Window;
import io.sightglass.model.Auth;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Sentence;
import io.sightglass.port.Cluster;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.Connector;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;

/// A command of Sightglass that runs on a thread of its own until it ends or is closed.
final class CommandRun implements AutoCloseable {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Interrupts interrupts = new Interrupts();
    private final Thread thread;
    private volatile int exitCode = -1;

    private CommandRun(Connector connector, String... arguments) throws IOException {
        var context =
                new CliContext(
                        connector,
                        new PrintWriter(out),
                        new PrintWriter(err),
                        InputStream.nullInputStream(),
                        false,
                        false,
                        Files.createTempDirectory("sightglass-command-"),
                        new Window() {
                            @Override
                            public Optional<Sentence> obstacle() {
                                return Optional.of(Sentence.of("There is no window here."));
                            }

                            @Override
                            public int open() {
                                throw new IllegalStateException();
                            }
                        },
                        _ -> {},
                        interrupts,
                        Duration.ofSeconds(6));
        thread =
                Thread.ofPlatform()
                        .name("command " + arguments[0])
                        .start(() -> exitCode = SightglassCommand.run(context, arguments));
    }

    static CommandRun start(String... arguments) throws IOException {
        return new CommandRun(new RealConnector(), arguments);
    }

    /// Runs a command to its end, as a user.
    static CommandRun whole(Auth auth, String... arguments) throws Exception {
        var connector =
                new RealConnector() {
                    @Override
                    public Cluster connect(ClusterProfile profile) throws ConnectionFailure {
                        return super.connect(profile.withAuth(auth));
                    }
                };
        var run = new CommandRun(connector, arguments);
        run.thread.join();
        return run;
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    int exitCode() {
        return exitCode;
    }

    @Override
    public void close() throws InterruptedException {
        interrupts.stop();
        thread.join();
    }
}
