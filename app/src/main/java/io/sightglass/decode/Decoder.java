package io.sightglass.decode;

import io.sightglass.model.Decoded;
import io.sightglass.model.Headers;
import io.sightglass.model.Part;

import java.util.function.Supplier;

/// Reads payloads. Made by [Decoders#newDecoder]; belongs to one thread. Never blocks on a registry
/// and never throws on bad input.
public interface Decoder {
    /// Walks one payload once, into `sink`. A null `array` is a null payload. What is wrong as a
    /// whole (no schema, no format fits, zero bytes) goes to the sink as well, between `begin` and
    /// `finish`, if it is a [FindingSink].
    Outcome walk(
            String topic,
            Part part,
            Headers headers,
            byte @org.jspecify.annotations.Nullable [] array,
            int offset,
            int length,
            DecodeSink sink);

    /// Reads one payload into a tree, with structural findings and those of `rules`.
    ///
    /// @param rules makes the sink that hears the events for findings; a plain [FindingSink] for
    ///   structure alone, the contract's sink for its rules too
    Decoded decode(
            String topic,
            Part part,
            Headers headers,
            byte @org.jspecify.annotations.Nullable [] payload,
            Supplier<? extends FindingSink> rules);
}
