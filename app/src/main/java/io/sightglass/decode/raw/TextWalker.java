package io.sightglass.decode.raw;

import io.sightglass.decode.DecodeSink;
import io.sightglass.decode.Utf8;
import io.sightglass.decode.Walker;
import io.sightglass.model.FieldInfo;
import io.sightglass.model.Format;

/// Takes a payload for one string.
public final class TextWalker implements Walker {
    private static final FieldInfo ROOT = FieldInfo.of("", -1, "string");

    @Override
    public Format format() {
        return Format.TEXT;
    }

    @Override
    public void walk(byte[] array, int offset, int from, int length, DecodeSink sink) {
        sink.text(ROOT, from, length, false, from, length);
    }

    /// Whether bytes are text: UTF-8, and no control characters but white space.
    public static boolean isText(byte[] array, int from, int to) {
        for (int i = from; i < to; i++) {
            byte b = array[i];
            if (b == 0x7f || (b >= 0 && b < 0x20 && !(b >= '\t' && b <= '\r'))) {
                return false;
            }
        }
        return Utf8.firstBad(array, from, to) < 0;
    }
}
