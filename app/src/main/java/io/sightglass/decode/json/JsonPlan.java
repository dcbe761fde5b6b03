package io.sightglass.decode.json;

import io.sightglass.decode.Plan;
import io.sightglass.decode.Walker;
import io.sightglass.model.FieldInfo;

import tools.jackson.databind.JsonNode;

/// JSON with the structure that a JSON Schema gives it, or with none.
public final class JsonPlan implements Plan {
    /// JSON without a schema.
    public static final JsonPlan PLAIN = new JsonPlan(Names.ELEMENT, Shape.ANY);

    private final FieldInfo root;
    private final Shape shape;

    private JsonPlan(FieldInfo root, Shape shape) {
        this.root = root;
        this.shape = shape;
    }

    public static JsonPlan of(JsonNode schema) {
        var compiler = new ShapeCompiler(schema);
        var shape = compiler.compile();
        return new JsonPlan(compiler.field("", -1, schema, shape), shape);
    }

    @Override
    public Walker newWalker() {
        return new JsonWalker(root, shape);
    }
}
