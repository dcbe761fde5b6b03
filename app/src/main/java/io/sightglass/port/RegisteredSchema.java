package io.sightglass.port;

import io.sightglass.model.DataContract;
import io.sightglass.model.Format;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// A schema as a registry keeps it (Confluent Schema Registry API, "Schemas").
///
/// @param id [#NO_ID] where the registry was asked by GUID and did not say
/// @param subject and `version`: one place where it is registered, null where the registry was
///   asked by id and did not say
/// @param id -1 where the registry was asked by GUID and did not say
/// @param guid the GUID, where the registry has one
/// @param contract the rules that were registered with it
public record RegisteredSchema(
        int id,
        @Nullable String guid,
        @Nullable String subject,
        @Nullable Integer version,
        Format format,
        String text,
        List<Reference> references,
        Map<String, String> properties,
        DataContract contract) {
    /// Stands for an id that the registry did not tell.
    public static final int NO_ID = -1;

    /// A schema that this one imports under `name`.
    public record Reference(String name, String subject, int version) {}

    public RegisteredSchema {
        references = List.copyOf(references);
        properties = Map.copyOf(properties);
    }

    /// A schema without rules.
    public RegisteredSchema(
            int id,
            @Nullable String guid,
            @Nullable String subject,
            @Nullable Integer version,
            Format format,
            String text,
            List<Reference> references,
            Map<String, String> properties) {
        this(id, guid, subject, version, format, text, references, properties, DataContract.NONE);
    }
}
