package io.sightglass.prove;

import io.sightglass.model.RawRecord;
import io.sightglass.schema.OneSchema;

import org.jspecify.annotations.Nullable;

/// A record that was kept as files.
///
/// @param name of its files, without their endings
/// @param schema what its value was written with; null where it has none, or brings it along
public record Sample(String name, RawRecord raw, @Nullable OneSchema schema) {}
