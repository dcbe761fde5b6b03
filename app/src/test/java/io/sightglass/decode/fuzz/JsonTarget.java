package io.sightglass.decode.fuzz;

import io.sightglass.decode.Walker;
import io.sightglass.decode.json.JsonPlan;

import tools.jackson.databind.json.JsonMapper;

/// JSON, as one text or several, and under a schema.
public final class JsonTarget {
    private static final String SCHEMA =
            """
            {"type": "object", "additionalProperties": false, "required": ["a"],
             "properties": {"a": {"type": "integer"}, "b": {"type": ["string", "null"]},
              "c": {"items": {"type": "number"}}, "d": {"$ref": "#"}}}
            """;
    private static final Walker[] WALKERS = {
        JsonPlan.PLAIN.newWalker(),
        JsonPlan.DOCUMENTS.newWalker(),
        JsonPlan.of(JsonMapper.shared().readTree(SCHEMA)).newWalker()
    };

    private JsonTarget() {}

    public static void fuzzerTestOneInput(byte[] data) {
        FuzzTarget.walk(WALKERS, data);
    }
}
