package io.sightglass.schema;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;

import org.apache.avro.Schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What schemas and the types in them are called.
final class SchemaNames {
    private SchemaNames() {}

    /// The full name of a named type; the kind of type of another.
    static String of(ParsedSchema.Avro avro) {
        var schema = avro.schema();
        return switch (schema.getType()) {
            case RECORD, ENUM, FIXED -> schema.getFullName();
            default -> schema.getType().getName();
        };
    }

    /// The title; else the file's name without its ending.
    static String of(ParsedSchema.Json json, String path) {
        var title = json.root().get("title");
        if (title != null && title.isString() && !title.stringValue().isBlank()) {
            return title.stringValue().strip();
        }
        var name = path.substring(path.lastIndexOf('/') + 1);
        return name.replaceFirst("(\\.schema)?\\.json$", "");
    }

    /// The first message's full name; the file's where it declares none.
    static String of(ParsedSchema.Protobuf proto) {
        var file = proto.file();
        return file.getMessageTypes().isEmpty()
                ? file.getName()
                : file.getMessageTypes().getFirst().getFullName();
    }

    /// The types that a file declares, first things first.
    static List<String> types(ParsedSchema schema, String path) {
        return switch (schema) {
            case ParsedSchema.Avro avro -> {
                var named = AvroTypes.named(avro.schema());
                if (AvroTypes.isSideBySide(avro.schema())) {
                    yield List.copyOf(named.keySet());
                }
                yield named.isEmpty() || avro.schema().getType() == Schema.Type.UNION
                        ? List.of(of(avro))
                        : List.copyOf(named.keySet());
            }
            case ParsedSchema.Protobuf proto ->
                    DescriptorSets.files(proto.file()).stream()
                            .flatMap(file -> messages(file).keySet().stream())
                            .distinct()
                            .toList();
            case ParsedSchema.Json json -> List.of(of(json, path));
        };
    }

    /// The messages of a file by full name, nested ones after the one that holds them; without the
    /// ones that stand for map entries.
    static Map<String, Descriptor> messages(FileDescriptor file) {
        var found = new LinkedHashMap<String, Descriptor>();
        file.getMessageTypes().forEach(message -> collect(message, found));
        return found;
    }

    private static void collect(Descriptor message, Map<String, Descriptor> found) {
        if (!message.getOptions().getMapEntry()) {
            found.put(message.getFullName(), message);
            message.getNestedTypes().forEach(nested -> collect(nested, found));
        }
    }
}
