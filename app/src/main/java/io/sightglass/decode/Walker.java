package io.sightglass.decode;

import io.sightglass.model.Format;

/// Goes over the body of a payload once and tells a sink what is there.
///
/// A walker is compiled for one schema and belongs to one thread; make another for another thread.
/// It never throws on bad input, and its recursion, its node count and its memory are bounded
/// whatever the bytes say ([Limits]).
public interface Walker {
    Format format();

    /// Walks the payload's bytes from `from` (where the framing ends) to `length`. All positions
    /// that the sink hears count from the payload's first byte, which is `array[offset]`. Calls
    /// neither `begin` nor `finish`. Ends behind as many values as the sink has a use for.
    void walk(byte[] array, int offset, int from, int length, DecodeSink sink);
}
