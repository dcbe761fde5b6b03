package io.sightglass.playground.registry;

import io.sightglass.model.Format;
import io.sightglass.port.RegisteredSchema.Reference;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The API's JSON: requests read, answers written. Empty parts are left out of answers, as
/// Confluent's registry does.
final class Wording {
    static final JsonMapper JSON = JsonMapper.builder().build();

    private Wording() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /// A request's body.
    static JsonNode read(byte[] body) throws Refusal {
        try {
            var tree = JSON.readTree(body);
            if (tree.isObject()) {
                return tree;
            }
        } catch (JacksonException e) {
            throw Refusal.of(400, "The body is not JSON: " + e.getOriginalMessage());
        }
        throw Refusal.of(400, "The body has to be a JSON object.");
    }

    static SchemaDraft draft(JsonNode body) throws Refusal {
        var text = body.path("schema");
        if (!text.isString()) {
            throw Refusal.of(42201, "Empty schema");
        }
        if (body.has("id") && body.path("id").asInt(0) > 0) {
            throw Refusal.of(
                    42205, "Ids are handed out by the registry, which is not in mode IMPORT.");
        }
        return new SchemaDraft(
                format(body.path("schemaType")),
                text.stringValue(),
                references(body.path("references")),
                present(body.path("metadata")),
                present(body.path("ruleSet")));
    }

    private static Format format(JsonNode type) throws Refusal {
        if (type.isMissingNode() || type.isNull()) {
            return Format.AVRO;
        }
        return switch (type.asString("").toUpperCase(Locale.ROOT)) {
            case "AVRO" -> Format.AVRO;
            case "PROTOBUF" -> Format.PROTOBUF;
            case "JSON" -> Format.JSON;
            default -> throw Refusal.of(42201, "Invalid schema type " + type);
        };
    }

    private static List<Reference> references(JsonNode list) throws Refusal {
        var references = new ArrayList<Reference>();
        for (var reference : list) {
            var name = reference.path("name");
            var subject = reference.path("subject");
            var version = reference.path("version");
            if (!name.isString() || !subject.isString() || !version.canConvertToInt()) {
                throw Refusal.of(
                        42201, "Invalid schema: a reference needs a name, a subject and a version");
            }
            references.add(
                    new Reference(name.stringValue(), subject.stringValue(), version.intValue()));
        }
        return references;
    }

    private static @Nullable JsonNode present(JsonNode node) {
        return node.isMissingNode() || node.isNull() ? null : node;
    }

    /// A schema as asked for by id: without subject and version.
    static ObjectNode schema(StoredSchema schema) {
        var answer = object();
        answer.put("guid", schema.guid().toString());
        describe(answer, schema);
        return answer;
    }

    static ObjectNode version(Version version) {
        var answer = object();
        answer.put("subject", version.subject());
        answer.put("version", version.number());
        answer.put("id", version.schema().id());
        answer.put("guid", version.schema().guid().toString());
        describe(answer, version.schema());
        if (version.deleted()) {
            answer.put("deleted", true);
        }
        return answer;
    }

    private static void describe(ObjectNode answer, StoredSchema schema) {
        var draft = schema.draft();
        answer.put("schemaType", draft.type());
        if (!draft.references().isEmpty()) {
            var list = answer.putArray("references");
            for (var reference : draft.references()) {
                list.addObject()
                        .put("name", reference.name())
                        .put("subject", reference.subject())
                        .put("version", reference.version());
            }
        }
        if (draft.metadata() != null) {
            answer.set("metadata", draft.metadata());
        }
        if (draft.ruleSet() != null) {
            answer.set("ruleSet", draft.ruleSet());
        }
        answer.put("schema", draft.text());
    }

    static JsonNode error(int code, String message) {
        return object().put("error_code", code).put("message", message);
    }
}
