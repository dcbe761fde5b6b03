package io.sightglass.decode.json;

import io.sightglass.decode.Plan;
import io.sightglass.decode.Walker;
import io.sightglass.model.FieldInfo;

import tools.jackson.databind.JsonNode;

/// JSON with the structure that a JSON Schema gives it, or with none.
public final class JsonPlan implements Plan {
    /// JSON without a schema.
    public static final JsonPlan PLAIN = new JsonPlan(Names.ELEMENT, Shape.ANY, false);

    /// Several JSON texts without a schema, as a list; [JsonDocuments] tells whether they are.
    public static final JsonPlan DOCUMENTS = new JsonPlan(Names.ELEMENT, Shape.ANY, true);

    private final FieldInfo root;
    private final Shape shape;
    private final boolean documents;

    private JsonPlan(FieldInfo root, Shape shape, boolean documents) {
        this.root = root;
        this.shape = shape;
        this.documents = documents;
    }

    public static JsonPlan of(JsonNode schema) {
        var compiler = new ShapeCompiler(schema);
        var shape = compiler.compile();
        return new JsonPlan(compiler.field("", -1, schema), shape, false);
    }

    @Override
    public Walker newWalker() {
        return new JsonWalker(root, shape, documents);
    }
}
