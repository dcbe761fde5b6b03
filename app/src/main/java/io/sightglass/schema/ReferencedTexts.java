package io.sightglass.schema;

import io.sightglass.model.Sentence;
import io.sightglass.port.RegisteredSchema;
import io.sightglass.port.SchemaRegistry;
import io.sightglass.schema.SchemaText.Reference;

import java.util.List;

/// The texts that a registry's schema refers to, directly or not.
sealed interface ReferencedTexts {
    /// Each after the ones that it refers to itself.
    record Found(List<Reference> texts) implements ReferencedTexts {
        public Found {
            texts = List.copyOf(texts);
        }
    }

    /// Why they are not all here.
    record Refused(Sentence why) implements ReferencedTexts {}

    /// Waits for the registry.
    ///
    /// @param name what to call the schema in sentences
    static ReferencedTexts fetch(SchemaRegistry registry, String name, RegisteredSchema schema) {
        return new RegistryFetch(registry, registry.address()).references(name, schema);
    }
}
