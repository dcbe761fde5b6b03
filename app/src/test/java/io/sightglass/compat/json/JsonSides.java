package io.sightglass.compat.json;

import io.sightglass.compat.Side;
import io.sightglass.model.Format;
import io.sightglass.schema.SchemaText;

import java.util.List;

/// Schemas for tests.
final class JsonSides {
    private JsonSides() {}

    static Side old(String text) {
        return side("old.schema.json", text);
    }

    static Side update(String text) {
        return side("new.schema.json", text);
    }

    private static Side side(String file, String text) {
        return switch (SchemaText.parse(Format.JSON, "test", text, List.of())) {
            case SchemaText.Result.Parsed(var schema) -> new Side(file, schema);
            case SchemaText.Result.Failed failed ->
                    throw new IllegalArgumentException(failed.toString());
        };
    }
}
