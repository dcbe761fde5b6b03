package io.sightglass.decode;

import io.sightglass.decode.json.JsonPlan;
import io.sightglass.model.Header;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/// A header's value by what it holds: nothing says how it was written. Text comes first, since most
/// headers are; bytes that are no text are an integer or a UUID where they have the size of one.
public sealed interface HeaderValue {
    /// No value: Kafka allows that.
    record Null() implements HeaderValue {}

    /// UTF-8 without control characters but tab and line ends; may be empty.
    record Text(String text) implements HeaderValue {}

    /// One JSON object or array from end to end, with nothing wrong in it; as it is written.
    record Json(String text) implements HeaderValue {}

    /// The header `traceparent` (W3C Trace Context, section 3.2), in lower-case hexadecimal.
    ///
    /// @param version two digits
    /// @param traceId thirty-two digits
    /// @param parentId sixteen digits
    /// @param flags two digits; the lowest bit says that the caller may have recorded the trace
    record Traceparent(String text, String version, String traceId, String parentId, String flags)
            implements HeaderValue {
        /// Whether the caller may have recorded the trace.
        public boolean sampled() {
            return (Integer.parseInt(flags, 16) & 1) != 0;
        }
    }

    /// A signed integer, its highest byte first, as Kafka's own serializers write it.
    ///
    /// @param size in bytes: 1, 2, 4 or 8
    record Int(long value, int size) implements HeaderValue {}

    /// Sixteen bytes that are no text. Behind the byte 1 in `__value_schema_id` and
    /// `__key_schema_id`: the schema's id in Confluent's registry.
    record Guid(UUID id) implements HeaderValue {}

    /// Anything else.
    @SuppressWarnings("ArrayRecordComponent") // shown, never compared
    record Bytes(byte[] bytes) implements HeaderValue {}

    /// What kind of value it is, in one word: `text`, `json`, `traceparent`, `integer`, `uuid`,
    /// `bytes` or `null`.
    default String type() {
        return switch (this) {
            case Null _ -> "null";
            case Text _ -> "text";
            case Json _ -> "json";
            case Traceparent _ -> "traceparent";
            case Int _ -> "integer";
            case Guid _ -> "uuid";
            case Bytes _ -> "bytes";
        };
    }

    static HeaderValue of(Header header) {
        var bytes = header.value();
        if (bytes == null) {
            return new Null();
        }
        boolean schemaId =
                bytes.length == 17
                        && bytes[0] == 1
                        && header.name().toLowerCase(Locale.ROOT).endsWith("_schema_id");
        if (schemaId) {
            return guid(bytes, 1);
        }
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            if (text.codePoints().allMatch(HeaderValue::isText)) {
                return text(header.name(), text.toString(), bytes);
            }
        } catch (CharacterCodingException _) {
            // Not text: an integer, or bytes.
        }
        var big = ByteBuffer.wrap(bytes);
        return switch (bytes.length) {
            case 1 -> new Int(big.get(), 1);
            case 2 -> new Int(big.getShort(), 2);
            case 4 -> new Int(big.getInt(), 4);
            case 8 -> new Int(big.getLong(), 8);
            case 16 -> guid(bytes, 0);
            default -> new Bytes(bytes);
        };
    }

    private static HeaderValue text(String name, String text, byte[] bytes) {
        if (name.equalsIgnoreCase("traceparent")) {
            var parts = Parsing.TRACEPARENT.matcher(text);
            if (parts.matches()) {
                return new Traceparent(
                        text, parts.group(1), parts.group(2), parts.group(3), parts.group(4));
            }
        }
        var start = text.stripLeading();
        boolean opens = start.startsWith("{") || start.startsWith("[");
        return opens && Parsing.isJson(bytes) ? new Json(text) : new Text(text);
    }

    private static Guid guid(byte[] bytes, int from) {
        var id = ByteBuffer.wrap(bytes, from, 16);
        return new Guid(new UUID(id.getLong(), id.getLong()));
    }

    private static boolean isText(int point) {
        return !Character.isISOControl(point) || point == '\n' || point == '\r' || point == '\t';
    }

    /// How text is told from more than text.
    final class Parsing {
        /// Version ff is forbidden, and so are ids of zeros. Later versions may append parts.
        private static final Pattern TRACEPARENT =
                Pattern.compile(
                        "(?!ff|00.{54})([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})"
                                + "-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?");

        private Parsing() {}

        private static boolean isJson(byte[] bytes) {
            var findings = FindingSink.counting();
            findings.begin(bytes, 0, bytes.length);
            JsonPlan.PLAIN.newWalker().walk(bytes, 0, 0, bytes.length, findings);
            findings.finish();
            return findings.total() == 0;
        }
    }
}
