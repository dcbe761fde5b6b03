package io.sightglass.playground.registry;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// A schema that has an id. The same schema has the same id under every subject.
///
/// @param canonical what makes two schemas the same
/// @param guid made from `canonical`, so that every run of the playground hands out the same
record StoredSchema(int id, UUID guid, SchemaDraft draft, String canonical) {
    static StoredSchema of(int id, SchemaDraft draft, String canonical) {
        var guid = UUID.nameUUIDFromBytes(canonical.getBytes(StandardCharsets.UTF_8));
        return new StoredSchema(id, guid, draft, canonical);
    }
}
