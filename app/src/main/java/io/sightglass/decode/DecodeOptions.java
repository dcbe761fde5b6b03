package io.sightglass.decode;

import io.sightglass.model.Format;
import io.sightglass.model.Framing;
import io.sightglass.model.SchemaRef;

import org.jspecify.annotations.Nullable;

/// What a person says of payloads, instead of what the payloads show. Each part is null where it is
/// to be found out.
///
/// @param framing the only framing to look for
/// @param format how to read a payload that no schema was found for. `TEXT` and `BYTES` count even
///   where there is a schema
/// @param schema "decode as": read with this schema, whatever the framing names
/// @param reader "read as": the schema of a reader, to see what it would make of the payload
public record DecodeOptions(
        Framing.@Nullable Kind framing,
        @Nullable Format format,
        @Nullable SchemaRef schema,
        @Nullable SchemaRef reader) {
    public static final DecodeOptions NONE = new DecodeOptions(null, null, null, null);

    public DecodeOptions(Framing.@Nullable Kind framing, @Nullable Format format) {
        this(framing, format, null, null);
    }

    public DecodeOptions withFraming(Framing.@Nullable Kind framing) {
        return new DecodeOptions(framing, format, schema, reader);
    }

    public DecodeOptions withFormat(@Nullable Format format) {
        return new DecodeOptions(framing, format, schema, reader);
    }

    public DecodeOptions withSchema(@Nullable SchemaRef schema) {
        return new DecodeOptions(framing, format, schema, reader);
    }

    public DecodeOptions withReader(@Nullable SchemaRef reader) {
        return new DecodeOptions(framing, format, schema, reader);
    }

    boolean ignoresSchemas() {
        return format == Format.TEXT || format == Format.BYTES;
    }
}
