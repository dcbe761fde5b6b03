package io.sightglass.playground.traffic;

import io.sightglass.model.ByteRange;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;

/// Writes JSON, each name and value by Jackson, and notes where each value is.
final class JsonWriter {
    static final JsonMapper JSON = JsonMapper.builder().build();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Map<String, ByteRange> spans = new HashMap<>();

    private JsonWriter() {}

    static Encoded write(ObjectNode object) {
        var writer = new JsonWriter();
        writer.value(object, "");
        return new Encoded(writer.out.toByteArray(), 0, writer.spans);
    }

    private void value(JsonNode node, String path) {
        int start = out.size();
        if (node.isObject()) {
            char before = '{';
            for (var property : node.properties()) {
                out.write(before);
                out.writeBytes(JSON.writeValueAsBytes(property.getKey()));
                out.write(':');
                var name = property.getKey();
                value(property.getValue(), path.isEmpty() ? name : path + "." + name);
                before = ',';
            }
            if (before == '{') {
                out.write('{');
            }
            out.write('}');
        } else {
            out.writeBytes(JSON.writeValueAsBytes(node));
        }
        spans.put(path, new ByteRange(start, out.size()));
    }
}
