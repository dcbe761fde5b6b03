package io.sightglass.gate;

import io.sightglass.decode.DecodeOptions;
import io.sightglass.schema.ResolvedSchema;

import org.jspecify.annotations.Nullable;

/// Where a payload is to go.
///
/// @param topic whose contract the payload is held to; empty for none
/// @param schema what it is encoded with; null for JSON without a schema
/// @param named whether a person named the schema itself, so that bytes are read with it whatever
///   they name
/// @param options how the topic's values are read
public record Target(
        String topic, @Nullable ResolvedSchema schema, boolean named, DecodeOptions options) {
    /// A schema alone.
    public static Target of(ResolvedSchema schema) {
        return new Target("", schema, true, DecodeOptions.NONE);
    }

    /// What sentences call it: `orders`, or `coffeeco.Order v3`.
    public String words() {
        if (!topic.isEmpty()) {
            return topic;
        }
        if (schema == null) {
            return "JSON";
        }
        var type = schema.type();
        var version = schema.info().version();
        var name = type == null || type.isEmpty() ? schema.info().name() : type;
        return version == null ? name : name + " v" + version;
    }
}
