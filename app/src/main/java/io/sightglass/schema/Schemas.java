package io.sightglass.schema;

import com.google.protobuf.Descriptors.Descriptor;

import io.sightglass.model.Part;
import io.sightglass.model.SchemaRef;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;

/// Everything that a decoder may ask about schemas. Thread-safe; no method blocks.
public interface Schemas {
    /// A schema by any name. An unknown id is fetched in the background, and [Lookup.Pending] until
    /// it is here.
    Lookup lookup(SchemaRef ref);

    /// The local schema that a person, or the folder's `topics.yaml`, bound to a topic's key or
    /// value.
    Optional<ResolvedSchema> bound(String topic, Part part);

    /// Versions of the same subject later than this one, ascending, as far as they are known by now
    /// (asking starts fetching them): where a field that this version lacks may have got its name.
    List<ResolvedSchema> later(ResolvedSchema schema);

    /// Grows by one whenever an answer may have changed: a schema arrived, a local file was saved.
    long generation();

    /// Grows by one, and [#generation] with it, whenever what was known has become something else:
    /// a local file or binding changed. Then also what could be read may read differently. A schema
    /// that merely arrives changes nothing of that kind.
    default long edition() {
        return 0;
    }

    /// A Protobuf message that any local schema declares, by its full name; null where none does.
    default @Nullable Descriptor message(String fullName) {
        return null;
    }

    /// `localhost:8081`, for sentences; null where there is no registry.
    @Nullable String registryAddress();
}
