package io.sightglass.playground.broker;

import io.sightglass.model.Sentence;
import io.sightglass.port.ConnectionFailure;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// A Kafka broker in a child process, on free ports of 127.0.0.1 and in a temporary folder of its
/// own.
///
/// A child that dies by itself is started again on the same ports and folder, so its topics and
/// records are there again. [#close] leaves no process, port or file; and when this process is
/// killed, the child cleans up and ends by itself. Safe for use by several threads.
public final class BrokerProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerProcess.class);
    private static final Duration START = Duration.ofSeconds(60);
    private static final int START_ATTEMPTS = 3;
    private static final long BACKOFF_MILLIS = 250;
    private static final long LONGEST_BACKOFF_MILLIS = 5000;

    private final Path folder;
    private final int port;
    private final int controllerPort;
    private final Thread supervisor;
    // Ctrl-C in a terminal ends the child as well, before it could clean up.
    private final Thread atExit = new Thread(this::close, "broker-exit");
    private final Object closing = new Object();
    private final Object lock = new Object();
    // Guarded by lock.
    private BrokerChild child;
    private boolean closed;

    private BrokerProcess(Path folder, int port, int controllerPort, BrokerChild child) {
        this.folder = folder;
        this.port = port;
        this.controllerPort = controllerPort;
        this.child = child;
        this.supervisor =
                Thread.ofPlatform().name("broker-supervisor").daemon().unstarted(this::supervise);
    }

    /// Starts a broker in a temporary folder and waits until clients can connect: some four
    /// seconds.
    ///
    /// @throws ConnectionFailure when it is not up in time, with the last line of what it said
    public static BrokerProcess start() throws ConnectionFailure {
        try {
            return start(Files.createTempDirectory("sightglass-broker-"));
        } catch (ConnectionFailure e) {
            throw e;
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /// The same in a folder of the caller's, which is there and goes, with all that is in it, when
    /// the broker ends or does not start.
    public static BrokerProcess start(Path folder) throws ConnectionFailure {
        for (int attempt = 1; ; attempt++) {
            try {
                return startOnce(folder);
            } catch (IOException e) {
                // Somebody may have taken a port in between; new ports then.
                if (attempt == START_ATTEMPTS) {
                    abandon(folder);
                    throw failure(e);
                }
                LOG.warn("The playground's broker did not start; trying again.", e);
            }
        }
    }

    private static BrokerProcess startOnce(Path folder) throws IOException {
        int[] ports = Ports.twoFree();
        var child = BrokerChild.spawn(folder, ports[0], ports[1]);
        try {
            child.awaitReady(START);
        } catch (IOException e) {
            child.kill();
            Folders.delete(BrokerMain.log(folder)); // made for the ports that did not do
            throw e;
        }
        var broker = new BrokerProcess(folder, ports[0], ports[1], child);
        Runtime.getRuntime().addShutdownHook(broker.atExit);
        broker.supervisor.start();
        return broker;
    }

    private static void abandon(Path folder) {
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            LOG.warn("The playground's folder {} could not be deleted.", folder, e);
        }
    }

    private static ConnectionFailure failure(IOException e) {
        return new ConnectionFailure(
                Sentence.of(
                        "The playground's Kafka broker did not start: "
                                + e.getMessage()
                                + ". Connect to a cluster of your own with --bootstrap, or try"
                                + " again."),
                e);
    }

    /// `127.0.0.1:PORT`.
    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    /// The child's process id now; another after it had to be started again.
    public long pid() {
        synchronized (lock) {
            return child.pid();
        }
    }

    private void supervise() {
        long backoff = BACKOFF_MILLIS;
        while (true) {
            var current = current();
            try {
                current.awaitExit();
                if (isClosed()) {
                    return;
                }
                LOG.warn("The playground's broker ended by itself; starting it again.");
                TimeUnit.MILLISECONDS.sleep(backoff);
                backoff =
                        restart() ? BACKOFF_MILLIS : Math.min(backoff * 2, LONGEST_BACKOFF_MILLIS);
            } catch (InterruptedException e) {
                return; // closing
            }
        }
    }

    private boolean restart() throws InterruptedException {
        BrokerChild next;
        try {
            synchronized (lock) {
                if (closed) {
                    return true;
                }
                next = BrokerChild.spawn(folder, port, controllerPort);
                child = next;
            }
        } catch (IOException e) {
            LOG.warn("The playground's broker could not be started again.", e);
            return false;
        }
        try {
            next.awaitReady(START);
            return true;
        } catch (IOException e) {
            next.kill();
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LOG.warn("The playground's broker did not come back.", e);
            return false;
        }
    }

    private BrokerChild current() {
        synchronized (lock) {
            return child;
        }
    }

    private boolean isClosed() {
        synchronized (lock) {
            return closed;
        }
    }

    /// Ends the child and deletes its folder. Bounded to a few seconds; closing twice does nothing,
    /// but whoever comes second waits: a process that ends closes from several hooks at once, and
    /// the first to return may halt it.
    @Override
    public void close() {
        synchronized (closing) {
            synchronized (lock) {
                if (closed) {
                    return;
                }
                closed = true;
            }
            supervisor.interrupt();
            // Whatever is the child now is the last one: spawning looks at `closed` under the lock.
            current().kill();
            abandon(folder);
        }
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // It is running already, and perhaps this is it.
        }
    }
}
