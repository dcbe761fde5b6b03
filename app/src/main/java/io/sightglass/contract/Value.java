package io.sightglass.contract;

import io.sightglass.decode.Texts;
import io.sightglass.model.FieldInfo;
import io.sightglass.model.Logical;
import io.sightglass.model.Scalar;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The value that is being judged: one object, filled anew for each, so that judging allocates
/// nothing. For one thread.
public final class Value {
    private enum Kind {
        NONE,
        BOOL,
        /// `mantissa / 10^scale`
        EXACT,
        FLOAT,
        DOUBLE,
        /// A number that fits none of these; `big` on demand.
        BIG,
        TEXT,
        SYMBOL,
        BYTES
    }

    /// The kinds of values that a Protobuf field may have where it is not there.
    public enum Default {
        BOOL,
        INTEGER,
        FLOAT,
        DOUBLE,
        TEXT,
        BYTES,
        SYMBOL
    }

    private static final byte[] NOTHING = {};
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.UTF_8);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.UTF_8);
    private static final long[] POWERS = new long[19];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private final Chars chars = new Chars();
    private Kind kind = Kind.NONE;
    private long mantissa;
    private int scale;
    private double real;
    private byte[] array = NOTHING;
    private int from;
    private int to;
    private boolean escaped;
    private boolean charsSet;
    private boolean literal;
    private @Nullable String symbol;
    private @Nullable BigDecimal big;

    private void reset(Kind kind) {
        this.kind = kind;
        charsSet = false;
        literal = false;
        big = null;
    }

    /// What a reader sees of a Protobuf field that is not there.
    void setDefault(FieldInfo field, Default standard) {
        switch (standard) {
            case BOOL -> setBool(false);
            case INTEGER -> setInteger(0);
            case FLOAT -> setFloat(0);
            case DOUBLE -> setDouble(0);
            case TEXT -> setText(NOTHING, 0, 0, false);
            case BYTES -> setBytes(field, NOTHING, 0, 0);
            case SYMBOL -> setSymbol(field.defaultValue(), 0);
        }
    }

    void setBool(boolean value) {
        reset(Kind.BOOL);
        mantissa = value ? 1 : 0;
    }

    void setInteger(long value) {
        reset(Kind.EXACT);
        mantissa = value;
        scale = 0;
    }

    /// CBOR's decimal fraction where the field is one, else the number.
    void setInteger(FieldInfo field, long value) {
        setInteger(value);
        int places = field.logical().scale();
        if (field.logical().kind() == Logical.Kind.DECIMAL && places != 0) {
            if (places > 0 && places <= 18) {
                scale = places;
            } else {
                reset(Kind.BIG);
                big = BigDecimal.valueOf(value, places);
            }
        }
    }

    void setUnsigned(long bits) {
        setInteger(bits);
        if (bits < 0) {
            reset(Kind.BIG);
            big = new BigDecimal(new BigInteger(Long.toUnsignedString(bits)));
        }
    }

    void setFloat(float value) {
        reset(Kind.FLOAT);
        real = value;
    }

    void setDouble(double value) {
        reset(Kind.DOUBLE);
        real = value;
    }

    /// A JSON number, `start` to `end` of `bytes`.
    void setNumber(byte[] bytes, int start, int end) {
        bounds(bytes, start, end);
        reset(exact(start, end) ? Kind.EXACT : Kind.BIG);
        literal = true;
    }

    /// Avro's decimal where the field is one, else just bytes.
    void setBytes(FieldInfo field, byte[] bytes, int start, int end) {
        bounds(bytes, start, end);
        var meant = field.logical().kind();
        if (meant == Logical.Kind.MAGNITUDE || meant == Logical.Kind.NEGATIVE_MAGNITUDE) {
            reset(Kind.BIG);
            var magnitude = new BigInteger(1, bytes, start, end - start);
            var number = meant == Logical.Kind.MAGNITUDE ? magnitude : magnitude.not();
            big = new BigDecimal(number, field.logical().scale());
            return;
        }
        if (meant != Logical.Kind.DECIMAL || start == end) {
            reset(Kind.BYTES);
            return;
        }
        scale = field.logical().scale();
        if (end - start <= 8 && scale >= 0 && scale <= 18) {
            reset(Kind.EXACT);
            mantissa = bytes[start];
            for (int i = start + 1; i < end; i++) {
                mantissa = mantissa << 8 | (bytes[i] & 0xff);
            }
        } else {
            reset(Kind.BIG);
            var unscaled = new BigInteger(Arrays.copyOfRange(bytes, start, end));
            big = new BigDecimal(unscaled, scale);
        }
    }

    void setText(byte[] bytes, int start, int end, boolean isEscaped) {
        bounds(bytes, start, end);
        reset(Kind.TEXT);
        escaped = isEscaped;
    }

    void setSymbol(@Nullable String name, int number) {
        reset(name == null ? Kind.EXACT : Kind.SYMBOL);
        symbol = name;
        mantissa = number;
        scale = 0;
    }

    private void bounds(byte[] bytes, int start, int end) {
        array = bytes;
        from = start;
        to = end;
    }

    public boolean isNumber() {
        return switch (kind) {
            case EXACT, FLOAT, DOUBLE, BIG -> true;
            case NONE, BOOL, TEXT, SYMBOL, BYTES -> false;
        };
    }

    public boolean isNaN() {
        return (kind == Kind.FLOAT || kind == Kind.DOUBLE) && Double.isNaN(real);
    }

    public boolean isText() {
        return kind == Kind.TEXT || kind == Kind.SYMBOL;
    }

    /// Whether it is true; false also for what is no truth.
    public boolean isTrue() {
        return kind == Kind.BOOL && mantissa == 1;
    }

    public boolean isBool() {
        return kind == Kind.BOOL;
    }

    /// Whether it is a number that is neither infinite nor NaN.
    public boolean isFinite() {
        return switch (kind) {
            case EXACT, BIG -> true;
            case FLOAT, DOUBLE -> Double.isFinite(real);
            case NONE, BOOL, TEXT, SYMBOL, BYTES -> false;
        };
    }

    /// Whether it is a floating-point number of exactly that value.
    public boolean isReal(double number) {
        return (kind == Kind.FLOAT || kind == Kind.DOUBLE) && real == number;
    }

    /// Whether it is what a Protobuf field has that was never set.
    public boolean isZero() {
        return switch (kind) {
            case NONE -> true;
            case BOOL, EXACT, SYMBOL -> mantissa == 0;
            // minus zero is written, so it was set
            case FLOAT, DOUBLE -> Double.doubleToRawLongBits(real) == 0;
            case BIG -> big().signum() == 0;
            case TEXT, BYTES -> from == to;
        };
    }

    /// The number of an enum constant, whether or not it is declared.
    public long symbolNumber() {
        return mantissa;
    }

    /// Whether it is an enum constant that is declared.
    public boolean isSymbol() {
        return kind == Kind.SYMBOL;
    }

    /// How many bytes a text or string of bytes has; -1 for other values.
    public int size() {
        return (kind == Kind.TEXT && !escaped) || kind == Kind.BYTES ? to - from : -1;
    }

    /// Whether a text or string of bytes has these bytes from its `index` on.
    public boolean hasAt(int index, byte[] bytes) {
        return index >= 0
                && index + bytes.length <= size()
                && Arrays.equals(
                        array, from + index, from + index + bytes.length, bytes, 0, bytes.length);
    }

    /// Whether a text or string of bytes has these bytes anywhere.
    public boolean contains(byte[] bytes) {
        for (int i = 0; i + bytes.length <= size(); i++) {
            if (hasAt(i, bytes)) {
                return true;
            }
        }
        return false;
    }

    /// A text's characters, for a regular expression; valid until the next value.
    public CharSequence text() {
        return chars();
    }

    /// Whether it is a text, a truth or an enum constant that is written as these bytes of UTF-8.
    public boolean isWritten(byte[] utf8) {
        return switch (kind) {
            case TEXT ->
                    escaped
                            ? isWrittenEscaped(utf8)
                            : Arrays.equals(array, from, to, utf8, 0, utf8.length);
            case SYMBOL -> symbol != null && chars().isWritten(utf8);
            case BOOL -> Arrays.equals(utf8, mantissa == 1 ? TRUE : FALSE);
            case NONE, BYTES, EXACT, FLOAT, DOUBLE, BIG -> false;
        };
    }

    private boolean isWrittenEscaped(byte[] utf8) {
        return utf8.length <= to - from && !chars().isTooLong() && chars().isWritten(utf8);
    }

    /// The characters of a text, at most [Chars#LONGEST]. Valid until the next value.
    Chars chars() {
        if (!charsSet) {
            charsSet = true;
            if (kind == Kind.SYMBOL && symbol != null) {
                chars.set(symbol);
            } else {
                chars.set(array, from, to, escaped);
            }
        }
        return chars;
    }

    /// The length of a text in code points, of bytes in bytes; -1 for other values.
    public int length() {
        return switch (kind) {
            case BYTES -> to - from;
            case SYMBOL -> symbol == null ? -1 : symbol.codePointCount(0, symbol.length());
            case TEXT -> escaped ? escapedLength() : codePoints();
            case NONE, BOOL, EXACT, FLOAT, DOUBLE, BIG -> -1;
        };
    }

    private int codePoints() {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += (array[i] & 0xc0) == 0x80 ? 0 : 1;
        }
        return count;
    }

    private int escapedLength() {
        int count = 0;
        for (int i = from; i < to; i++) {
            if (array[i] == '\\') {
                boolean unit = i + 5 < to && array[i + 1] == 'u';
                // the second half of a surrogate pair, \\uDC00 to \\uDFFF, belongs to the first
                boolean low =
                        unit
                                && (array[i + 2] | 0x20) == 'd'
                                && "cdefCDEF".indexOf(array[i + 3]) >= 0;
                count += low ? 0 : 1;
                i += unit ? 5 : 1;
            } else {
                count += (array[i] & 0xc0) == 0x80 ? 0 : 1;
            }
        }
        return count;
    }

    /// Compares a number that is not NaN.
    public int compare(Bound bound) {
        return switch (kind) {
            // adding zero makes one zero of the two
            case FLOAT -> Float.compare((float) real + 0.0f, (float) bound.near() + 0.0f);
            case DOUBLE -> Double.compare(real + 0.0, bound.near() + 0.0);
            case EXACT -> bound.fits() ? compareExact(bound) : big().compareTo(bound.exact());
            default -> big().compareTo(bound.exact());
        };
    }

    private int compareExact(Bound bound) {
        if (scale == bound.scale()) {
            return Long.compare(mantissa, bound.mantissa());
        }
        // the one with fewer places gets more zeros; where they do not fit it is the greater one in
        // size
        if (scale < bound.scale()) {
            long power = POWERS[bound.scale() - scale];
            long high = Math.multiplyHigh(mantissa, power);
            long low = mantissa * power;
            return high == low >> 63 ? Long.compare(low, bound.mantissa()) : Long.signum(mantissa);
        }
        long power = POWERS[scale - bound.scale()];
        long high = Math.multiplyHigh(bound.mantissa(), power);
        long low = bound.mantissa() * power;
        return high == low >> 63 ? Long.compare(mantissa, low) : -Long.signum(bound.mantissa());
    }

    /// Reads a JSON number of at most 18 digits and a small exponent; false for any other.
    private boolean exact(int start, int end) {
        int i = start;
        boolean negative = i < end && array[i] == '-';
        i += negative ? 1 : 0;
        long digits = 0;
        int count = 0;
        int places = 0;
        boolean point = false;
        for (; i < end && array[i] != 'e' && array[i] != 'E'; i++) {
            if (array[i] == '.') {
                point = true;
                continue;
            }
            digits = digits * 10 + (array[i] - '0');
            count += digits == 0 ? 0 : 1;
            places += point ? 1 : 0;
            if (count > 18 || places > 18) {
                return false;
            }
        }
        int exponent = 0;
        if (i < end) {
            i++;
            boolean minus = array[i] == '-';
            i += minus || array[i] == '+' ? 1 : 0;
            for (; i < end; i++) {
                exponent = exponent * 10 + (array[i] - '0');
                if (exponent > 18) {
                    return false;
                }
            }
            exponent = minus ? -exponent : exponent;
        }
        places -= exponent;
        if (places > 18 || (places < 0 && count - places > 18)) {
            return false;
        }
        mantissa = places < 0 ? digits * POWERS[-places] : digits;
        mantissa = negative ? -mantissa : mantissa;
        scale = Math.max(places, 0);
        return true;
    }

    private BigDecimal big() {
        if (big == null) {
            big =
                    kind == Kind.EXACT
                            ? BigDecimal.valueOf(mantissa, scale)
                            : Numbers.parse(array, from, to);
        }
        return big;
    }

    /// The value as a sentence shows it, at most 60 characters. Allocates.
    String shown() {
        return switch (kind) {
            case NONE -> "not there";
            case BOOL -> mantissa == 1 ? "true" : "false";
            case FLOAT -> Shown.real(Float.toString((float) real));
            case DOUBLE -> Shown.real(Double.toString(real));
            case TEXT -> {
                int end = Math.min(to, from + 1_000);
                var text = Texts.decode(array, from, end, escaped);
                yield Shown.text(text);
            }
            case SYMBOL -> Texts.clip(Shown.printable("" + symbol), 60);
            case BYTES -> (to - from) + " bytes";
            case EXACT, BIG -> Texts.clip(number(), 60);
        };
    }

    private String number() {
        return literal
                ? Texts.decode(array, from, Math.min(to, from + 100), false)
                : Scalar.Decimal.text(big());
    }
}
