package io.sightglass.contract.confluent;

import com.google.protobuf.Descriptors.FieldDescriptor;

import io.sightglass.contract.RulePath;

import org.apache.avro.Schema;

import tools.jackson.databind.JsonNode;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// The tags that Confluent's properties give fields, in schemas of each kind.
public final class FieldTags {
    private static final int MOST = 20_000;

    private FieldTags() {}

    public static Set<String> of(Schema.Field field) {
        return AvroProps.tags(field);
    }

    public static Set<String> of(FieldDescriptor field) {
        return ProtoMeta.tags(field);
    }

    /// The tags of a JSON Schema's properties, by path: `customer.email`, `items[].name`.
    ///
    /// @param deepest how far down a schema that refers to itself is followed
    public static Map<String, Set<String>> ofJson(JsonNode root, int deepest) {
        var tags = new LinkedHashMap<String, Set<String>>();
        gather(new JsonParts(root), root, "", deepest, tags);
        return tags;
    }

    private static void gather(
            JsonParts parts,
            JsonNode schema,
            String path,
            int left,
            Map<String, Set<String>> tags) {
        if (left == 0 || tags.size() > MOST) {
            return;
        }
        for (var part : parts.all(schema)) {
            for (var property : part.path("properties").properties()) {
                var at = RulePath.field(path, property.getKey());
                if (tags.putIfAbsent(at, parts.tags(property.getValue())) == null) {
                    gather(parts, property.getValue(), at, left - 1, tags);
                }
            }
            var any = RulePath.element(path);
            for (var list : new JsonNode[] {part.path("items"), part.path("prefixItems")}) {
                if (list.isObject()) {
                    element(parts, list, any, left, tags);
                }
                for (int i = 0; list.isArray() && i < list.size(); i++) {
                    element(parts, list.get(i), any, left, tags);
                }
            }
            var others = part.path("additionalProperties");
            if (others.isObject()) {
                element(parts, others, any, left, tags);
            }
        }
    }

    private static void element(
            JsonParts parts,
            JsonNode schema,
            String path,
            int left,
            Map<String, Set<String>> tags) {
        tags.putIfAbsent(path, parts.tags(schema));
        gather(parts, schema, path, left - 1, tags);
    }
}
