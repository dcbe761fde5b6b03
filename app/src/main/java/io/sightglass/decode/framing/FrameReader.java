package io.sightglass.decode.framing;

import io.sightglass.model.Framing;
import io.sightglass.model.Headers;
import io.sightglass.model.Part;
import io.sightglass.model.Sentence;

/// Recognises one way to name a payload's schema in front of it or beside it.
public interface FrameReader {
    Framing.Kind kind();

    /// Fills `frame` and answers true where the payload (`length` bytes of `array` from `offset`)
    /// is framed this way. Allocates nothing.
    boolean read(Part part, Headers headers, byte[] array, int offset, int length, Frame frame);

    /// Why it is not.
    Sentence reason(Part part, Headers headers, byte[] array, int offset, int length);
}
