package io.sightglass.decode.avro;

import io.sightglass.decode.Anomaly;
import io.sightglass.model.FieldInfo;
import io.sightglass.model.Scalar;

import java.util.Arrays;

/// One type of a compiled Avro schema. Named types are shared between the places that use them, and
/// may contain themselves.
sealed interface AvroType {
    /// What a walker does with a value: a switch over these is the fastest there is, and a walk is
    /// little else.
    enum Kind {
        NULL,
        BOOLEAN,
        INT,
        LONG,
        FLOAT,
        DOUBLE,
        BYTES,
        STRING,
        ENUM,
        FIXED,
        UNION,
        ARRAY,
        MAP,
        RECORD,
        NOTED,
        NOTED_ENUM,
        DEFAULTED,
        CHECKED
    }

    /// Where a value stands, and what it is.
    record Place(FieldInfo field, AvroType type, Kind kind) {
        Place(FieldInfo field, AvroType type) {
            this(field, type, type.kind());
        }
    }

    Kind kind();

    record Primitive(Kind kind) implements AvroType {}

    /// `values[i]` is the symbol `i` as a value.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record EnumType(String[] symbols, Scalar.Symbol[] values) implements AvroType {
        EnumType(String[] symbols) {
            this(symbols, new Scalar.Symbol[symbols.length]);
            Arrays.setAll(values, i -> new Scalar.Symbol(symbols[i], i));
        }

        @Override
        public Kind kind() {
            return Kind.ENUM;
        }
    }

    record FixedType(int size) implements AvroType {
        @Override
        public Kind kind() {
            return Kind.FIXED;
        }
    }

    record ArrayType(Place element) implements AvroType {
        @Override
        public Kind kind() {
            return Kind.ARRAY;
        }
    }

    record MapType(Place value) implements AvroType {
        @Override
        public Kind kind() {
            return Kind.MAP;
        }
    }

    /// Each branch is the union's own place, with the branch's type and logical type.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record UnionType(Place[] branches, String[] names) implements AvroType {
        @Override
        public Kind kind() {
            return Kind.UNION;
        }
    }

    /// A value of which a reader with another schema makes something else. `note` is the index of
    /// the plan's [io.sightglass.decode.ReaderNote].
    record Noted(Place inner, Anomaly anomaly, int note) implements AvroType {
        @Override
        public Kind kind() {
            return Kind.NOTED;
        }
    }

    /// An enum some of whose symbols a reader with another schema lacks. `notes[i]` is the note on
    /// symbol `i`, or -1.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record NotedEnum(EnumType inner, Anomaly anomaly, int[] notes) implements AvroType {
        @Override
        public Kind kind() {
            return Kind.NOTED_ENUM;
        }
    }

    /// Stands behind the fields of a record for one that only a reader's schema has: no bytes, the
    /// reader's default.
    record Defaulted() implements AvroType {
        @Override
        public Kind kind() {
            return Kind.DEFAULTED;
        }
    }

    /// A value of a logical type whose bytes may be no value of it. `precision` counts for decimals
    /// only.
    record Checked(Place inner, int precision) implements AvroType {
        @Override
        public Kind kind() {
            return Kind.CHECKED;
        }
    }

    /// A record. Its fields are linked after it was made, so that it can stand in them.
    final class RecordType implements AvroType {
        final String name;
        Place[] fields = {};

        RecordType(String name) {
            this.name = name;
        }

        @Override
        public Kind kind() {
            return Kind.RECORD;
        }
    }
}
