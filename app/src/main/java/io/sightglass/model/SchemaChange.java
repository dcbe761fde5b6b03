package io.sightglass.model;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/// One difference between two schemas, by what it means.
///
/// @param type the id of the change's type, such as `READER_FIELD_MISSING_DEFAULT_VALUE` (Avro) or
///   `FIELD_REMOVED` (Confluent's names, for Protobuf and JSON Schema)
/// @param path where in the schema, as the format's tools write it: `/fields/3`, `#/properties/id`,
///   `#/Order/3`
/// @param breaks the directions in which somebody fails; empty for a change that is safe
/// @param message who fails and how; or, for a safe change, what happens instead
/// @param before where it stands in the old schema; null where the old one has nothing of it
/// @param after the same for the new one
/// @param rules ids of buf's breaking rules that report this change; empty in other formats
public record SchemaChange(
        String type,
        String path,
        Set<Direction> breaks,
        Sentence message,
        @Nullable Location before,
        @Nullable Location after,
        List<String> rules) {
    public SchemaChange {
        breaks = Set.copyOf(breaks);
        rules = List.copyOf(rules);
    }
}
