package io.sightglass.decode;

import io.sightglass.schema.Schemas;

/// Makes decoders, and holds what they share: compiled plans, and which schema ids topics use.
/// Thread-safe; one for each connection.
public final class Decoders {
    private final Schemas schemas;
    private final DecodeOptions options;
    private final Plans plans = new Plans();
    private final SeenIds seen = new SeenIds();

    public Decoders(Schemas schemas) {
        this(schemas, DecodeOptions.NONE);
    }

    /// Decoders that are told what to look for.
    public Decoders(Schemas schemas, DecodeOptions options) {
        this.schemas = schemas;
        this.options = options;
    }

    /// Where the schemas come from.
    public Schemas schemas() {
        return schemas;
    }

    /// A decoder for one thread. Cheap.
    public Decoder newDecoder() {
        return new LiveDecoder(schemas, options, plans, seen);
    }
}
