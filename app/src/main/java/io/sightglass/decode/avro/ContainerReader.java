package io.sightglass.decode.avro;

import io.sightglass.decode.Limits;
import io.sightglass.decode.unwrap.Damage;
import io.sightglass.decode.unwrap.Opened;
import io.sightglass.decode.unwrap.Unpacker;
import io.sightglass.model.Framing;
import io.sightglass.model.Wrapping.Codec;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/// Reads the header of an Avro container file and unpacks its blocks (Avro 1.12 specification,
/// "Object Container Files"). Used again for each file; for one thread.
///
/// A block that is damaged is kept as far as it can be unpacked. Where the file's sync marker does
/// not follow a block, reading goes on with the next block that ends in one, else behind the next
/// place where one stands.
public final class ContainerReader {
    private static final int MAGIC = 4;
    private static final int SYNC = 16;
    private static final int MOST_SCHEMA_BYTES = 4 << 20;
    private static final int MOST_CODEC_BYTES = 40;
    private static final byte[] SCHEMA_KEY = "avro.schema".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CODEC_KEY = "avro.codec".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NOTHING = {};

    private final ContainerBlocks blocks = new ContainerBlocks();
    private byte[] file = NOTHING;
    private int start;
    private int at;
    private int end;

    /// Whether a number or string was asked for that is not there.
    private boolean cut;

    private byte[] schema = NOTHING;
    private String codec = "null";
    private int syncAt;
    private int headerEnd;
    private String sync = "";

    /// Reads the header. Answers what is wrong with it, or null.
    public @Nullable String readHeader(byte[] array, int offset, int length) {
        file = array;
        start = offset;
        at = offset + MAGIC;
        end = offset + length;
        cut = false;
        schema = NOTHING;
        codec = "null";
        blocks.clear();
        metadata();
        if (cut || end - at < SYNC) {
            return "The container file's header ends too early, or is damaged, at byte "
                    + (at - start)
                    + ".";
        }
        syncAt = at;
        at += SYNC;
        headerEnd = at - start;
        if (schema.length == 0) {
            return "The container file's header has no schema (avro.schema).";
        }
        if (schema.length > MOST_SCHEMA_BYTES) {
            return "The container file's schema has more than 4 MiB.";
        }
        return codec() == null
                ? "The container file is packed with " + codec + ", which Avro does not know."
                : null;
    }

    /// A map of bytes, in Avro's encoding.
    private void metadata() {
        for (long count = number(); count != 0 && !cut; count = number()) {
            if (count < 0) {
                number(); // the size in bytes of this part of the map
            }
            for (long left = Math.abs(count); left != 0 && !cut; left--) {
                int key = string();
                int keyEnd = at;
                int value = string();
                if (cut) {
                    return;
                }
                if (Arrays.equals(file, key, keyEnd, SCHEMA_KEY, 0, SCHEMA_KEY.length)) {
                    schema = Arrays.copyOfRange(file, value, at);
                } else if (Arrays.equals(file, key, keyEnd, CODEC_KEY, 0, CODEC_KEY.length)) {
                    int shown = Math.min(at - value, MOST_CODEC_BYTES);
                    codec = new String(file, value, shown, StandardCharsets.UTF_8);
                }
            }
        }
    }

    /// The schema's text, as it is in the header.
    public byte[] schema() {
        return schema;
    }

    /// Where the header ends, from the payload's first byte.
    public int headerEnd() {
        return headerEnd;
    }

    /// The blocks that [#unpack] unpacked.
    public ContainerBlocks blocks() {
        return blocks;
    }

    /// What the file says of itself, and what was read of it. Allocates.
    public Framing.Container container() {
        return new Framing.Container(codec, blocks.records(), blocks.size(), sync);
    }

    private @Nullable Codec codec() {
        return switch (codec) {
            case "null" -> Codec.STORED;
            case "deflate" -> Codec.DEFLATE;
            case "snappy" -> Codec.SNAPPY;
            case "bzip2" -> Codec.BZIP2;
            case "zstandard" -> Codec.ZSTD;
            case "xz" -> Codec.XZ;
            default -> null;
        };
    }

