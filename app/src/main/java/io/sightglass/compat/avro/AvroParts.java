package io.sightglass.compat.avro;

import org.apache.avro.Schema;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/// Which of several types stand within others, so that nobody misses them for themselves.
public final class AvroParts {
    private AvroParts() {}

    /// The full names of the types that a type uses which stays, or one that no other uses. What is
    /// gone and not among them had records of its own. Two that only use each other are no parts.
    ///
    /// @param types all that were declared
    /// @param staying those of them that are still declared
    public static Set<String> of(Collection<Schema> types, Collection<Schema> staying) {
        Map<Schema, Set<String>> uses = new IdentityHashMap<>();
        var used = new HashSet<String>();
        for (var type : types) {
            var within = new HashSet<String>();
            gather(type, within);
            within.remove(type.getFullName());
            uses.put(type, within);
            used.addAll(within);
        }
        Set<Schema> kept = Collections.newSetFromMap(new IdentityHashMap<>());
        kept.addAll(staying);
        var parts = new HashSet<String>();
        uses.forEach((type, within) -> {
            if (kept.contains(type) || !used.contains(type.getFullName())) {
                parts.addAll(within);
            }
        });
        return parts;
    }

    private static void gather(Schema schema, Set<String> names) {
        if (Matching.named(schema) && !names.add(schema.getFullName())) {
            return;
        }
        switch (schema.getType()) {
            case RECORD -> schema.getFields().forEach(field -> gather(field.schema(), names));
            case ARRAY -> gather(schema.getElementType(), names);
            case MAP -> gather(schema.getValueType(), names);
            case UNION -> schema.getTypes().forEach(branch -> gather(branch, names));
            default -> {}
        }
    }
}
