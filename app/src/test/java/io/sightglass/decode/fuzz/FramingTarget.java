package io.sightglass.decode.fuzz;

import io.sightglass.decode.Decoder;
import io.sightglass.decode.Decoders;
import io.sightglass.decode.FindingSink;
import io.sightglass.model.Decoded;
import io.sightglass.model.FindingKind;
import io.sightglass.model.Header;
import io.sightglass.model.Headers;
import io.sightglass.model.Part;
import io.sightglass.schema.LocalSchemas;
import io.sightglass.schema.SchemaCatalog;

import java.util.Arrays;
import java.util.List;

/// Any payload at all: what frames and wraps it is found and taken off, and what is left is read as
/// what it looks like. The first byte says whether there is a header that may name a schema.
public final class FramingTarget {
    private static final List<String> NAMES =
            List.of(
                    "__value_schema_id",
                    "__key_schema_id",
                    "content-type",
                    "apicurio.value.globalId",
                    "apicurio.value.encoding",
                    "traceparent");
    private static final Decoder DECODER =
            new Decoders(new SchemaCatalog(null, LocalSchemas.none())).newDecoder();
    private static final FindingSink COUNTING = FindingSink.counting();

    private FramingTarget() {}

    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length < 2) {
            return;
        }
        int name = data[0] & 0xff;
        int split = name < NAMES.size() ? Math.min(data.length, 2 + (data[1] & 63)) : 1;
        var payload = Arrays.copyOfRange(data, split, data.length);
        var headers = Headers.NONE;
        if (name < NAMES.size()) {
            var value = Arrays.copyOfRange(data, 2, split);
            headers = new Headers(List.of(new Header(NAMES.get(name), value)));
        }
        var part = name % 2 == 0 ? Part.VALUE : Part.KEY;
        var decoded = DECODER.decode("topic", part, headers, payload, FindingSink::collecting);
        int length = length(decoded, payload.length);
        for (var finding : decoded.findings()) {
            check(finding.range().end() <= length, "out of bounds: " + finding);
            check(!finding.message().plain().isBlank(), "without a sentence: " + finding);
        }
        if (decoded instanceof Decoded.DecodedMessage message) {
            check(message.root().range().end() <= length, "the root is out of bounds");
            check(message.framing().end() <= length, "the frame is out of bounds");
        }
        DECODER.walk("topic", part, headers, payload, 0, payload.length, COUNTING);
        for (var kind : FindingKind.values()) {
            long found = decoded.findings().stream().filter(f -> f.kind() == kind).count();
            check(found == COUNTING.count(kind) || found >= 1_000, "counted otherwise: " + kind);
        }
    }

    /// Ranges count in unwrapped bytes.
    private static int length(Decoded decoded, int payload) {
        var wrapping =
                switch (decoded) {
                    case Decoded.DecodedMessage message -> message.wrapping();
                    case Decoded.Undecodable undecodable -> undecodable.wrapping();
                    case Decoded.Tombstone _ -> null;
                };
        return wrapping == null ? payload : wrapping.after();
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError(what);
        }
    }
}
