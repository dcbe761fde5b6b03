package io.sightglass.model;

import org.jspecify.annotations.Nullable;

/// What a person wants to know of the schema that a payload was read with.
///
/// @param name full name of the type, such as `coffeeco.Order`
/// @param source `registry`, `local`, or `payload` where the payload brings its schema along
/// @param file path below the schema folder, for a local schema
public record SchemaInfo(
        String name,
        String source,
        @Nullable String subject,
        @Nullable Integer version,
        @Nullable Integer id,
        @Nullable String file) {

    public static final String REGISTRY = "registry";
    public static final String LOCAL = "local";
    public static final String PAYLOAD = "payload";

    /// The name without its package: `Order`.
    public String shortName() {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /// As in the list's schema column: `Order v3`, or `Order` where there is no version.
    public String label() {
        return version == null ? shortName() : shortName() + " v" + version;
    }
}
