package io.sightglass.decode.protobuf;

import io.sightglass.decode.Anomaly;
import io.sightglass.decode.DecodeSink;
import io.sightglass.model.FieldInfo;

import org.jspecify.annotations.Nullable;

/// What is to be said of the value of a list that came last, where the reader has no list and sees
/// no other: nothing, until it is known that none comes behind.
final class LastValue {
    private @Nullable Anomaly anomaly;
    private int start;
    private int end;
    private long seen;

    void clear() {
        anomaly = null;
    }

    /// @param anomaly null where the reader sees the value as it is
    void set(@Nullable Anomaly anomaly, int start, int end, long seen) {
        this.anomaly = anomaly;
        this.start = start;
        this.end = end;
        this.seen = seen;
    }

    void set(LastValue other) {
        set(other.anomaly, other.start, other.end, other.seen);
    }

    void say(FieldInfo field, int types, DecodeSink sink) {
        if (anomaly != null) {
            sink.remark(field, anomaly, start, end, types, seen);
        }
    }
}
