package io.sightglass.cli;

import io.sightglass.decode.JsonTree;
import io.sightglass.model.DecodeAttempt;
import io.sightglass.model.Decoded;
import io.sightglass.model.Finding;
import io.sightglass.model.Format;
import io.sightglass.model.Framing;
import io.sightglass.model.SchemaInfo;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;

import java.util.List;

/// A decoded payload as `decode --json` and the parts of `tail --json` show it. The object always
/// has the same seven members; an undecodable payload has its bytes besides.
final class DecodedJson {
    private final JsonGenerator json;
    private final JsonTree tree;

    DecodedJson(JsonGenerator json) {
        this.json = json;
        this.tree = new JsonTree(json);
    }

    void write(Decoded decoded) {
        json.writeStartObject();
        switch (decoded) {
            case Decoded.DecodedMessage message -> {
                format(message.format());
                framing(message.framing());
                schema(message.schema());
                json.writeName("value");
                tree.value(message);
                json.writeName("fields");
                tree.fields(message.root());
                rest(message);
            }
            case Decoded.Undecodable undecodable -> {
                nothing();
                rest(undecodable);
                json.writeBinaryProperty("base64", undecodable.bytes());
            }
            case Decoded.Tombstone tombstone -> {
                nothing();
                rest(tombstone);
            }
        }
        json.writeEndObject();
    }

    private void nothing() {
        json.writeNullProperty("format");
        json.writeNullProperty("framing");
        schema(null);
        json.writeNullProperty("value");
        json.writeArrayPropertyStart("fields");
        json.writeEndArray();
    }

    private void rest(Decoded decoded) {
        findings(decoded.findings());
        attempts(decoded.attempts());
    }

    private void format(Format format) {
        json.writeStringProperty("format", format.label());
    }

    private void framing(Framing framing) {
        json.writeObjectPropertyStart("framing");
        json.writeStringProperty("kind", framing.kind().label());
        json.writeNumberProperty("start", framing.start());
        json.writeNumberProperty("end", framing.end());
        number("schemaId", framing.schemaId());
        if (framing.guid() != null) {
            json.writeStringProperty("guid", framing.guid().toString());
        }
        if (framing.fingerprint() != null) {
            json.writeStringProperty("fingerprint", "%016x".formatted(framing.fingerprint()));
        }
        if (!framing.messageIndexes().isEmpty()) {
            json.writeArrayPropertyStart("messageIndexes");
            framing.messageIndexes().forEach(json::writeNumber);
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private void schema(@Nullable SchemaInfo schema) {
        if (schema == null) {
            json.writeNullProperty("schema");
            return;
        }
        json.writeObjectPropertyStart("schema");
        json.writeStringProperty("name", schema.name());
        json.writeStringProperty("source", schema.source());
        text("subject", schema.subject());
        number("version", schema.version());
        number("id", schema.id());
        text("file", schema.file());
        json.writeEndObject();
    }

    private void findings(List<Finding> findings) {
        json.writeArrayPropertyStart("findings");
        for (var finding : findings) {
            json.writeStartObject();
            json.writeStringProperty("kind", finding.kind().name());
            json.writeStringProperty("rule", finding.rule());
            json.writeStringProperty("path", finding.path());
            json.writeNumberProperty("start", finding.range().start());
            json.writeNumberProperty("end", finding.range().end());
            json.writeStringProperty("message", finding.message().plain());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void attempts(List<DecodeAttempt> attempts) {
        json.writeArrayPropertyStart("attempts");
        for (var attempt : attempts) {
            json.writeStartObject();
            json.writeStringProperty("format", attempt.format());
            json.writeStringProperty("reason", attempt.reason().plain());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void text(String name, @Nullable String value) {
        if (value != null) {
            json.writeStringProperty(name, value);
        }
    }

    private void number(String name, @Nullable Integer value) {
        if (value != null) {
            json.writeNumberProperty(name, value);
        }
    }
}
