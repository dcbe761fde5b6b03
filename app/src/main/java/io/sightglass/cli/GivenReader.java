package io.sightglass.cli;

import io.sightglass.model.Part;
import io.sightglass.model.SchemaRef;
import io.sightglass.schema.Lookup;
import io.sightglass.schema.ResolvedSchema;
import io.sightglass.schema.Schemas;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// Schemas of payloads from one place and the one of a reader from another.
///
/// @param ref how the reader's is asked for
record GivenReader(Schemas writers, SchemaRef ref, Schemas readers) implements Schemas {
    @Override
    public Lookup lookup(SchemaRef asked) {
        return asked.equals(ref) ? readers.lookup(asked) : writers.lookup(asked);
    }

    @Override
    public Optional<ResolvedSchema> bound(String topic, Part part) {
        return writers.bound(topic, part);
    }

    @Override
    public List<ResolvedSchema> later(ResolvedSchema schema) {
        return writers.later(schema);
    }

    @Override
    public long generation() {
        return writers.generation() + readers.generation();
    }

    @Override
    public @Nullable String registryAddress() {
        return writers.registryAddress();
    }
}
