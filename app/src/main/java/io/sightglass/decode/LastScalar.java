package io.sightglass.decode;

import io.sightglass.model.FieldInfo;
import io.sightglass.model.Scalar;

import org.jspecify.annotations.Nullable;

import java.util.HexFormat;

/// The scalar heard last, for remarks that follow their value and want to tell it.
final class LastScalar {
    private static final int TEXT = 60;
    private static final int BYTES = 16;

    private @Nullable FieldInfo field;
    private @Nullable Scalar value;
    private int end;

    void set(FieldInfo field, Scalar value, int end) {
        this.field = field;
        this.value = value;
        this.end = end;
    }

    void clear() {
        field = null;
        value = null;
    }

    /// The value of `field` that ends at `end`; null where that is none, or no scalar.
    @Nullable Scalar of(FieldInfo field, int end) {
        // A union's branch may bear a field of its own for the same place.
        boolean same =
                this.field != null && this.end == end && this.field.name().equals(field.name());
        return same ? value : null;
    }

    /// As it stands in a sentence: on one line and not long; text in quotes.
    static String words(Scalar value) {
        return switch (value) {
            case Scalar.Null() -> "null";
            case Scalar.Masked() -> Scalar.Masked.TEXT;
            case Scalar.Bool(boolean bool) -> Boolean.toString(bool);
            case Scalar.Int(long number) -> Long.toString(number);
            case Scalar.Unsigned(long bits) -> Long.toUnsignedString(bits);
            case Scalar.Float32(float number) -> Float.toString(number);
            case Scalar.Float64(double number) -> Double.toString(number);
            case Scalar.Number(var literal) -> Texts.clip(literal, TEXT);
            case Scalar.Decimal(var decimal) -> Texts.clip(decimal.toString(), TEXT);
            case Scalar.Text(var text) -> '"' + oneLine(Texts.clip(text, TEXT)) + '"';
            case Scalar.Binary(var bytes) -> {
                int shown = Math.min(BYTES, bytes.length);
                var hex = HexFormat.of().formatHex(bytes, 0, shown);
                yield bytes.length == 0
                        ? "0 bytes"
                        : "bytes " + hex + (shown < bytes.length ? "…" : "");
            }
            case Scalar.Symbol(var name, int number) ->
                    name.isEmpty() ? Integer.toString(number) : name;
            case Scalar.Temporal time -> time.iso();
        };
    }

    private static String oneLine(String text) {
        var line = new StringBuilder(text.length());
        text.chars().forEach(c -> line.append(c < ' ' || c == 0x7f ? '␣' : (char) c));
        return line.toString();
    }
}
