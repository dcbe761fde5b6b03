package io.sightglass.port;

import io.sightglass.model.Headers;
import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;

/// Takes records as a source hands them over, one call a record, in offset order within a
/// partition.
///
/// The buffers are heap buffers over memory that the source reuses: read from `position` to
/// `limit`, copy what should outlive the call, change nothing.
@FunctionalInterface
public interface RecordHandler {
    void accept(
            int partition,
            long offset,
            long timestamp,
            Headers headers,
            @Nullable ByteBuffer key,
            @Nullable ByteBuffer value);

    /// The records from `from` to `to`, exclusive, are gone from the log: deleted before they could
    /// be read, or read and then lost by the cluster. Reading goes on after them, or at `from` in
    /// the second case, and does not stop for it.
    default void gone(int partition, long from, long to) {}

    /// A broker has not answered for seconds, though the connection to it is open. Reading goes on
    /// over another connection, where it was; [#heard] follows once all have answered for a while.
    /// May come again before that.
    ///
    /// @param sentence says so
    default void silent(Sentence sentence) {}

    /// All brokers that records come from have answered for a while.
    default void heard() {}
}
