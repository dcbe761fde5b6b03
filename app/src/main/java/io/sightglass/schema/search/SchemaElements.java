package io.sightglass.schema.search;

import io.sightglass.schema.ParsedSchema;

import java.util.List;

/// What can be found in a schema: what its own text declares, not what it refers to.
public final class SchemaElements {
    /// A schema with more has the first ones.
    static final int MOST = 50_000;

    private SchemaElements() {}

    /// In the order in which they are declared.
    public static List<SchemaElement> of(ParsedSchema schema) {
        var all =
                switch (schema) {
                    case ParsedSchema.Avro avro -> AvroElements.of(avro);
                    case ParsedSchema.Protobuf proto -> ProtoElements.of(proto);
                    case ParsedSchema.Json json -> JsonElements.of(json);
                };
        return all.size() > MOST ? List.copyOf(all.subList(0, MOST)) : all;
    }
}
