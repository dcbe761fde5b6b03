package io.sightglass.schema.explain;

import io.sightglass.schema.ParsedSchema;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// One place of a schema: its root, a field, an element of a list, a value of a map. Below a list
/// or map there is no field; below a record there are its fields.
public sealed interface Explained permits AvroExplained, ProtoExplained, JsonExplained {
    Meaning meaning();

    /// The names of the fields below, in order; none for what has none.
    List<String> fields();

    /// A field below.
    Optional<Explained> field(String name);

    /// What the elements of a list, or the values of a map, are.
    Optional<Explained> element();

    /// The place as it is in a record that has a value of that type there: of a union's branches,
    /// the one.
    ///
    /// @param typeName full name; empty where it has none
    Explained as(String typeName);

    /// The root of a schema.
    ///
    /// @param type full name of the type that is meant; null for the schema's only or first one
    static Optional<Explained> root(ParsedSchema schema, @Nullable String type) {
        return switch (schema) {
            case ParsedSchema.Avro avro -> AvroExplained.root(avro, type);
            case ParsedSchema.Protobuf proto -> ProtoExplained.root(proto, type);
            case ParsedSchema.Json json -> Optional.of(JsonExplained.root(json));
        };
    }
}
