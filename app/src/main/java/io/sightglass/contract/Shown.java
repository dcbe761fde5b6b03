package io.sightglass.contract;

import io.sightglass.decode.Texts;
import io.sightglass.model.Scalar;

/// Values as sentences show them, at most 60 characters.
public final class Shown {
    private static final int LONGEST = 60;

    private Shown() {}

    public static String of(Scalar scalar) {
        return switch (scalar) {
            case Scalar.Null _ -> "null";
            case Scalar.Masked _ -> Scalar.Masked.TEXT;
            case Scalar.Bool bool -> Boolean.toString(bool.value());
            case Scalar.Int number -> Long.toString(number.value());
            case Scalar.Unsigned number -> Long.toUnsignedString(number.bits());
            case Scalar.Float32 number -> real(Float.toString(number.value()));
            case Scalar.Float64 number -> real(Double.toString(number.value()));
            case Scalar.Number number -> Texts.clip(number.literal(), LONGEST);
            case Scalar.Decimal number -> Texts.clip(number.text(), LONGEST);
            case Scalar.Text text -> text(text.value());
            case Scalar.Binary binary -> binary.value().length + " bytes";
            case Scalar.Symbol symbol ->
                    symbol.name().isEmpty()
                            ? Integer.toString(symbol.number())
                            : Texts.clip(symbol.name(), LONGEST);
            case Scalar.Temporal temporal -> temporal.iso();
        };
    }

    /// `"yesterday"`, control characters made visible.
    public static String text(String text) {
        var head = text.length() > 1_000 ? text.substring(0, 1_000) : text;
        return "\"" + Texts.clip(printable(head), LONGEST) + "\"";
    }

    static String real(String text) {
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    static String printable(String text) {
        var out = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> Character.isISOControl(point) ? '·' : point)
                .forEach(out::appendCodePoint);
        return out.toString();
    }
}
