package io.sightglass.decode.framing;

import io.sightglass.model.Format;
import io.sightglass.model.Framing;
import io.sightglass.model.SchemaRef;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/// What a framing says, as it was just read. One object is filled again and again, so that looking
/// at a frame allocates nothing.
///
/// Positions count from the payload's first byte.
public final class Frame {
    private static final byte[] NONE = {};

    /// By what a frame names the body's schema.
    enum Naming {
        NOTHING,
        ID,
        GUID,
        FINGERPRINT,
        GLUE_VERSION,
        GLOBAL_ID,
        CONTENT_ID,
        CONTENT_HASH,
        ARTIFACT
    }

    Framing.Kind kind = Framing.Kind.RAW;

    Naming naming = Naming.NOTHING;

    /// Where the framing ends and the body, or what names the message, begins.
    int end;

    /// Of the bytes that name the schema: `idStart` to `idEnd`; both 0 where a header does.
    int idStart;

    int idEnd;

    /// What the schema is named by: an id, a fingerprint, or the two halves of a UUID.
    long high;

    long low;

    /// What the schema is named by in words: an artifact's group, name and version, or a hash alone
    /// in `artifact`.
    byte[] group = NONE;

    byte[] artifact = NONE;

    byte[] version = NONE;

    /// What a header says of the message in the schema: Confluent's message indexes behind the
    /// GUID, or Apicurio's name of it; else empty.
    byte[] headerMessage = NONE;

    /// How the body is written, where the framing says so.
    @Nullable Format format;

    /// The header that says it, as text; else empty.
    byte[] contentType = NONE;

    /// Whether the body behind the frame is compressed with zlib.
    boolean zlib;

    /// Forgets what was read: raw.
    public void clear() {
        kind = Framing.Kind.RAW;
        naming = Naming.NOTHING;
        end = 0;
        idStart = 0;
        idEnd = 0;
        high = 0;
        low = 0;
        group = NONE;
        artifact = NONE;
        version = NONE;
        headerMessage = NONE;
        format = null;
        contentType = NONE;
        zlib = false;
    }

    /// A frame of its own with what this one names; not where it stands.
    public Frame copy() {
        var copy = new Frame();
        copy.set(this);
        return copy;
    }

    /// Says what `other` says.
    public void set(Frame other) {
        kind = other.kind;
        naming = other.naming;
        end = other.end;
        idStart = other.idStart;
        idEnd = other.idEnd;
        high = other.high;
        low = other.low;
        group = other.group;
        artifact = other.artifact;
        version = other.version;
        headerMessage = other.headerMessage;
        format = other.format;
        contentType = other.contentType;
        zlib = other.zlib;
    }

    public Framing.Kind kind() {
        return kind;
    }

    public int end() {
        return end;
    }

    public int idStart() {
        return idStart;
    }

    public int idEnd() {
        return idEnd;
    }

    public byte[] headerMessage() {
        return headerMessage;
    }

    /// How the body is written, where the framing says so.
    public @Nullable Format format() {
        return format;
    }

    /// The content type that a header gives, as it is written there.
    public String contentType() {
        return text(contentType);
    }

    /// Whether the body behind the frame is compressed with zlib.
    public boolean isZlib() {
        return zlib;
    }

    /// Whether the frame names a schema; some only say what the body is.
    public boolean namesSchema() {
        return naming != Naming.NOTHING;
    }

    /// Whether this frame names its schema as another does.
    public boolean names(Frame other) {
        return kind == other.kind
                && naming == other.naming
                && high == other.high
                && low == other.low
                && Arrays.equals(artifact, other.artifact)
                && Arrays.equals(group, other.group)
                && Arrays.equals(version, other.version);
    }

    /// The registry's id, or -1 where the schema is named otherwise.
    public int id() {
        return naming == Naming.ID ? (int) low : -1;
    }

    /// The number in the frame that names the schema: an id in four or eight bytes.
    public long number() {
        return low;
    }

    /// The name of the schema; of a frame that has one. Allocates.
    public SchemaRef ref() {
        return switch (naming) {
            case ID -> new SchemaRef.ById((int) low);
            case GUID -> new SchemaRef.ByGuid(new UUID(high, low));
            case FINGERPRINT -> new SchemaRef.ByFingerprint(low);
            case GLUE_VERSION -> new SchemaRef.ByGlueVersion(new UUID(high, low));
            case GLOBAL_ID -> new SchemaRef.ByGlobalId(low);
            case CONTENT_ID -> new SchemaRef.ByContentId(low);
            case CONTENT_HASH -> new SchemaRef.ByContentHash(text(artifact));
            case ARTIFACT -> new SchemaRef.ByArtifact(text(group), text(artifact), text(version));
            case NOTHING -> throw new IllegalStateException(kind + " names no schema");
        };
    }

    /// The frame as a value. `end` is where the body begins, behind what names the message.
    /// Allocates.
    public Framing toFraming(int end, List<Integer> messageIndexes) {
        return new Framing(
                kind,
                0,
                end,
                namesSchema() ? ref() : null,
                messageIndexes,
                contentType.length == 0 ? null : contentType(),
                null);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
