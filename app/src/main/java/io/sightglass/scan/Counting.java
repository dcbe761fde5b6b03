package io.sightglass.scan;

import io.sightglass.model.Headers;
import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;

/// What a scan makes of the records. Used by the scan's thread alone; only the first [#figures] is
/// made on the thread that starts it.
///
/// @param <F> what is known, immutable
public interface Counting<F> {
    /// Whether it can begin.
    sealed interface Beginning {
        record Ready() implements Beginning {}

        /// It may be soon; asked again, and the sentence is why not where it does not become ready.
        record Waiting(Sentence sentence) implements Beginning {}

        record Never(Sentence sentence) implements Beginning {}
    }

    /// Asked before the first record.
    default Beginning beginning() {
        return new Beginning.Ready();
    }

    /// Counts a record, unless a schema of it is on its way; answers whether it was counted.
    boolean take(
            int partition,
            long offset,
            long timestamp,
            Headers headers,
            @Nullable ByteBuffer key,
            @Nullable ByteBuffer value);

    /// A schema of this record did not come. Counts it as it is without, or says why it cannot go
    /// on: null, or a sentence.
    @Nullable Sentence without(
            int partition,
            long offset,
            long timestamp,
            Headers headers,
            @Nullable ByteBuffer key,
            @Nullable ByteBuffer value);

    /// Called now and then, after some records or none.
    default void paused() {}

    /// Whether another record is wanted.
    default boolean wantsMore() {
        return true;
    }

    /// Grows when a schema has arrived.
    long generation();

    /// So many records were gone before they could be looked at.
    void gone(long records);

    /// How many records were looked at.
    long records();

    /// What is known.
    F figures(ScanState state);
}
