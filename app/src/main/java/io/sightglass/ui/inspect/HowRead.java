package io.sightglass.ui.inspect;

import io.sightglass.model.DecodeAttempt;
import io.sightglass.model.Decoded;
import io.sightglass.model.Framing;
import io.sightglass.model.SchemaInfo;
import io.sightglass.model.SchemaRef;
import io.sightglass.model.Sentence;
import io.sightglass.ui.fx.Texts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How a payload was read: framing, schema, and what was tried before.
final class HowRead {
    private HowRead() {}

    /// In one line.
    static Sentence line(Payload payload) {
        return switch (payload.decoded()) {
            case Decoded.DecodedMessage message -> {
                var out = Sentence.builder().text("Read as ").strong(message.format().badge());
                var schema = message.schema();
                if (schema != null) {
                    out.text(" · ").strong(schema.label()).text(" from " + source(schema));
                } else {
                    out.text(" · no schema");
                }
                var reader = message.readAs();
                if (reader != null && reader.schema() != null) {
                    out.text(" · seen by a reader with ").strong(reader.schema().label());
                }
                out.text(" · " + framing(message.framing()));
                var unwrapped = payload.unwrapped();
                yield out.text(unwrapped.isEmpty() ? "" : " · " + unwrapped).build();
            }
            case Decoded.Undecodable undecodable ->
                    Sentence.of(undecodable.pending() ? "Not read yet" : "Not read");
            case Decoded.Tombstone _ -> Sentence.of("Nothing to read");
        };
    }

    /// What was tried and why it was rejected, a sentence each.
    static List<Sentence> attempts(Payload payload) {
        var out = new ArrayList<Sentence>();
        for (DecodeAttempt attempt : payload.decoded().attempts()) {
            var sentence = Sentence.builder().text("Not ").strong(attempt.format()).text(": ");
            for (var part : attempt.reason().parts()) {
                if (part.strong()) {
                    sentence.strong(part.text());
                } else {
                    sentence.text(part.text());
                }
            }
            out.add(sentence.build());
        }
        return out;
    }

    private static String source(SchemaInfo schema) {
        if (schema.source().equals(SchemaInfo.PAYLOAD)) {
            return "the payload's header";
        }
        if (schema.file() != null) {
            return schema.file();
        }
        var out = new StringBuilder("the registry");
        if (schema.subject() != null) {
            out.append(", subject ").append(schema.subject());
        }
        if (schema.id() != null) {
            out.append(", id ").append(schema.id());
        }
        return out.toString();
    }

    private static String framing(Framing framing) {
        return switch (framing.kind()) {
            case CONFLUENT ->
                    "Confluent framing, schema id "
                            + framing.schemaId()
                            + ", "
                            + bytes(framing.start(), framing.end());
            case CONFLUENT_HEADER ->
                    framing.guid() == null
                            ? "schema id " + framing.schemaId() + " in a header"
                            : "schema GUID " + framing.guid() + " in a header";
            case APICURIO ->
                    "Apicurio framing, "
                            + named(framing)
                            + ", "
                            + bytes(framing.start(), framing.end());
            case APICURIO_HEADER -> "Apicurio's " + named(framing) + " in a header";
            case GLUE ->
                    "AWS Glue framing, "
                            + named(framing)
                            + ", "
                            + bytes(framing.start(), framing.end());
            case AVRO_CONTAINER -> container(framing);
            case CONTENT_TYPE -> "content type " + framing.contentType() + " in a header";
            case AVRO_SINGLE_OBJECT ->
                    "Avro single object, fingerprint "
                            + fingerprint(framing)
                            + ", "
                            + bytes(framing.start(), framing.end());
            case RAW -> "no framing";
        };
    }

    private static String named(Framing framing) {
        return switch (framing.schema()) {
            case SchemaRef.ById(int id) -> "schema id " + id;
            case SchemaRef.ByGuid(var guid) -> "schema GUID " + guid;
            case SchemaRef.ByFingerprint _ -> "fingerprint " + fingerprint(framing);
            case SchemaRef.ByGlueVersion(var version) -> "schema version " + version;
            case SchemaRef.ByGlobalId(long id) -> "global id " + id;
            case SchemaRef.ByContentId(long id) -> "content id " + id;
            case SchemaRef.ByContentHash(var hash) -> "content hash " + hash;
            case SchemaRef.ByArtifact(var group, var artifact, var version) ->
                    "artifact "
                            + (group.isEmpty() ? "" : group + "/")
                            + artifact
                            + (version.isEmpty() ? "" : " v" + version);
            case SchemaRef.BySubjectVersion(var subject, int version) -> subject + " v" + version;
            case SchemaRef.LocalFile(var path, _) -> path;
            case null -> "no schema";
        };
    }

    private static String container(Framing framing) {
        var container = framing.container();
        if (container == null) {
            return "Avro container file";
        }
        return "Avro container file, "
                + Texts.count(container.records(), "record", "records")
                + " in "
                + Texts.count(container.blocks(), "block", "blocks")
                + ", codec "
                + container.codec()
                + ", sync marker "
                + container.sync();
    }

    private static String fingerprint(Framing framing) {
        var print = framing.fingerprint();
        return print == null ? "unknown" : String.format(Locale.ROOT, "%016x", print);
    }

    /// `bytes 14–24`, both inclusive, as people count.
    static String bytes(int start, int end) {
        int count = end - start;
        return switch (count) {
            case 0 -> "no bytes";
            case 1 -> "byte " + start;
            default -> "bytes " + start + "–" + (end - 1);
        };
    }
}
