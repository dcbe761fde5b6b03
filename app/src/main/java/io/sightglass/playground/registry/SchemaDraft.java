package io.sightglass.playground.registry;

import io.sightglass.model.Format;
import io.sightglass.port.RegisteredSchema.Reference;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.List;

/// A schema as somebody hands it in.
///
/// @param metadata and `ruleSet`: Confluent's data contract, kept and handed out as they came
public record SchemaDraft(
        Format format,
        String text,
        List<Reference> references,
        @Nullable JsonNode metadata,
        @Nullable JsonNode ruleSet) {
    public SchemaDraft {
        references = List.copyOf(references);
    }

    /// A schema without a data contract.
    public static SchemaDraft of(Format format, String text, List<Reference> references) {
        return new SchemaDraft(format, text, references, null, null);
    }

    /// The format's name in the API.
    String type() {
        return format.name();
    }
}
