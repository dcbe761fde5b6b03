package io.sightglass.registry;

import io.sightglass.model.Format;
import io.sightglass.port.RegisteredSchema;
import io.sightglass.port.SchemaRegistry;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;

/// Reads the registry's JSON (Confluent Schema Registry API). Empty members are left out by
/// registries, and `schemaType` is left out for Avro by the older ones.
final class SchemaReader {
    private SchemaReader() {}

    /// JSON of another shape; the message says what was expected.
    static final class UnexpectedJson extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnexpectedJson(String message) {
            super(message);
        }
    }

    /// A schema in a language that nobody here speaks; the message is its `schemaType`.
    static final class UnknownType extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnknownType(String message) {
            super(message);
        }
    }

    static RegisteredSchema schema(JsonNode body, UUID guid) {
        var schema = schema(body, RegisteredSchema.NO_ID);
        return new RegisteredSchema(
                schema.id(),
                guid.toString(),
                schema.subject(),
                schema.version(),
                schema.format(),
                schema.text(),
                schema.references(),
                schema.properties(),
                schema.contract());
    }

    /// @param id the id that was asked for, where the answer does not repeat it
    static RegisteredSchema schema(JsonNode body, int id) {
        var text = body.path("schema");
        if (!text.isString()) {
            throw new UnexpectedJson("a schema was expected");
        }
        return new RegisteredSchema(
                body.path("id").asInt(id),
                textOrNull(body.path("guid")),
                textOrNull(body.path("subject")),
                body.path("version").isInt() ? body.path("version").asInt() : null,
                format(body.path("schemaType")),
                text.asString(),
                references(body.path("references")),
                properties(body.path("metadata").path("properties")),
                ContractReader.read(body));
    }

    static List<String> texts(JsonNode body) {
        if (!body.isArray()) {
            throw new UnexpectedJson("a list was expected");
        }
        var texts = new ArrayList<String>();
        body.forEach(text -> texts.add(text.asString("")));
        return texts;
    }

    static String level(JsonNode body) {
        var level = body.path("compatibilityLevel").asString("");
        if (level.isEmpty()) {
            throw new UnexpectedJson("a compatibility level was expected");
        }
        return level;
    }

    static SchemaRegistry.Compatibility compatibility(JsonNode body) {
        if (!body.path("is_compatible").isBoolean()) {
            throw new UnexpectedJson("a verdict on compatibility was expected");
        }
        var messages = new ArrayList<String>();
        body.path("messages").forEach(message -> messages.add(message.asString("")));
        return new SchemaRegistry.Compatibility(body.path("is_compatible").asBoolean(), messages);
    }

    /// A schema as registries take one that they are to judge.
    static JsonNode request(RegisteredSchema schema) {
        var request = JsonNodeFactory.instance.objectNode();
        request.put("schema", schema.text());
        request.put("schemaType", schema.format().name());
        var references = request.putArray("references");
        for (var each : schema.references()) {
            references
                    .addObject()
                    .put("name", each.name())
                    .put("subject", each.subject())
                    .put("version", each.version());
        }
        return request;
    }

    static List<Integer> versions(JsonNode body) {
        if (!body.isArray()) {
            throw new UnexpectedJson("a list was expected");
        }
        var versions = new ArrayList<Integer>();
        body.forEach(version -> versions.add(version.asInt(0)));
        versions.sort(null);
        return versions;
    }

    static List<SchemaRegistry.Registration> registrations(JsonNode body) {
        if (!body.isArray()) {
            throw new UnexpectedJson("a list was expected");
        }
        var places = new ArrayList<SchemaRegistry.Registration>();
        body.forEach(place ->
                places.add(
                        new SchemaRegistry.Registration(
                                place.path("subject").asString(""),
                                place.path("version").asInt(0))));
        return places;
    }

    /// Of the places where a schema is registered, the one to name: a topic's own subject before
    /// any other, then the first by name, in its latest version.
    static RegisteredSchema withSubject(RegisteredSchema schema, JsonNode places) {
        String best = null;
        int version = 0;
        for (var place : places) {
            var subject = place.path("subject").asString("");
            if (subject.isEmpty()) {
                continue;
            }
            if (best == null || rank(subject, best) < 0) {
                best = subject;
                version = place.path("version").asInt(0);
            } else if (subject.equals(best)) {
                version = Math.max(version, place.path("version").asInt(0));
            }
        }
        return best == null ? schema : placed(schema, schema.id(), best, version);
    }

    static RegisteredSchema withId(RegisteredSchema schema, JsonNode ids) {
        for (var entry : ids) {
            int id = entry.isInt() ? entry.asInt() : entry.path("id").asInt(RegisteredSchema.NO_ID);
            if (id != RegisteredSchema.NO_ID) {
                return placed(schema, id, schema.subject(), schema.version());
            }
        }
        return schema;
    }

    private static RegisteredSchema placed(
            RegisteredSchema schema, int id, @Nullable String subject, @Nullable Integer version) {
        return new RegisteredSchema(
                id,
                schema.guid(),
                subject,
                version,
                schema.format(),
                schema.text(),
                schema.references(),
                schema.properties(),
                schema.contract());
    }

    private static int rank(String left, String right) {
        int ofTopics = Boolean.compare(ofTopic(right), ofTopic(left));
        return ofTopics != 0 ? ofTopics : left.compareTo(right);
    }

    private static boolean ofTopic(String subject) {
        return subject.endsWith("-value") || subject.endsWith("-key");
    }

    private static Format format(JsonNode type) {
        return switch (type.asString("AVRO")) {
            case "AVRO" -> Format.AVRO;
            case "PROTOBUF" -> Format.PROTOBUF;
            case "JSON" -> Format.JSON;
            case String other -> throw new UnknownType(other);
        };
    }

    private static List<RegisteredSchema.Reference> references(JsonNode list) {
        var references = new ArrayList<RegisteredSchema.Reference>();
        for (var reference : list) {
            references.add(
                    new RegisteredSchema.Reference(
                            reference.path("name").asString(""),
                            reference.path("subject").asString(""),
                            reference.path("version").asInt(0)));
        }
        return references;
    }

    private static LinkedHashMap<String, String> properties(JsonNode object) {
        var properties = new LinkedHashMap<String, String>();
        object.properties()
                .forEach(entry -> properties.put(entry.getKey(), entry.getValue().asString("")));
        return properties;
    }

    private static @Nullable String textOrNull(JsonNode node) {
        return node.isString() ? node.asString() : null;
    }
}
