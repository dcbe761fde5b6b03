package io.sightglass.prove;

import io.sightglass.decode.Decoder;
import io.sightglass.model.Headers;
import io.sightglass.port.ConnectionFailure;

import org.jspecify.annotations.Nullable;

/// Where a run's records come from. Owned by the run's thread; only [#stop] may be called from
/// others.
interface Feed {
    /// Takes records, one after another.
    interface Taker {
        /// @param decoder reads it, with the reader's view
        /// @param array null for a record without a value
        /// @param sample the sample's name, where it is one
        @SuppressWarnings("TooManyParameters")
        void take(
                Decoder decoder,
                String topic,
                int partition,
                long offset,
                long timestamp,
                Headers headers,
                byte @Nullable [] array,
                int start,
                int length,
                @Nullable String sample);

        /// The records from `from` to `to` were deleted before they could be read.
        void gone(long from, long to);

        /// Whether more records are wanted.
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
