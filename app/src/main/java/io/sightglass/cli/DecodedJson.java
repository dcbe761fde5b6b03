package io.sightglass.cli;

import io.sightglass.decode.JsonTree;
import io.sightglass.model.DecodeAttempt;
import io.sightglass.model.Decoded;
import io.sightglass.model.Finding;
import io.sightglass.model.Format;
import io.sightglass.model.Framing;
import io.sightglass.model.SchemaRef;
import io.sightglass.model.Wrapping;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;

import java.util.List;
import java.util.stream.Collectors;

/// A decoded payload as `decode --json` and the parts of `tail --json` show it. The object always
/// has the same seven members; a compressed payload has `wrapping` besides, one that was looked at
/// as a reader would has `readAs`, and an undecodable one its bytes.
final class DecodedJson {
    private final JsonGenerator json;
    private final Decoded decoded;
    private final JsonTree tree;

    /// @param payload the record's bytes; null for a tombstone
    DecodedJson(JsonGenerator json, Decoded decoded, byte @Nullable [] payload) {
        this.json = json;
        this.decoded = decoded;
        var wrapping = decoded.wrapping();
        var bytes = wrapping == null ? payload : wrapping.bytes();
        this.tree = new JsonTree(json, bytes == null ? new byte[0] : bytes);
    }

    void write() {
        json.writeStartObject();
        switch (decoded) {
            case Decoded.DecodedMessage message -> {
                format(message.format());
                framing(message.framing());
                wrapping(message.wrapping());
                JsonParts.schema(json, "schema", message.schema());
                if (message.readAs() != null) {
                    JsonParts.schema(json, "readAs", message.readAs().schema());
                }
                json.writeName("value");
                tree.value(message);
                json.writeName("fields");
                tree.fields(message.root());
                rest(message);
            }
            case Decoded.Undecodable undecodable -> {
                nothing();
                wrapping(undecodable.wrapping());
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
        JsonParts.schema(json, "schema", null);
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
        named(framing.schema());
        if (!framing.messageIndexes().isEmpty()) {
            json.writeArrayPropertyStart("messageIndexes");
            framing.messageIndexes().forEach(json::writeNumber);
            json.writeEndArray();
        }
        text("contentType", framing.contentType());
        var container = framing.container();
        if (container != null) {
            json.writeStringProperty("codec", container.codec());
            json.writeNumberProperty("records", container.records());
            json.writeNumberProperty("blocks", container.blocks());
            json.writeStringProperty("sync", container.sync());
        }
        json.writeEndObject();
    }

    /// Where there is one, `start` and `end` of everything count in the unwrapped bytes.
    private void wrapping(@Nullable Wrapping wrapping) {
        if (wrapping == null) {
            return;
        }
        json.writeObjectPropertyStart("wrapping");
        json.writeStringProperty(
                "compression",
                wrapping.codecs().stream()
                        .map(Wrapping.Codec::label)
                        .collect(Collectors.joining(", ")));
        json.writeNumberProperty("before", wrapping.before());
        json.writeNumberProperty("after", wrapping.after());
        json.writeEndObject();
    }

    private void named(@Nullable SchemaRef schema) {
        switch (schema) {
            case SchemaRef.ById(int id) -> json.writeNumberProperty("schemaId", id);
            case SchemaRef.ByGuid(var guid) -> json.writeStringProperty("guid", guid.toString());
            case SchemaRef.ByFingerprint(long print) ->
                    json.writeStringProperty("fingerprint", "%016x".formatted(print));
            case SchemaRef.ByGlueVersion(var version) ->
                    json.writeStringProperty("schemaVersionId", version.toString());
            case SchemaRef.ByGlobalId(long id) -> json.writeNumberProperty("globalId", id);
            case SchemaRef.ByContentId(long id) -> json.writeNumberProperty("contentId", id);
            case SchemaRef.ByContentHash(var hash) -> json.writeStringProperty("contentHash", hash);
            case SchemaRef.ByArtifact(var group, var artifact, var version) -> {
                json.writeStringProperty("groupId", group);
                json.writeStringProperty("artifactId", artifact);
                json.writeStringProperty("version", version);
            }
            case SchemaRef.BySubjectVersion _, SchemaRef.LocalFile _ -> {} // no framing names these
            case null -> {}
        }
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
}
