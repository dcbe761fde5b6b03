package io.sightglass.decode;

import io.sightglass.model.FieldInfo;
import io.sightglass.model.Scalar;
import io.sightglass.model.ScalarSource;

/// The values of one tree, made when somebody asks for them: the numbers of what was noted with
/// them, the others of the payload's bytes.
public final class LateScalars implements ScalarSource {
    /// Of longer payloads there is no copy: their values are made at once, as far as the tree goes.
    public static final int LONGEST = 1 << 16;

    public static final Scalar NULL = new Scalar.Null();
    public static final Scalar TRUE = new Scalar.Bool(true);
    public static final Scalar FALSE = new Scalar.Bool(false);

    /// Of a signed integer itself.
    public static final ScalarSource INTEGER =
            (field, bits) -> Scalars.integer(field.logical(), bits);

    static final ScalarSource UNSIGNED = (_, bits) -> new Scalar.Unsigned(bits);

    /// Of the bits of a `float`.
    public static final ScalarSource FLOAT32 =
            (_, bits) -> new Scalar.Float32(Float.intBitsToFloat((int) bits));

    /// Of the bits of a `double`.
    public static final ScalarSource FLOAT64 =
            (_, bits) -> new Scalar.Float64(Double.longBitsToDouble(bits));

    // What stands at a place in the payload. Two positions of 31 bits leave two bits to say it.
    private static final int POSITION_BITS = 31;
    private static final long TEXT = 0;
    private static final long ESCAPED = 1;
    private static final long NUMBER = 2;
    private static final long BYTES = 3;

    private final byte[] payload;
    private final int offset;

    /// @param payload which nobody changes from now on
    public LateScalars(byte[] payload) {
        this(payload, 0);
    }

    /// @param payload whose first byte is at `offset`; it must stay as it is for as long as values
    ///   may be asked for
    LateScalars(byte[] payload, int offset) {
        this.payload = payload;
        this.offset = offset;
    }

    /// The bits of a text at `from` to `to`.
    ///
    /// @param escaped whether it holds JSON escapes
    public static long text(int from, int to, boolean escaped) {
        return place(escaped ? ESCAPED : TEXT, from, to);
    }

    /// The bits of a number in JSON text at `from` to `to`.
    static long number(int from, int to) {
        return place(NUMBER, from, to);
    }

    /// The bits of what the bytes `from` to `to` mean by their field's logical type.
    public static long bytes(int from, int to) {
        return place(BYTES, from, to);
    }

    private static long place(long kind, int from, int to) {
        return kind << 2 * POSITION_BITS | (long) from << POSITION_BITS | to;
    }

    @Override
    public Scalar scalar(FieldInfo field, long bits) {
        long kind = bits >>> 2 * POSITION_BITS;
        int from = offset + ((int) (bits >>> POSITION_BITS) & Integer.MAX_VALUE);
        int to = offset + ((int) bits & Integer.MAX_VALUE);
        if (kind == BYTES) {
            return Scalars.bytes(field.logical(), payload, from, to);
        }
        var text = Texts.decode(payload, from, to, kind == ESCAPED);
        return kind == NUMBER ? new Scalar.Number(text) : new Scalar.Text(text);
    }
}
