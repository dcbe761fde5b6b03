package io.sightglass.cli;

import io.sightglass.model.Scalar;

import java.util.HexFormat;

/// A single value as people read it.
final class ScalarText {
    /// So many bytes of a byte string are shown.
    private static final int BYTES = 16;

    private ScalarText() {}

    /// The value on one line; text bare, as in a list's cell.
    static String bare(Scalar scalar) {
        return scalar instanceof Scalar.Text(var text) ? Printable.line(text) : quoted(scalar);
    }

    /// The value on one line; text in quotes, so that where it ends can be seen.
    static String quoted(Scalar scalar) {
        return switch (scalar) {
            case Scalar.Null() -> "null";
            case Scalar.Masked() -> Scalar.Masked.TEXT;
            case Scalar.Bool(var value) -> Boolean.toString(value);
            case Scalar.Int(var value) -> Long.toString(value);
            case Scalar.Unsigned(var bits) -> Long.toUnsignedString(bits);
            case Scalar.Float32(var value) -> Float.toString(value);
            case Scalar.Float64(var value) -> Double.toString(value);
            case Scalar.Number(var literal) -> literal;
            case Scalar.Decimal decimal -> decimal.text();
            case Scalar.Text(var text) -> '"' + Printable.line(text) + '"';
            case Scalar.Binary(var bytes) -> hex(bytes);
            case Scalar.Symbol(var name, var number) ->
                    name.isEmpty() ? Integer.toString(number) : name;
            case Scalar.Temporal time -> time.iso();
        };
    }

    /// The first bytes in hexadecimal, and how many there are.
    static String hex(byte[] bytes) {
        var shown = HexFormat.ofDelimiter(" ").formatHex(bytes, 0, Math.min(bytes.length, BYTES));
        return bytes.length <= BYTES
                ? "<" + shown + ">"
                : "<" + shown + " … " + bytes.length + " bytes>";
    }
}
