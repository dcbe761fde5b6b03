package io.sightglass.compat;

import io.sightglass.schema.ParsedSchema;

/// One of two schemas that are compared.
///
/// @param file what its locations are called
public record Side(String file, ParsedSchema schema) {}
