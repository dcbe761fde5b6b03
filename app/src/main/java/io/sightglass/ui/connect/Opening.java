package io.sightglass.ui.connect;

import io.sightglass.connect.Connection;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Sentence;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.Connector;
import io.sightglass.port.Playground;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// One attempt to open a connection, on a thread of its own. Cancelling it is immediate for the
/// person: whatever still arrives afterwards is closed unseen.
public final class Opening {
    private static final Logger log = LoggerFactory.getLogger(Opening.class);

    /// What is done on the attempt's thread before it connects; it may wait for a person.
    @FunctionalInterface
    public interface Preparation {
        /// The connection with the values of its secrets.
        ClusterProfile prepared() throws ConnectionFailure;
    }

    private final AtomicBoolean settled = new AtomicBoolean();
    private final Consumer<Result> done;
    private final Thread thread;

    private Opening(
            Connector connector,
            @Nullable Preparation preparation,
            Consumer<String> progress,
            Consumer<Result> done) {
        this.done = done;
        this.thread =
                Thread.ofVirtual()
                        .name("sightglass-opening")
                        .unstarted(() -> run(connector, preparation, progress));
    }

    /// How it ended.
    public sealed interface Result {
        /// Open. The receiver owns both: `playground` is the one that was started for it, or null.
        record Opened(Connection connection, @Nullable Playground playground) implements Result {}

        record Refused(Sentence sentence) implements Result {}

        record Cancelled() implements Result {}
    }

    /// Begins connecting to what `preparation` comes to.
    ///
    /// @param progress hears what is being waited for, on the attempt's thread
    /// @param done hears the end, once, on the attempt's thread or on that of [#cancel]
    public static Opening of(
            Connector connector,
            Preparation preparation,
            Consumer<String> progress,
            Consumer<Result> done) {
        var opening = new Opening(connector, preparation, progress, done);
        opening.thread.start();
        return opening;
    }

    /// Begins connecting to the playground: the one that this user is running, else an own one.
    public static Opening playground(
            Connector connector, Consumer<String> progress, Consumer<Result> done) {
        var opening = new Opening(connector, null, progress, done);
        opening.thread.start();
        return opening;
    }

    /// Gives up.
    public void cancel() {
        if (settled.compareAndSet(false, true)) {
            thread.interrupt();
            done.accept(new Result.Cancelled());
        }
    }

    private void run(
            Connector connector, @Nullable Preparation preparation, Consumer<String> progress) {
        Playground playground = null;
        Connection connection = null;
        Result result;
        try {
            var target = preparation == null ? null : preparation.prepared();
            if (target == null) {
                target = connector.runningPlayground().orElse(null);
            }
            if (target == null) {
                playground = connector.startPlayground(progress);
                target = playground.profile();
            }
            progress.accept("Connecting to " + target.bootstrap());
            connection = Connection.open(connector, target);
            result = new Result.Opened(connection, playground);
        } catch (ConnectionFailure e) {
            result = new Result.Refused(e.sentence());
        } catch (RuntimeException e) {
            log.error("opening a connection failed", e);
            result =
                    new Result.Refused(
                            Sentence.of(
                                    "Sightglass could not open the connection because of a fault of"
                                            + " its own; the log says more."));
        }
        if (settled.compareAndSet(false, true)) {
            if (!(result instanceof Result.Opened)) {
                close(connection, playground);
            }
            done.accept(result);
        } else {
            close(connection, playground);
        }
    }

    private static void close(@Nullable Connection connection, @Nullable Playground playground) {
        if (connection != null) {
            connection.close();
        }
        if (playground != null) {
            playground.close();
        }
    }
}
