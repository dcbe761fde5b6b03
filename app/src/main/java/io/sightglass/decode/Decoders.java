package io.sightglass.decode;

import io.sightglass.model.Part;
import io.sightglass.schema.Schemas;

/// Makes decoders, and holds what they share: compiled plans, which schema ids topics use, and what
/// people have said of topics. Thread-safe; one for each connection.
public final class Decoders {
    private final Schemas schemas;
    private final Choices choices;
    private final Plans plans;
    private final SeenIds seen = new SeenIds();

    public Decoders(Schemas schemas) {
        this(schemas, DecodeOptions.NONE);
    }

    /// Decoders that are told what to look for, in topics of which nothing else is said.
    public Decoders(Schemas schemas, DecodeOptions usual) {
        this.schemas = schemas;
        this.plans = new Plans(schemas);
        this.choices = new Choices(usual);
    }

    /// Where the schemas come from.
    public Schemas schemas() {
        return schemas;
    }

    /// How a topic's keys or values are to be read from now on, by all decoders that are there.
    /// [DecodeOptions#NONE] takes back what was said.
    public void choose(String topic, Part part, DecodeOptions options) {
        choices.set(topic, part, options);
    }

    /// What was said last.
    public DecodeOptions chosen(String topic, Part part) {
        return choices.of(topic, part);
    }

    /// Grows whenever the same bytes may be read otherwise than before: a choice was made, a schema
    /// arrived, a local file was saved.
    public long generation() {
        return choices.changes() + schemas.generation();
    }

    /// Grows whenever also bytes that could be read may be read otherwise than before: a choice was
    /// made, a local file was saved. Whoever keeps what was read reads it again.
    public long edition() {
        return choices.changes() + schemas.edition();
    }

    /// A decoder for one thread. Cheap.
    public Decoder newDecoder() {
        return new LiveDecoder(schemas, choices, plans, seen, Limits.NODES);
    }

    /// A decoder that reads as `options` say, whatever was said of the topic.
    public Decoder newDecoder(DecodeOptions options) {
        return newDecoder(options, Limits.NODES);
    }

    /// The same, whose trees have up to `shownValues` values: for a payload of which a person wants
    /// to see more than [Limits#NODES].
    public Decoder newDecoder(DecodeOptions options, int shownValues) {
        return new LiveDecoder(schemas, new Choices(options), plans, seen, shownValues);
    }
}
