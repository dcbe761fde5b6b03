package io.sightglass.decode.rank;

import io.sightglass.decode.framing.Frame;
import io.sightglass.decode.framing.Framings;
import io.sightglass.decode.framing.MessageName;
import io.sightglass.model.Format;
import io.sightglass.model.Framing;
import io.sightglass.model.Headers;
import io.sightglass.model.Part;

/// A payload that types are tried on, and where in it the body begins: behind a framing, if there
/// is one whose schema is not to be had.
public final class Sample {
    private final byte[] payload;
    private final int body;
    private final int messageBody;

    private Sample(byte[] payload, int body, int messageBody) {
        this.payload = payload;
        this.body = body;
        this.messageBody = messageBody;
    }

    /// A payload without any framing. Its bytes must not change any more.
    public static Sample raw(byte[] payload) {
        return new Sample(payload, 0, 0);
    }

    /// A payload as it came, perhaps with a framing. Its bytes must not change any more.
    public static Sample of(Part part, Headers headers, byte[] payload) {
        var frame = new Frame();
        for (var reader : Framings.ALL) {
            frame.clear();
            if (reader.read(part, headers, payload, 0, payload.length, frame)) {
                int end = frame.end();
                return new Sample(
                        payload, end, end == 0 ? 0 : behindName(frame.kind(), payload, end));
            }
        }
        return raw(payload);
    }

    /// Behind the framing, Protobuf may name its message before the body begins.
    private static int behindName(Framing.Kind kind, byte[] payload, int from) {
        for (var name : MessageName.of(kind)) {
            int end = name.end(payload, from, payload.length);
            if (end >= 0) {
                return end;
            }
        }
        return from;
    }

    byte[] payload() {
        return payload;
    }

    int body(Format format) {
        return format == Format.PROTOBUF ? messageBody : body;
    }

    /// Whether there is anything to read.
    boolean isUsable() {
        return payload.length > body && payload.length <= SchemaRanking.LARGEST_SAMPLE;
    }
}
