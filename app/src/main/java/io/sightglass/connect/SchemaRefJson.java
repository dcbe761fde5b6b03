package io.sightglass.connect;

import io.sightglass.model.SchemaRef;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.UUID;

/// How the name of a schema is kept in a JSON file.
final class SchemaRefJson {
    private SchemaRefJson() {}

    static void write(SchemaRef ref, ObjectNode into) {
        switch (ref) {
            case SchemaRef.LocalFile(var path, var type) ->
                    into.put("file", path).put("type", type);
            case SchemaRef.BySubjectVersion(var subject, int version) ->
                    into.put("subject", subject).put("version", version);
            case SchemaRef.ById(int id) -> into.put("id", id);
            case SchemaRef.ByGuid(var guid) -> into.put("guid", guid.toString());
            case SchemaRef.ByFingerprint(long print) ->
                    into.put("fingerprint", Long.toHexString(print));
            case SchemaRef.ByGlueVersion(var version) ->
                    into.put("glueVersion", version.toString());
            case SchemaRef.ByGlobalId(long id) -> into.put("globalId", id);
            case SchemaRef.ByContentId(long id) -> into.put("contentId", id);
            case SchemaRef.ByContentHash(var hash) -> into.put("contentHash", hash);
            case SchemaRef.ByArtifact(var group, var artifact, var version) ->
                    into.put("group", group)
                            .put("artifact", artifact)
                            .put("artifactVersion", version);
        }
    }

    /// Null where the object names no schema in a way that is known here.
    static @Nullable SchemaRef read(JsonNode from) {
        try {
            if (from.has("file")) {
                return new SchemaRef.LocalFile(
                        from.path("file").asString(""), from.path("type").asString(""));
            }
            if (from.has("subject")) {
                return from.path("version").isIntegralNumber()
                        ? new SchemaRef.BySubjectVersion(
                                from.path("subject").asString(""), from.path("version").asInt())
                        : null;
            }
            if (from.has("id")) {
                return new SchemaRef.ById(from.path("id").asInt());
            }
            if (from.has("guid")) {
                return new SchemaRef.ByGuid(UUID.fromString(from.path("guid").asString("")));
            }
            if (from.has("fingerprint")) {
                return new SchemaRef.ByFingerprint(
                        Long.parseUnsignedLong(from.path("fingerprint").asString(""), 16));
            }
            if (from.has("glueVersion")) {
                return new SchemaRef.ByGlueVersion(
                        UUID.fromString(from.path("glueVersion").asString("")));
            }
            if (from.has("globalId")) {
                return new SchemaRef.ByGlobalId(from.path("globalId").asLong());
            }
            if (from.has("contentId")) {
                return new SchemaRef.ByContentId(from.path("contentId").asLong());
            }
            if (from.has("contentHash")) {
                return new SchemaRef.ByContentHash(from.path("contentHash").asString(""));
            }
            if (from.has("artifact")) {
                return new SchemaRef.ByArtifact(
                        from.path("group").asString(""),
                        from.path("artifact").asString(""),
                        from.path("artifactVersion").asString(""));
            }
            return null;
        } catch (RuntimeException e) {
            return null; // a number or GUID that is none, written by somebody else
        }
    }
}
