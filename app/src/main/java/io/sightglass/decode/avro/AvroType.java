package io.sightglass.decode.avro;

import io.sightglass.model.FieldInfo;

/// One type of a compiled Avro schema. Named types are shared between the places that use them, and
/// may contain themselves.
sealed interface AvroType {
    /// Where a value stands, and what it is.
    record Place(FieldInfo field, AvroType type) {}

    enum Primitive implements AvroType {
        NULL,
        BOOLEAN,
        INT,
        LONG,
        FLOAT,
        DOUBLE,
        BYTES,
        STRING
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record EnumType(String[] symbols) implements AvroType {}

    record FixedType(int size) implements AvroType {}

    record ArrayType(Place element) implements AvroType {}

    record MapType(Place value) implements AvroType {}

    /// `fields[i]` is null where branch `i` means what the union's own place says; else it is that
    /// place with the branch's logical type.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record UnionType(
            AvroType[] branches,
            String[] names,
            @org.jspecify.annotations.Nullable FieldInfo[] fields)
            implements AvroType {}

    /// A record. Its fields are linked after it was made, so that it can stand in them.
    final class RecordType implements AvroType {
        final String name;
        Place[] fields = {};

        RecordType(String name) {
            this.name = name;
        }
    }
}
