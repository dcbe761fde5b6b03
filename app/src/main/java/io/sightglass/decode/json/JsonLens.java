package io.sightglass.decode.json;

import io.sightglass.decode.DecodeSink;
import io.sightglass.decode.Plan;
import io.sightglass.decode.Walker;
import io.sightglass.model.Format;

import tools.jackson.databind.JsonNode;

/// JSON as its own schema describes it, or none, held against a reader's JSON Schema: types,
/// required properties, and properties that the reader does not declare. Like the walk itself it
/// judges structure; what else a validator may say is not its work.
public final class JsonLens implements Plan {
    private final JsonPlan writer;
    private final Shape reader;

    private JsonLens(JsonPlan writer, Shape reader) {
        this.writer = writer;
        this.reader = reader;
    }

    public static JsonLens of(JsonPlan writer, JsonNode reader) {
        return new JsonLens(writer, new ShapeCompiler(reader).compile());
    }

    @Override
    public Walker newWalker() {
        var walker = writer.newWalker();
        var lens = new JsonLensSink(reader);
        return new Walker() {
            @Override
            public Format format() {
                return walker.format();
            }

            @Override
            public void walk(byte[] array, int offset, int from, int length, DecodeSink sink) {
                lens.open(array, offset, sink);
                walker.walk(array, offset, from, length, lens);
                lens.close();
            }
        };
    }
}
