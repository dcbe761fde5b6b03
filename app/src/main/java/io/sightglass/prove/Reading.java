package io.sightglass.prove;

import io.sightglass.decode.Decoder;

import org.jspecify.annotations.Nullable;

/// With what the record that is being taken is read. For the run's thread.
interface Reading {
    /// Reads it, with the reader's view.
    Decoder decoder();

    String topic();

    /// The sample's name, where it is one.
    @Nullable String sample();

    /// The same for all records.
    record OfTopic(Decoder decoder, String topic) implements Reading {
        @Override
        public @Nullable String sample() {
            return null;
        }
    }
}
