package io.sightglass.compat.outline;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Message;

import io.sightglass.schema.ParsedSchema;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.List;

/// A schema as JSON in one layout, whatever its source looks like: Avro and JSON Schema as they
/// are, Protobuf as its descriptor (`google/protobuf/descriptor.proto`) without places in the
/// source.
public final class JsonView {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String INDENT = "  ";

    /// A deeper value is written on one line.
    private static final int DEEPEST = 200;

    private final List<String> lines = new ArrayList<>();

    private JsonView() {}

    /// Line by line.
    public static List<String> lines(ParsedSchema schema) {
        var view = new JsonView();
        view.write("", tree(schema), "", 0);
        return view.lines;
    }

    private static JsonNode tree(ParsedSchema schema) {
        return switch (schema) {
            case ParsedSchema.Avro avro -> avro(avro);
            case ParsedSchema.Json json -> json.root();
            case ParsedSchema.Protobuf proto -> proto(proto);
        };
    }

    private static JsonNode avro(ParsedSchema.Avro avro) {
        try {
            return JSON.readTree(avro.text());
        } catch (JacksonException e) {
            // Not JSON, so Avro IDL: then as the library writes it.
            return JSON.readTree(avro.schema().toString());
        }
    }

    private static JsonNode proto(ParsedSchema.Protobuf proto) {
        var files = JSON.createArrayNode();
        for (var file : proto.files()) {
            files.add(node(file.toProto().toBuilder().clearSourceCodeInfo().build()));
        }
        return files.size() == 1 ? files.get(0) : files;
    }

    /// A message in Protobuf's JSON form, as far as descriptors need it.
    private static JsonNode node(Message message) {
        var object = JSON.createObjectNode();
        message.getAllFields()
                .forEach((field, value) -> {
                    var name =
                            field.isExtension()
                                    ? "[" + field.getFullName() + "]"
                                    : field.getJsonName();
                    if (value instanceof List<?> elements) {
                        var array = object.putArray(name);
                        elements.forEach(element -> array.add(value(element)));
                    } else {
                        object.set(name, value(value));
                    }
                });
        return object;
    }

    private static JsonNode value(Object value) {
        return switch (value) {
            case Message message -> node(message);
            case EnumValueDescriptor constant -> JSON.valueToTree(constant.getName());
            case ByteString bytes -> JSON.valueToTree(bytes.toByteArray());
            default -> JSON.valueToTree(value);
        };
    }

    /// Small values of values stay on one line, as people write them.
    private void write(String before, JsonNode value, String after, int depth) {
        var indent = INDENT.repeat(depth);
        if (!value.isContainer() || value.isEmpty() || isShort(value) || depth > DEEPEST) {
            lines.add(indent + before + Literals.of(value) + after);
            return;
        }
        lines.add(indent + before + (value.isObject() ? "{" : "["));
        int left = value.size();
        if (value.isObject()) {
            for (var entry : value.properties()) {
                var name = Literals.quoted(entry.getKey()) + ": ";
                write(name, entry.getValue(), --left > 0 ? "," : "", depth + 1);
            }
        } else {
            for (var element : value) {
                write("", element, --left > 0 ? "," : "", depth + 1);
            }
        }
        lines.add(indent + (value.isObject() ? "}" : "]") + after);
    }

    private static boolean isShort(JsonNode value) {
        return value.isArray()
                && value.size() <= 4
                && value.valueStream().allMatch(each -> each.isNumber() || each.isString())
                && value.toString().length() <= 40;
    }
}
