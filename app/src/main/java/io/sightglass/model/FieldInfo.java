package io.sightglass.model;

import org.jspecify.annotations.Nullable;

/// One place in a schema that can hold a value: a record's field, a list's element, a map's value,
/// or the root.
///
/// A walker makes each `FieldInfo` once, when the schema is compiled, and passes the same object
/// with every event, so that a sink may compare by identity and index by `ordinal` without
/// allocating.
///
/// @param name the field's name; the field number as text for an unknown Protobuf field; empty for
///   root and elements
/// @param ordinal position within the record that declares it, 0 based; -1 where there is none
/// @param number Protobuf field number; 0 in other formats
/// @param type the type as the format's own language writes it, such as `repeated Item` or `union
///   {null, string}`
/// @param doc the documentation in the schema
/// @param defaultValue the default as text, for a field that may be absent
public record FieldInfo(
        String name,
        int ordinal,
        int number,
        String type,
        @Nullable String doc,
        Logical logical,
        @Nullable String defaultValue) {

    public static FieldInfo of(String name, int ordinal, String type) {
        return new FieldInfo(name, ordinal, 0, type, null, Logical.NONE, null);
    }
}
