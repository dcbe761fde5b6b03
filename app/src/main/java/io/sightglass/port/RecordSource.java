package io.sightglass.port;

import java.io.IOException;
import java.time.Duration;

/// A reading position in one topic. Owned by one thread; only [#wakeup] may be called from another.
///
/// A source never joins a group, never commits and never creates a topic. When the broker goes away
/// it stays quiet and resumes where it was when the broker is back, with no record lost or doubled;
/// [Cluster#health] tells.
public interface RecordSource extends AutoCloseable {
    /// Hands over what has arrived, waiting up to `timeout` for the first record. Returns the
    /// number of records.
    ///
    /// @throws ConnectionFailure when reading cannot go on: topic gone, no permission
    int poll(Duration timeout, RecordHandler handler) throws ConnectionFailure;

    /// Whether every partition has reached its [Until]; always false for [Until.Forever].
    boolean finished();

    /// How many records are there that were not handed over yet, by what the source knows without
    /// asking anybody: about that many, since offsets may have gaps. -1 where it does not know.
    /// Belongs to the thread that polls.
    default long behind() {
        return -1;
    }

    /// Makes a waiting [#poll] return at once.
    void wakeup();

    @Override
    void close() throws IOException;
}
