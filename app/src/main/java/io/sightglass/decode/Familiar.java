package io.sightglass.decode;

import io.sightglass.decode.raw.WideText;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// How the last framed payload of a topic's keys or values was read. A topic's payloads mostly
/// begin with the same id, and then the same reading follows from it: all that the decision looked
/// at are the bytes of the frame, as long as no header says anything and nobody has said otherwise
/// since. For one thread.
final class Familiar {
    private String topic = "";
    private @Nullable DecodeOptions options;
    private byte[] frame = {};
    private @Nullable Reading reading;

    void clear() {
        reading = null;
    }

    /// @param from where the body begins; the bytes before it are the frame
    void remember(
            String seenTopic,
            DecodeOptions said,
            byte[] array,
            int offset,
            int from,
            Reading decided) {
        topic = seenTopic;
        options = said;
        frame = Arrays.copyOfRange(array, offset, offset + from);
        reading = decided;
    }

    /// Where the body begins, after [#reading] answered.
    int from() {
        return frame.length;
    }

    /// The reading of a payload without headers that begins as the last one did; else null.
    @Nullable Reading reading(
            String thisTopic, DecodeOptions said, byte[] array, int offset, int length) {
        if (reading == null || length < frame.length || options != said) {
            return null;
        }
        for (int i = 0; i < frame.length; i++) {
            if (array[offset + i] != frame[i]) {
                return null;
            }
        }
        boolean other =
                !topic.equals(thisTopic)
                        || WideText.beginsBigEndian(array, offset, offset + length);
        return other ? null : reading;
    }
}
