package io.sightglass.schema;

import com.google.protobuf.Descriptors.Descriptor;

import io.sightglass.model.Part;
import io.sightglass.model.SchemaRef;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// Schemas of payloads from one place and the one of a reader from another.
///
/// @param ref how the reader's is asked for
public record ReaderSchemas(Schemas writers, SchemaRef ref, Schemas readers) implements Schemas {
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
    public long edition() {
        return writers.edition() + readers.edition();
    }

    @Override
    public @Nullable Descriptor message(String fullName) {
        return writers.message(fullName);
    }

    @Override
    public @Nullable String registryAddress() {
        return writers.registryAddress();
    }
}
