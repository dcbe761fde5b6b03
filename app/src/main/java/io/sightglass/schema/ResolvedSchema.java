package io.sightglass.schema;

import io.sightglass.model.DataContract;
import io.sightglass.model.SchemaInfo;

import org.jspecify.annotations.Nullable;

/// A parsed schema, where it came from, and, for a local Protobuf file, which message is meant.
///
/// @param type full name of the message, null where the framing's message indexes decide
/// @param contract the rules that a registry keeps with it
public record ResolvedSchema(
        ParsedSchema parsed, SchemaInfo info, @Nullable String type, DataContract contract) {
    /// A schema without rules of a registry.
    public ResolvedSchema(ParsedSchema parsed, SchemaInfo info, @Nullable String type) {
        this(parsed, info, type, DataContract.NONE);
    }
}