    /// Makes the unpacked blocks the payload, behind the header as it is; after [#readHeader] found
    /// nothing wrong.
    public void unpack(Opened opened) {
        var packed = codec();
        if (packed == null) {
            return;
        }
        sync = HexFormat.of().formatHex(file, syncAt, syncAt + SYNC);
        var unpacker = opened.next();
        unpacker.add(file, start, at);
        for (int number = 1; at < end; number++) {
            if (!block(number, packed, unpacker, opened)) {
                break;
            }
        }
        opened.take(unpacker, packed);
        file = NOTHING;
    }

    /// Answers whether there may be another.
    private boolean block(int number, Codec packed, Unpacker unpacker, Opened opened) {
        int head = at;
        var name = "Block " + number + " at byte " + (head - start);
        long count = number();
        long size = number();
        if (cut || count < 0 || size < 0) {
            var what = cut ? " ends within its count and size" : " has a negative count or size";
            boolean found = resync(head);
            opened.fault("avro-container.block", unpacker.length(), name + what + goingOn(found));
            return found;
        }
        int data = at;
        boolean whole = size <= end - data;
        at = whole ? data + (int) size : end;
        var damage = unpacker.unpack(packed, file, data, at);
        if (count > 0 && blocks.size() < Limits.NODES) {
            blocks.add(count, unpacker.length());
        }
        if (!whole) {
            int left = end - data;
            var what =
                    " is cut: it has "
                            + (size == 1 ? "1 byte" : size + " bytes")
                            + ", and "
                            + (left == 1 ? "1 is" : left + " are")
                            + " left.";
            opened.fault("avro-container.truncated", unpacker.length(), name + what);
            return false;
        }
        if (damage != null) {
            opened.fault(packed, damage, unpacker.length(), name, data - start);
            if (damage.kind() == Damage.Kind.TOO_LARGE) {
                return false;
            }
        }
        if (isSync(at)) {
            at += SYNC;
            return true;
        }
        int missing = at - start;
        boolean found = isBlock(at + SYNC) || resync(head);
        var what = " is not followed by the file's sync marker at byte " + missing;
        opened.fault("avro-container.sync", unpacker.length(), name + what + goingOn(found));
        return found;
    }

    /// Whether a block begins at `place` that ends in the sync marker; then that is the place. So
    /// where only a marker itself is damaged, no block is lost.
    private boolean isBlock(int place) {
        if (place > end) {
            return false;
        }
        cut = false;
        at = place;
        long count = number();
        long size = number();
        boolean fits = !cut && count >= 0 && size >= 0 && size <= end - at;
        boolean block = place == end || (fits && isSync(at + (int) size));
        at = place;
        return block;
    }

    private String goingOn(boolean found) {
        return found
                ? "; reading goes on at byte " + (at - start) + "."
                : "; what follows is left out.";
    }

    private boolean isSync(int place) {
        return end - place >= SYNC
                && Arrays.equals(file, place, place + SYNC, file, syncAt, syncAt + SYNC);
    }

    /// Goes behind the next sync marker. Answers whether there is one.
    private boolean resync(int from) {
        cut = false;
        for (int place = from; place <= end - SYNC; place++) {
            if (file[place] == file[syncAt] && isSync(place)) {
                at = place + SYNC;
                return true;
            }
        }
        return false;
    }

    /// The start of a string whose end is then [#at].
    private int string() {
        long size = number();
        if (cut || size < 0 || size > end - at) {
            cut = true;
            return at;
        }
        int from = at;
        at += (int) size;
        return from;
    }

    /// A zig-zag long.
    private long number() {
        long bits = 0;
        for (int i = 0; i < 10 && at < end; i++) {
            byte next = file[at++];
            bits |= (long) (next & 0x7f) << (7 * i);
            if (next >= 0) {
                return (bits >>> 1) ^ -(bits & 1);
            }
        }
        cut = true;
        return 0;
    }
}
