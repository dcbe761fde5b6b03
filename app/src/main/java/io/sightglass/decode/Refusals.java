package io.sightglass.decode;

import io.sightglass.model.Format;
import io.sightglass.model.Part;
import io.sightglass.model.SchemaRef;
import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Locale;

/// What is said of a payload that cannot be read as a whole, and the rule ids that say it.
final class Refusals {
    private Refusals() {}

    static final String UNKNOWN_ID = "schema.unknown-id";
    static final String UNAVAILABLE = "schema.unavailable";
    static final String EMPTY = "payload.empty";
    static final String UNREADABLE = "payload.unreadable";
    static final String TOMBSTONE = "record.tombstone";
    static final String CONTAINER = "avro-container.header";
    static final String SHOWN_IN_PART = "payload.shown-in-part";
    static final String CONTENT_TYPE = "payload.content-type";

    /// A schema's name for the start of a sentence.
    static String name(SchemaRef ref) {
        return switch (ref) {
            case SchemaRef.ById(int id) -> "Schema " + id;
            case SchemaRef.ByGuid(var guid) -> "Schema " + guid;
            case SchemaRef.ByFingerprint(long fingerprint) ->
                    String.format(Locale.ROOT, "The schema with fingerprint %016x", fingerprint);
            case SchemaRef.BySubjectVersion version ->
                    version.subject().isEmpty()
                            ? version.versionName()
                            : version.subject() + " " + version.versionName();
            case SchemaRef.ByGlueVersion(var version) -> "Schema version " + version;
            case SchemaRef.ByGlobalId(long id) -> "The schema with global id " + id;
            case SchemaRef.ByContentId(long id) -> "The schema with content id " + id;
            case SchemaRef.ByContentHash(var hash) -> "The schema with content hash " + hash;
            case SchemaRef.ByArtifact(var group, var artifact, var version) ->
                    "Artifact "
                            + (group.isEmpty() ? "" : group + "/")
                            + artifact
                            + (version.isEmpty() ? "" : " v" + version);
            case SchemaRef.LocalFile(var path, _) -> path;
        };
    }

    /// Why there is no such schema, and which others the topic uses.
    static Sentence unknown(Sentence why, int[] seen) {
        if (seen.length == 0) {
            return why;
        }
        var text = new StringBuilder(" The topic's other records use id");
        text.append(seen.length > 1 ? "s " : " ");
        for (int i = 0; i < seen.length; i++) {
            text.append(i == 0 ? "" : i == seen.length - 1 ? " and " : ", ").append(seen[i]);
        }
        var parts = new ArrayList<>(why.parts());
        parts.add(new Sentence.Part(text.append('.').toString(), false));
        return new Sentence(parts);
    }

    static Sentence empty(Part part) {
        return Sentence.of(
                "The "
                        + part.label()
                        + " has 0 bytes, where a record was expected."
                        + (part == Part.VALUE ? " To delete a key, write null." : ""));
    }

    static Sentence tombstone() {
        return Sentence.of("The value is null: in a compacted topic this deletes the key.");
    }

    static Sentence noSuchMessage(String schema) {
        return Sentence.of(
                "The message indexes behind the schema id name no message of " + schema + ".");
    }

    static Sentence declaresNothing(String schema) {
        return Sentence.of(schema + " declares no message. Choose a file that does.");
    }

    /// A reader's version was named without a subject, and the writer's schema has none.
    static Sentence noSubject(SchemaRef reader) {
        return Sentence.of(
                "A reader with "
                        + name(reader)
                        + " cannot be looked for, because the payload's own schema is of no"
                        + " subject. Name the reader's as SUBJECT:VERSION, or as a file.");
    }

    /// There is no such reader's schema.
    static Sentence noReader(Sentence why) {
        return Sentence.of(why.plain() + " Nothing is known of that reader.");
    }

    static Sentence otherFormat(String reader, Format here, Format there) {
        return Sentence.of(
                "A reader with "
                        + reader
                        + " cannot read this record: it is "
                        + named(here)
                        + " here and "
                        + named(there)
                        + " there.");
    }

    private static String named(Format format) {
        return format == Format.JSON
                ? "JSON"
                : format.label().substring(0, 1).toUpperCase(Locale.ROOT)
                        + format.label().substring(1);
    }

    static Sentence notJson(Part part, int at, byte found) {
        return Sentence.of(
                String.format(
                        Locale.ROOT,
                        "The %s is not JSON: no JSON value begins with the byte %02X at byte %d.",
                        part.label(),
                        found,
                        at));
    }

    static Sentence needsSchema(Part part, String format) {
        return Sentence.of(
                "The " + part.label() + " can be read as " + format + " only with its schema.");
    }

    static Sentence headerNeedsSchema(Part part, String format, String contentType) {
        return Sentence.of(
                "A header says that the "
                        + part.label()
                        + " is "
                        + format
                        + " ("
                        + contentType
                        + "), which can be read only with its schema; bind a local schema to the"
                        + " topic with \"decode as\".");
    }

    static Sentence contradicted(Part part, String contentType) {
        return Sentence.of(
                "A header says that the "
                        + part.label()
                        + " is "
                        + contentType
                        + ", but its bytes are something else.");
    }

    static Sentence shownInPart(int values, int from) {
        return Sentence.of(
                "The tree has the first "
                        + values
                        + " values. Those from byte "
                        + from
                        + " on were read and judged as well, and are left out of it.");
    }

    /// @param rejection why the payload is not compressed, though it begins so; else null
    /// @param likely what the bytes could be all the same; else null
    static Sentence unreadable(
            Part part, int length, @Nullable String rejection, @Nullable Format likely) {
        if (rejection != null) {
            return Sentence.of("The " + part.label() + rejection);
        }
        return Sentence.of(
                "The "
                        + part.label()
                        + " is "
                        + (length == 1 ? "1 byte" : length + " bytes")
                        + " that name no schema and are neither JSON nor text"
                        + (likely == null
                                ? ". Bind a local schema to the topic to read it."
                                : ". They could be fields of "
                                        + likely.label()
                                        + " without a schema: read it so, or bind a local schema"
                                        + " to the topic."));
    }
}
