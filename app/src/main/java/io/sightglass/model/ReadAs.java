package io.sightglass.model;

import org.jspecify.annotations.Nullable;

/// The reader through whose schema a payload was looked at.
///
/// @param asked what a person named
/// @param schema what that is; null where it is not to be had
/// @param pending it is on its way, so that another try may tell more
public record ReadAs(SchemaRef asked, @Nullable SchemaInfo schema, boolean pending) {}
