package io.sightglass.decode;

import io.sightglass.model.Format;
import io.sightglass.model.Framing;

import org.jspecify.annotations.Nullable;

/// What a person says about payloads, instead of what the payloads show.
///
/// @param framing the only framing to look for; null for all
/// @param format how to read a payload that no schema was found for; null to find out. `TEXT` and
///   `BYTES` count even where there is a schema
public record DecodeOptions(Framing.@Nullable Kind framing, @Nullable Format format) {
    public static final DecodeOptions NONE = new DecodeOptions(null, null);

    boolean ignoresSchemas() {
        return format == Format.TEXT || format == Format.BYTES;
    }
}
