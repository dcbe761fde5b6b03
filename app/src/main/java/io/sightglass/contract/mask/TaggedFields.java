package io.sightglass.contract.mask;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;

import io.sightglass.contract.confluent.FieldTags;
import io.sightglass.schema.ParsedSchema;
import io.sightglass.schema.ResolvedSchema;

import org.apache.avro.Schema;

import tools.jackson.databind.JsonNode;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/// The fields that a schema says hold personal data: by tags that are written in it
/// (`confluent:tags`, `confluent.field_meta`), and by those that the registry keeps beside it.
public final class TaggedFields {
    private static final int DEEPEST = 12;

    private final Set<String> names = new LinkedHashSet<>();
    private final Set<Object> seen = new HashSet<>();

    private TaggedFields() {}

    /// Full names, paths, and patterns of them, for [FieldMasks].
    public static Set<String> of(ResolvedSchema schema) {
        var fields = new TaggedFields();
        schema.contract()
                .tags()
                .forEach((name, tags) -> {
                    if (tags.stream().anyMatch(PersonalData::isTagged)) {
                        fields.names.add(name);
                    }
                });
        switch (schema.parsed()) {
            case ParsedSchema.Avro avro -> fields.avro(avro.schema());
            case ParsedSchema.Protobuf protobuf -> fields.protobuf(protobuf.file());
            case ParsedSchema.Json json -> fields.json(json.root());
        }
        return fields.names;
    }

    private void add(String name, Set<String> tags) {
        if (tags.stream().anyMatch(PersonalData::isTagged)) {
            names.add(name);
        }
    }

    private void avro(Schema schema) {
        switch (schema.getType()) {
            case RECORD -> {
                if (!seen.add(schema.getFullName())) {
                    return;
                }
                for (var field : schema.getFields()) {
                    add(schema.getFullName() + "." + field.name(), FieldTags.of(field));
                    avro(field.schema());
                }
            }
            case ARRAY -> avro(schema.getElementType());
            case MAP -> avro(schema.getValueType());
            case UNION -> schema.getTypes().forEach(this::avro);
            default -> {}
        }
    }

    private void protobuf(FileDescriptor file) {
        if (!seen.add(file.getName())) {
            return;
        }
        file.getMessageTypes().forEach(this::protobuf);
        file.getDependencies().forEach(this::protobuf);
    }

    private void protobuf(Descriptor message) {
        for (var field : message.getFields()) {
            add(field.getFullName(), FieldTags.of(field));
        }
        message.getNestedTypes().forEach(this::protobuf);
    }

    private void json(JsonNode root) {
        FieldTags.ofJson(root, DEEPEST).forEach(this::add);
    }
}
