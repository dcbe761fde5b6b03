package io.sightglass.compat.outline;

import io.sightglass.model.Format;
import io.sightglass.schema.ParsedSchema;

import java.util.List;

/// The structure of a schema, one line a field: Avro as in Avro IDL, Protobuf as in a .proto file,
/// JSON Schema as `name: type constraints`.
public record Outline(Format format, List<Line> lines) {
    public Outline {
        lines = List.copyOf(lines);
    }

    public static Outline of(ParsedSchema schema) {
        var lines =
                switch (schema) {
                    case ParsedSchema.Avro avro -> AvroOutline.lines(avro);
                    case ParsedSchema.Protobuf proto -> ProtoOutline.lines(proto);
                    case ParsedSchema.Json json -> JsonOutline.lines(json);
                };
        return new Outline(schema.format(), lines);
    }

    /// As text, a line each.
    public String text() {
        var text = new StringBuilder();
        lines.forEach(line -> text.append(line.shown()).append('\n'));
        return text.toString();
    }
}
