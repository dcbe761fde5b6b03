package io.sightglass.scan;

import io.sightglass.model.Headers;
import io.sightglass.port.ConnectionFailure;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;

/// Where a scan's records come from. Owned by the scan's thread; only [#stop] may be called from
/// others.
public interface Feed {
    /// Takes records, one after another.
    interface Taker {
        /// @param key and `value`: valid until this returns, on the heap; null for none
        void take(
                int partition,
                long offset,
                long timestamp,
                Headers headers,
                @Nullable ByteBuffer key,
                @Nullable ByteBuffer value);

        /// So many records were gone before they could be looked at.
        void gone(long records);

        boolean wantsMore();

        /// Called now and then, also while nothing comes.
        void pause();
    }

    /// How many records there will be, as far as one knows beforehand; -1 where one does not. To be
    /// called before [#run].
    long expected();

    /// Hands over all records, or as many as are wanted.
    void run(Taker taker) throws ConnectionFailure;

    /// Makes a waiting [#run] look at [Taker#wantsMore] at once.
    void stop();
}
