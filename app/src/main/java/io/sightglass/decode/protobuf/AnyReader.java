package io.sightglass.decode.protobuf;

import io.sightglass.model.FieldInfo;
import io.sightglass.model.Logical;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a `google.protobuf.Any` holds (google/protobuf/any.proto): finds its `type_url` before its
/// `value` is walked, and the type that it names. For one thread.
final class AnyReader {
    static final String TYPE = "google.protobuf.Any";
    static final int URL = 1;
    static final int VALUE = 2;
    private static final int MOST = 256;
    private static final int LONGEST = 1_000;

    /// `plan` and `info` are null where no schema declares the type.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Content(byte[] url, @Nullable MessagePlan plan, @Nullable FieldInfo info) {}

    private final KnownTypes types;
    private final List<Content> known = new ArrayList<>();

    AnyReader(KnownTypes types) {
        this.types = types;
    }

    /// What the Any whose fields are at `from` to `end` holds; null where it does not say.
    @Nullable Content content(byte[] array, int from, int end) {
        int at = from;
        int url = -1;
        int urlEnd = -1;
        while (at >= 0 && at < end) {
            int size = Wire.varintSize(array, at, end);
            long tag = size > 0 ? Wire.varint(array, at, size) : 0;
            if (!Wire.isTag(tag)) {
                break;
            }
            int content = at + size;
            at = Wire.skip(array, (int) tag & 7, (int) (tag >>> 3), content, end, 0);
            if (at >= 0 && tag == (URL << 3 | Wire.LENGTH)) {
                url = content + Wire.varintSize(array, content, end);
                urlEnd = at;
            }
        }
        return url < 0 || url == urlEnd ? null : content(array, url, urlEnd, known);
    }

    private Content content(byte[] array, int url, int end, List<Content> known) {
        for (int i = 0; i < known.size(); i++) {
            var one = known.get(i);
            if (Arrays.equals(one.url, 0, one.url.length, array, url, end)) {
                return one;
            }
        }
        var bytes = Arrays.copyOfRange(array, url, Math.min(end, url + LONGEST));
        var text = new String(bytes, StandardCharsets.UTF_8);
        var type = types.find(text.substring(text.lastIndexOf('/') + 1));
        var made =
                type == null
                        ? new Content(bytes, null, null)
                        : new Content(bytes, ProtobufPlan.plan(type), info(type.getName()));
        if (known.size() < MOST && end - url <= LONGEST) {
            known.add(made);
        }
        return made;
    }

    private static FieldInfo info(String type) {
        return new FieldInfo("value", VALUE - 1, VALUE, type, null, Logical.NONE, null);
    }
}
