package io.sightglass.decode.raw;

import io.sightglass.decode.Anomaly;
import io.sightglass.decode.DecodeSink;
import io.sightglass.decode.Utf8;
import io.sightglass.decode.Walker;
import io.sightglass.model.FieldInfo;
import io.sightglass.model.Format;

/// Takes a payload for one string: UTF-8, or UTF-16 or UTF-32 where it shows that it is.
public final class TextWalker implements Walker {
    private static final FieldInfo ROOT = FieldInfo.of("", -1, "string");

    @Override
    public Format format() {
        return Format.TEXT;
    }

    @Override
    public void walk(byte[] array, int offset, int from, int length, DecodeSink sink) {
        var wide = WideText.charset(array, offset + from, offset + length);
        if (wide != null) {
            var text = WideText.decode(array, offset + from, offset + length, wide).stripLeading();
            boolean json = !text.isEmpty() && "{[\"".indexOf(text.charAt(0)) >= 0;
            int bits = wide.name().startsWith("UTF-32") ? 32 : 16;
            int low = wide.name().endsWith("LE") ? 1 : 0;
            var anomaly = json ? Anomaly.WIDE_JSON : Anomaly.WIDE_TEXT;
            sink.remark(ROOT, anomaly, from, length, bits, low);
        }
        WideText.walk(ROOT, array, offset, from, length, sink);
    }

    /// Whether bytes are text: UTF-8, UTF-16 or UTF-32, and no control characters but white space.
    public static boolean isText(byte[] array, int from, int to) {
        var wide = WideText.charset(array, from, to);
        return wide == null
                ? isUtf8(array, from, to)
                : WideText.isText(WideText.decode(array, from, to, wide));
    }

    private static boolean isUtf8(byte[] array, int from, int to) {
        for (int i = from; i < to; i++) {
            byte b = array[i];
            if (b == 0x7f || (b >= 0 && b < 0x20 && !(b >= '\t' && b <= '\r'))) {
                return false;
            }
        }
        return Utf8.firstBad(array, from, to) < 0;
    }
}
