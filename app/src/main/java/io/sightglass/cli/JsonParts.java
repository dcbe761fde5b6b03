package io.sightglass.cli;

import io.sightglass.model.SchemaInfo;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;

import java.time.Instant;

/// Parts that several of the JSON outputs have, written the same way in all.
final class JsonParts {
    private JsonParts() {}

    /// A text, or null.
    static void text(JsonGenerator json, String name, @Nullable String value) {
        if (value == null) {
            json.writeNullProperty(name);
        } else {
            json.writeStringProperty(name, value);
        }
    }

    /// A time in UTC; null for one before 1970, which says that there is none.
    static void time(JsonGenerator json, String name, long millis) {
        text(json, name, millis < 0 ? null : Instant.ofEpochMilli(millis).toString());
    }

    /// A schema as an object, or null.
    static void schema(JsonGenerator json, String name, @Nullable SchemaInfo schema) {
        if (schema == null) {
            json.writeNullProperty(name);
            return;
        }
        json.writeObjectPropertyStart(name);
        json.writeStringProperty("name", schema.name());
        json.writeStringProperty("source", schema.source());
        names(json, schema);
        json.writeEndObject();
    }

    /// What else a schema goes by, as members of the object that is being written.
    static void names(JsonGenerator json, SchemaInfo schema) {
        if (schema.subject() != null) {
            json.writeStringProperty("subject", schema.subject());
        }
        if (schema.version() != null) {
            json.writeNumberProperty("version", schema.version());
        }
        if (schema.id() != null) {
            json.writeNumberProperty("id", schema.id());
        }
        if (schema.file() != null) {
            json.writeStringProperty("file", schema.file());
        }
    }
}
