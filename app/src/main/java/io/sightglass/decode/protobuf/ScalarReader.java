package io.sightglass.decode.protobuf;

import com.google.protobuf.Descriptors.FieldDescriptor;

import io.sightglass.decode.Anomaly;
import io.sightglass.decode.DecodeSink;
import io.sightglass.decode.Utf8;
import io.sightglass.model.FieldInfo;

import org.jspecify.annotations.Nullable;

/// Turns wire values into events by their field's type. The bytes are known to be there.
final class ScalarReader {
    private byte[] array = {};
    private int base;

    /// Whether the sink wants to hear of values, or of damage only.
    private boolean told;

    void begin(byte[] array, int base, boolean told) {
        this.array = array;
        this.base = base;
        this.told = told;
    }

    void varint(FieldPlan field, FieldInfo info, long bits, int start, int end, DecodeSink sink) {
        if (!told && field.symbols == null) {
            return;
        }
        int from = start - base;
        int to = end - base;
        switch (field.type) {
            case INT32 -> sink.integer(info, (int) bits, from, to);
            case UINT32 -> sink.integer(info, bits & 0xffffffffL, from, to);
            case UINT64 -> sink.unsigned(info, bits, from, to);
            case SINT32 -> {
                int value = (int) bits;
                sink.integer(info, (value >>> 1) ^ -(value & 1), from, to);
            }
            case SINT64 -> sink.integer(info, (bits >>> 1) ^ -(bits & 1), from, to);
            case BOOL -> sink.bool(info, bits != 0, from, to);
            case ENUM -> symbol(info, field.symbols, (int) bits, from, to, sink);
            default -> sink.integer(info, bits, from, to);
        }
    }

    private void symbol(
            FieldInfo info,
            @Nullable EnumTable symbols,
            int number,
            int from,
            int to,
            DecodeSink sink) {
        var name = symbols == null ? null : symbols.name(number);
        if (name == null) {
            int closed = symbols != null && symbols.closed ? 1 : 0;
            sink.remark(info, Anomaly.UNDECLARED_ENUM, from, to, number, closed);
        }
        if (told) {
            sink.symbol(info, number, name, from, to);
        }
    }

    void fixed64(FieldPlan field, FieldInfo info, int at, int start, DecodeSink sink) {
        if (!told) {
            return;
        }
        long bits = Wire.fixed64(array, at);
        int from = start - base;
        int to = at + 8 - base;
        switch (field.type) {
            case DOUBLE -> sink.float64(info, Double.longBitsToDouble(bits), from, to);
            case FIXED64 -> sink.unsigned(info, bits, from, to);
            default -> sink.integer(info, bits, from, to);
        }
    }

    void fixed32(FieldPlan field, FieldInfo info, int at, int start, DecodeSink sink) {
        if (!told) {
            return;
        }
        int bits = Wire.fixed32(array, at);
        int from = start - base;
        int to = at + 4 - base;
        switch (field.type) {
            case FLOAT -> sink.float32(info, Float.intBitsToFloat(bits), from, to);
            case FIXED32 -> sink.integer(info, bits & 0xffffffffL, from, to);
            default -> sink.integer(info, bits, from, to);
        }
    }

    /// A string or bytes, at `from` to `end`.
    void delimited(FieldPlan field, FieldInfo info, int from, int start, int end, DecodeSink sink) {
        if (field.type == FieldDescriptor.Type.STRING) {
            int bad = Utf8.firstBad(array, from, end);
            if (bad >= 0) {
                sink.remark(info, Anomaly.BAD_UTF8, start - base, end - base, bad - base, 0);
            }
            if (told) {
                sink.text(info, from - base, end - base, false, start - base, end - base);
            }
        } else if (told) {
            sink.bytes(info, from - base, end - base, start - base, end - base);
        }
    }

    /// What a reader takes for a map's value that is not there; no bytes, at `at`.
    void zero(FieldPlan field, FieldInfo info, int at, DecodeSink sink) {
        if (!told) {
            return;
        }
        int to = at - base;
        switch (field.type) {
            case STRING -> sink.text(info, to, to, false, to, to);
            case BYTES -> sink.bytes(info, to, to, to, to);
            case DOUBLE -> sink.float64(info, 0, to, to);
            case FLOAT -> sink.float32(info, 0, to, to);
            case FIXED64 -> sink.unsigned(info, 0, to, to);
            case MESSAGE, GROUP -> throw new IllegalArgumentException("not a scalar");
            default -> varint(field, info, 0, at, at, sink);
        }
    }
}
