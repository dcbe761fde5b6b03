package io.sightglass.schema;

import io.sightglass.model.Part;
import io.sightglass.model.SchemaRef;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// One schema, such as a person gives for a payload: the answer to every question, whatever the
/// framing names.
///
/// @param framed for a payload whose framing names a schema
/// @param unframed for one without framing
public record OneSchema(ResolvedSchema framed, ResolvedSchema unframed) implements Schemas {
    @Override
    public Lookup lookup(SchemaRef ref) {
        return new Lookup.Found(framed);
    }

    @Override
    public Optional<ResolvedSchema> bound(String topic, Part part) {
        return Optional.of(unframed);
    }

    @Override
    public List<ResolvedSchema> later(ResolvedSchema schema) {
        return List.of();
    }

    @Override
    public long generation() {
        return 0;
    }

    @Override
    public @Nullable String registryAddress() {
        return null;
    }
}
