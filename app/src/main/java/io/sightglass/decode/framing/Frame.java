package io.sightglass.decode.framing;

import io.sightglass.model.Framing;
import io.sightglass.model.SchemaRef;

import java.util.List;
import java.util.UUID;

/// What a framing says, as it was just read. One object is filled again and again, so that looking
/// at a frame allocates nothing.
///
/// Positions count from the payload's first byte.
public final class Frame {
    Framing.Kind kind = Framing.Kind.RAW;

    /// Where the framing ends and the body, or Confluent's message indexes, begins.
    int end;

    /// Of the bytes that name the schema: `idStart` to `idEnd`; both 0 where a header does.
    int idStart;

    int idEnd;

    /// What the schema is named by: an id, a fingerprint, or the two halves of a GUID.
    long high;

    long low;

    boolean guid;

    /// Message indexes that came with a header, behind the GUID; else empty.
    byte[] headerIndexes = {};

    /// Forgets what was read: raw.
    public void clear() {
        kind = Framing.Kind.RAW;
        end = 0;
        idStart = 0;
        idEnd = 0;
        high = 0;
        low = 0;
        guid = false;
        headerIndexes = NONE;
    }

    private static final byte[] NONE = {};

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

    public byte[] headerIndexes() {
        return headerIndexes;
    }

    /// Whether this frame names the schema that another named with these numbers.
    public boolean names(Framing.Kind kind, long high, long low) {
        return this.kind == kind && this.high == high && this.low == low;
    }

    public long high() {
        return high;
    }

    public long low() {
        return low;
    }

    /// The registry's id, or -1 where the schema is named otherwise.
    public int id() {
        return isId() ? (int) low : -1;
    }

    private boolean isId() {
        return !guid && (kind == Framing.Kind.CONFLUENT || kind == Framing.Kind.CONFLUENT_HEADER);
    }

    /// The name of the schema. Allocates.
    public SchemaRef ref() {
        if (kind == Framing.Kind.AVRO_SINGLE_OBJECT) {
            return new SchemaRef.ByFingerprint(low);
        }
        return guid ? new SchemaRef.ByGuid(new UUID(high, low)) : new SchemaRef.ById((int) low);
    }

    /// The frame as a value. `end` is where the body begins, behind message indexes. Allocates.
    public Framing toFraming(int end, List<Integer> messageIndexes) {
        return new Framing(
                kind,
                0,
                end,
                isId() ? (Integer) (int) low : null,
                guid ? new UUID(high, low) : null,
                kind == Framing.Kind.AVRO_SINGLE_OBJECT ? (Long) low : null,
                messageIndexes);
    }
}
