package io.sightglass.decode;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/// The forms that Protobuf's JSON gives to its own types (protobuf.dev, "ProtoJSON format").
final class WellKnown {
    private static final String PACKAGE = "google.protobuf.";
    private static final int SECOND = 1_000_000_000;

    /// Of Timestamp (google/protobuf/timestamp.proto): years 1 to 9999.
    private static final long LEAST = -62_135_596_800L;

    private static final long MOST = 253_402_300_799L;

    private WellKnown() {}

    enum Kind {
        /// Any other type.
        NONE,
        TIMESTAMP,
        DURATION,
        FIELD_MASK,
        STRUCT,
        LIST_VALUE,
        /// A value of JSON: null, number, text, boolean, object or list.
        VALUE,
        /// A scalar that may be absent.
        WRAPPER,
        ANY
    }

    static Kind kind(String typeName) {
        if (!typeName.startsWith(PACKAGE)) {
            return Kind.NONE;
        }
        return switch (typeName.substring(PACKAGE.length())) {
            case "Timestamp" -> Kind.TIMESTAMP;
            case "Duration" -> Kind.DURATION;
            case "FieldMask" -> Kind.FIELD_MASK;
            case "Struct" -> Kind.STRUCT;
            case "ListValue" -> Kind.LIST_VALUE;
            case "Value" -> Kind.VALUE;
            case "Any" -> Kind.ANY;
            case "DoubleValue",
                    "FloatValue",
                    "Int64Value",
                    "UInt64Value",
                    "Int32Value",
                    "UInt32Value",
                    "BoolValue",
                    "StringValue",
                    "BytesValue" ->
                    Kind.WRAPPER;
            default -> Kind.NONE;
        };
    }

    /// `2023-08-15T10:00:00Z`; null where it is out of bounds.
    static @Nullable String timestamp(long seconds, long nanos) {
        boolean right = seconds >= LEAST && seconds <= MOST && nanos >= 0 && nanos < SECOND;
        return right ? Instant.ofEpochSecond(seconds, nanos).toString() : null;
    }

    /// `1.500s`, with 0, 3, 6 or 9 digits behind the point; null where the parts do not fit
    /// together.
    static @Nullable String duration(long seconds, long nanos) {
        boolean fraction = nanos > -SECOND && nanos < SECOND;
        boolean sign = seconds == 0 || nanos == 0 || (seconds < 0) == (nanos < 0);
        if (!fraction || !sign) {
            return null;
        }
        var whole = BigDecimal.valueOf(seconds).add(BigDecimal.valueOf(nanos, 9));
        int digits = nanos == 0 ? 0 : nanos % 1_000_000 == 0 ? 3 : nanos % 1_000 == 0 ? 6 : 9;
        return whole.setScale(digits).toPlainString() + "s";
    }

    /// `userId,items.count`, of `user_id` and `items.count`.
    static String fieldMask(List<String> paths) {
        var out = new StringBuilder();
        for (var path : paths) {
            out.append(out.isEmpty() ? "" : ",");
            boolean upper = false;
            for (int i = 0; i < path.length(); i++) {
                char c = path.charAt(i);
                if (c == '_') {
                    upper = true;
                } else {
                    out.append(upper ? Character.toUpperCase(c) : c);
                    upper = false;
                }
            }
        }
        return out.toString();
    }
}
