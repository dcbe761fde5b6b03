package io.sightglass.decode.rank;

import io.sightglass.model.SchemaRef;
import io.sightglass.schema.ResolvedSchema;

/// A type that samples may be of.
///
/// @param ref how a person would choose it ([io.sightglass.decode.DecodeOptions#schema])
public record Nominee(SchemaRef ref, ResolvedSchema schema) {}
