package io.sightglass.kafka;

import io.sightglass.port.ConnectionFailure;

import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.function.Supplier;

/// The admin client of a connection. Kafka's own ends for good when an answer cannot be read, as
/// where something on the way has changed it; another then takes its place.
///
/// Thread-safe.
final class LiveAdmin implements Supplier<Admin>, AutoCloseable {
    private final Maker<Admin> maker;
    private Admin current;
    private boolean closed;

    /// @param maker makes the ones after the first
    LiveAdmin(Admin first, Maker<Admin> maker) {
        this.current = first;
        this.maker = maker;
    }

    @Override
    public synchronized Admin get() {
        return current;
    }

    /// Whether a call failed because its client has ended.
    static boolean hasEnded(@Nullable Throwable failure) {
        var cause = failure;
        while (cause != null) {
            // The client has no other word for it than the message of a timeout.
            if (String.valueOf(cause.getMessage()).startsWith("The AdminClient thread")) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }

    /// Puts another client into the place of one that has ended, unless somebody has done so.
    ///
    /// @throws ConnectionFailure as [Maker#make]
    synchronized void renew(Admin ended) throws ConnectionFailure {
        if (!closed && current == ended) {
            ended.close(Duration.ZERO);
            current = maker.make();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        current.close(Duration.ZERO);
    }
}
