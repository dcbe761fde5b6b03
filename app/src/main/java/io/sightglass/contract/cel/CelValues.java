package io.sightglass.contract.cel;

import dev.cel.common.values.CelByteString;
import dev.cel.common.values.NullValue;

import io.sightglass.model.Decoded;
import io.sightglass.model.Node;
import io.sightglass.model.Scalar;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Decoded values as CEL sees them: records and maps as maps, enum constants by their names,
/// decimals and numbers beyond 64 bits as doubles. Trees are turned as far as an expression looks
/// into them.
public enum CelValues {
    /// Times as ISO-8601 text, as people read them.
    TEXT_TIMES,
    /// Times as the numbers that were written.
    RAW_TIMES,
    /// Instants as timestamps; other times, which CEL lacks, as ISO-8601 text.
    TIMESTAMPS;

    /// A decoded half; empty when it could not be read, so that using it matches nothing.
    public Optional<Object> of(Decoded decoded) {
        return switch (decoded) {
            case Decoded.DecodedMessage message -> Optional.ofNullable(of(message.root()));
            case Decoded.Tombstone _ -> Optional.of(NullValue.NULL_VALUE);
            case Decoded.Undecodable _ -> Optional.empty();
        };
    }

    /// A node's value; null where a reader sees none.
    public @Nullable Object of(Node node) {
        return switch (node) {
            case Node.RecordNode fields -> new RecordMap(this, fields);
            case Node.MapNode map -> new EntryMap(this, map);
            case Node.ListNode list -> elements(list);
            case Node.ScalarNode scalar -> of(scalar.value());
            case Node.UnknownNode unknown -> {
                var reading = unknown.reading();
                yield reading == null ? null : of(reading);
            }
            case Node.AbsentNode absent -> standard(absent.field().defaultValue());
            case Node.RestNode _, Node.MalformedNode _ -> null;
        };
    }

    private List<Object> elements(Node.ListNode list) {
        return new AbstractList<>() {
            @Override
            public Object get(int index) {
                var value = of(list.elements().get(index));
                return value == null ? NullValue.NULL_VALUE : value;
            }

            @Override
            public int size() {
                return list.elements().size();
            }
        };
    }

    public Object of(Scalar scalar) {
        return switch (scalar) {
            case Scalar.Null _ -> NullValue.NULL_VALUE;
            case Scalar.Masked _ -> Scalar.Masked.TEXT;
            case Scalar.Bool bool -> bool.value();
            case Scalar.Int number -> number.value();
            case Scalar.Unsigned number -> unsigned(number.bits());
            case Scalar.Float32 number -> (double) number.value();
            case Scalar.Float64 number -> number.value();
            case Scalar.Number number -> number(number.literal());
            case Scalar.Decimal number -> number.value().doubleValue();
            case Scalar.Text text -> text.value();
            case Scalar.Binary binary -> CelByteString.of(binary.value());
            case Scalar.Symbol symbol ->
                    symbol.name().isEmpty() ? (Object) (long) symbol.number() : symbol.name();
            case Scalar.Temporal temporal -> time(temporal);
        };
    }

    private Object time(Scalar.Temporal temporal) {
        return switch (this) {
            case TEXT_TIMES -> temporal.iso();
            case RAW_TIMES -> temporal.raw();
            case TIMESTAMPS ->
                    temporal.time() instanceof Instant instant ? instant : temporal.iso();
        };
    }

    private static Object unsigned(long bits) {
        if (bits >= 0) {
            return bits;
        }
        return (bits >>> 1) * 2.0 + (bits & 1);
    }

    private static Object number(String literal) {
        try {
            return Long.parseLong(literal);
        } catch (NumberFormatException notWhole) {
            return Double.parseDouble(literal);
        }
    }

    /// A default as its schema writes it; null where it is none, or of a kind that has no text.
    private static @Nullable Object standard(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        return switch (text) {
            case "null" -> NullValue.NULL_VALUE;
            case "true" -> true;
            case "false" -> false;
            case "[]" -> List.of();
            case "{}" -> Map.of();
            default -> {
                char first = text.charAt(0);
                if (first == '"' && text.length() > 1) {
                    yield text.substring(1, text.length() - 1);
                }
                boolean numeric = Character.isDigit(first) || first == '-';
                yield numeric ? numberOrNull(text) : text;
            }
        };
    }

    private static @Nullable Object numberOrNull(String text) {
        try {
            return number(text);
        } catch (NumberFormatException notANumber) {
            return null;
        }
    }
}
