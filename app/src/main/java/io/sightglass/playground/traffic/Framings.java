package io.sightglass.playground.traffic;

import io.sightglass.model.ByteRange;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.UUID;

/// What stands in front of payloads to say which schema they have.
final class Framings {
    /// Where a value names its schema in Confluent's framing.
    static final ByteRange CONFLUENT_ID = new ByteRange(1, 5);

    /// Where a value names its schema in Avro's single-object encoding.
    static final ByteRange FINGERPRINT = new ByteRange(2, 10);

    /// Where a value names its schema when a header does so.
    static final ByteRange IN_HEADER = new ByteRange(0, 0);

    private Framings() {}

    /// Confluent's: zero and the schema id.
    static byte[] confluent(int id) {
        return ByteBuffer.allocate(5).put((byte) 0).putInt(id).array();
    }

    /// Confluent's for Protobuf: and a zero, which is short for the file's first message.
    static byte[] confluentFirstMessage(int id) {
        return ByteBuffer.allocate(6).put((byte) 0).putInt(id).put((byte) 0).array();
    }

    /// Confluent's header `__value_schema_id`: one and the GUID.
    static byte[] guid(UUID guid) {
        return ByteBuffer.allocate(17)
                .put((byte) 1)
                .putLong(guid.getMostSignificantBits())
                .putLong(guid.getLeastSignificantBits())
                .array();
    }

    /// Avro's single-object encoding: C3 01 and the fingerprint (Avro specification).
    static byte[] singleObject(long fingerprint) {
        return ByteBuffer.allocate(10)
                .put((byte) 0xC3)
                .put((byte) 0x01)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(fingerprint)
                .array();
    }
}
