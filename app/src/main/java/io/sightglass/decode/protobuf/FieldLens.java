package io.sightglass.decode.protobuf;

import com.google.protobuf.Descriptors.FieldDescriptor.Type;

import io.sightglass.decode.Anomaly;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// A writer's field and the reader's of the same number.
final class FieldLens {
    /// What has to be looked at in each value.
    enum Check {
        NONE,
        VARINT,
        FIXED,
        SYMBOL,
        UTF8
    }

    record Said(Anomaly anomaly, int note) {}

    final FieldPlan writer;
    final @Nullable FieldPlan reader;

    /// Said of each field, or each run of a repeated one.
    final List<Said> said = new ArrayList<>();

    Check check = Check.NONE;

    /// The note on both types.
    int types = -1;

    /// Where the reader cannot take any value, what is said of each field or run.
    @Nullable Anomaly whole;

    /// Where it cannot take packed numbers, what is said of such a run.
    @Nullable Anomaly packed;

    int packedNote = -1;

    /// The reader has one value where the writer has many.
    boolean last;

    /// The note on a field that the reader requires; -1 where it does not.
    int required = -1;

    /// The types of the message that a value is; null where there is nothing to say of its fields.
    @Nullable MessageLens message;

    /// The values of a map.
    @Nullable FieldLens value;

    FieldLens(FieldPlan writer, @Nullable FieldPlan reader) {
        this.writer = writer;
        this.reader = reader;
    }

    void say(Anomaly anomaly, int note) {
        said.add(new Said(anomaly, note));
    }

    /// The reader's value of an integer of the writer's type, as bits of its own; floating-point
    /// numbers are their bits.
    long seen(long value) {
        return decoded(typeOfReader(), encoded(writer.type, value));
    }

    /// Whether the reader's value is the same number as the writer's.
    boolean same(long value, long seen) {
        return value == seen
                && (value == 0 || floating(writer.type) == floating(typeOfReader()))
                && (value >= 0 || unsigned(writer.type) == unsigned(typeOfReader()));
    }

    Type typeOfReader() {
        return reader == null ? writer.type : reader.type;
    }

    private static boolean unsigned(Type type) {
        return type == Type.UINT64 || type == Type.FIXED64;
    }

    private static boolean floating(Type type) {
        return type == Type.FLOAT || type == Type.DOUBLE;
    }

    /// What stands on the wire.
    private static long encoded(Type type, long value) {
        return switch (type) {
            case SINT32, SINT64 -> (value << 1) ^ (value >> 63);
            default -> value;
        };
    }

    private static long decoded(Type type, long bits) {
        return switch (type) {
            case INT32, ENUM, SFIXED32 -> (int) bits;
            case UINT32, FIXED32, FLOAT -> bits & 0xffffffffL;
            case SINT32 -> ((int) bits >>> 1) ^ -((int) bits & 1);
            case SINT64 -> (bits >>> 1) ^ -(bits & 1);
            case BOOL -> bits == 0 ? 0 : 1;
            default -> bits;
        };
    }
}
