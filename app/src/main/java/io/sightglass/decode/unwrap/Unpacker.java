package io.sightglass.decode.unwrap;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;

import io.sightglass.decode.Limits;
import io.sightglass.decode.unwrap.Damage.Kind;
import io.sightglass.model.Wrapping.Codec;

import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZUtils;
import org.jspecify.annotations.Nullable;
import org.xerial.snappy.Snappy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Unpacks into a buffer of its own, which is used again for the next payload. For one thread.
///
/// Grows with what really comes out, never with what a stream promises, and at most to
/// [Limits#UNWRAPPED]. Nothing throws: what is wrong is a [Damage], and what came out before it
/// stays.
public final class Unpacker {
    private static final int FIRST = 1 << 12;
    private static final int STEP = 1 << 13;

    /// A buffer that a large payload needed is not kept for those that follow.
    private static final int KEPT = 1 << 20;

    private static final int GZIP_HEADER = 10;
    private static final int GZIP_TRAILER = 8;

    /// Zstandard tells no place of damage, so it is fed in pieces this small.
    private static final int ZSTD_PIECE = 128;

    private static final int ZSTD_ROOM = 1 << 16;
    private static final int MOST_WINDOW_LOG = 26;
    private static final int MOST_XZ_KIB = 1 << 16;

    private final CRC32 crc = new CRC32();
    private byte[] bytes = {};
    private int length;
    private @Nullable Inflater raw;
    private @Nullable Inflater zlib;
    private @Nullable ByteBuffer zstdFrom;
    private @Nullable ByteBuffer zstdTo;

    /// Begins a new payload: empty.
    public void start() {
        length = 0;
        if (bytes.length > KEPT) {
            bytes = new byte[0];
        }
    }

    /// What came out, from 0 to [#length]; until the next [#start].
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /// Adds bytes that are not compressed.
    public @Nullable Damage add(byte[] array, int from, int to) {
        int fits = Math.min(to - from, Limits.UNWRAPPED - length);
        room(fits);
        System.arraycopy(array, from, bytes, length, fits);
        length += fits;
        return fits < to - from ? new Damage(Kind.TOO_LARGE, fits, "") : null;
    }

    /// Unpacks the bytes `from` to `to` and adds what comes out. Null where all is well.
    public @Nullable Damage unpack(Codec codec, byte[] array, int from, int to) {
        return switch (codec) {
            case GZIP -> gzip(array, from, to);
            case ZLIB -> {
                zlib = zlib == null ? new Inflater() : zlib;
                var damage = inflate(zlib, array, from, to);
                yield damage != null ? damage : trailing(from, from + zlib.getBytesRead(), to);
            }
            case DEFLATE -> {
                raw = raw == null ? new Inflater(true) : raw;
                yield inflate(raw, array, from, to);
            }
            case ZSTD -> zstd(array, from, to);
            case SNAPPY -> snappy(array, from, to);
            case BZIP2 -> stream(codec, array, from, to);
            case XZ ->
                    XZUtils.isXZCompressionAvailable()
                            ? stream(codec, array, from, to)
                            : new Damage(Kind.BROKEN, 0, "no reader for xz is installed");
            case STORED -> add(array, from, to);
        };
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            long wanted = Math.max(FIRST, Math.max(2L * bytes.length, length + more));
            bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Limits.UNWRAPPED));
        }
    }

    private static @Nullable Damage trailing(int from, long end, int to) {
        return end < to ? new Damage(Kind.TRAILING, (int) (end - from), "") : null;
    }

    /// One member after another (RFC 1952).
    private @Nullable Damage gzip(byte[] array, int from, int to) {
        raw = raw == null ? new Inflater(true) : raw;
        int at = from;
        while (at < to) {
            if (at > from && !isGzip(array, at, to)) {
                return trailing(from, at, to);
            }
            int body = gzipHeader(array, at, to);
            if (body < 0) {
                return new Damage(Kind.CUT, to - from, "");
            }
            int start = length;
            var damage = inflate(raw, array, body, to);
            if (damage != null) {
                return new Damage(damage.kind(), damage.at() + body - from, damage.why());
            }
            int end = body + (int) raw.getBytesRead();
            if (to - end < GZIP_TRAILER) {
                return new Damage(Kind.CUT, to - from, "");
            }
            crc.reset();
            crc.update(bytes, start, length - start);
            if (little(array, end) != (int) crc.getValue()
                    || little(array, end + 4) != length - start) {
                return new Damage(Kind.CHECKSUM, end - from, "");
            }
            at = end + GZIP_TRAILER;
        }
        return null;
    }

    /// Whether a gzip member begins here: its magic number, and the one method that there is.
    public static boolean isGzip(byte[] array, int from, int to) {
        return to - from >= GZIP_HEADER
                && array[from] == 0x1f
                && array[from + 1] == (byte) 0x8b
                && array[from + 2] == 8
                && (array[from + 3] & 0xe0) == 0;
    }

    /// Whether a Zstandard frame begins here.
    public static boolean isZstd(byte[] array, int from, int to) {
        return to - from >= 5
                && array[from] == 0x28
                && array[from + 1] == (byte) 0xb5
                && array[from + 2] == 0x2f
                && array[from + 3] == (byte) 0xfd;
    }

    /// Where the compressed bytes begin, or -1.
    private static int gzipHeader(byte[] array, int from, int to) {
        int flags = array[from + 3];
        int at = from + GZIP_HEADER;
        if ((flags & 4) != 0) {
            if (to - at < 2) {
                return -1;
            }
            at += 2 + (array[at] & 0xff) + ((array[at + 1] & 0xff) << 8);
        }
        for (int text = flags & 0x18; text != 0; text &= text - 1) {
            while (at < to && array[at] != 0) {
                at++;
            }
            at++;
        }
        at += flags & 2;
        return at < to ? at : -1;
    }

    private static int little(byte[] array, int at) {
        return (array[at] & 0xff)
                | ((array[at + 1] & 0xff) << 8)
                | ((array[at + 2] & 0xff) << 16)
                | (array[at + 3] << 24);
    }

    private @Nullable Damage inflate(Inflater inflater, byte[] array, int from, int to) {
        inflater.reset();
        inflater.setInput(array, from, to - from);
        while (true) {
            if (length == Limits.UNWRAPPED) {
                return isAtEnd(inflater)
                        ? null
                        : new Damage(Kind.TOO_LARGE, (int) inflater.getBytesRead(), "");
            }
            room(Math.min(STEP, Limits.UNWRAPPED - length));
            long before = inflater.getBytesWritten();
            try {
                length += inflater.inflate(bytes, length, bytes.length - length);
            } catch (DataFormatException e) {
                length += (int) (inflater.getBytesWritten() - before);
                var why = e.getMessage() == null ? "" : e.getMessage();
                return new Damage(Kind.BROKEN, (int) inflater.getBytesRead(), why);
            }
            if (inflater.finished()) {
                return null;
            }
            if (inflater.needsDictionary()) {
                return new Damage(
                        Kind.BROKEN, (int) inflater.getBytesRead(), "it needs a dictionary");
            }
            if (inflater.needsInput()) {
                return new Damage(Kind.CUT, to - from, "");
            }
        }
    }

    private static boolean isAtEnd(Inflater inflater) {
        try {
            return inflater.inflate(new byte[1]) == 0 && inflater.finished();
        } catch (DataFormatException _) {
            return false;
        }
    }

    /// One frame after another (RFC 8878).
    private @Nullable Damage zstd(byte[] array, int from, int to) {
        try (var context = new ZstdDecompressCtx()) {
            int at = from;
            while (at < to) {
                if (at > from && !isZstd(array, at, to)) {
                    return trailing(from, at, to);
                }
                if (isZstd(array, at, to) && windowLog(array, at) > MOST_WINDOW_LOG) {
                    return new Damage(Kind.BROKEN, at - from, "its window is too large");
                }
                context.reset();
                int end = frame(context, array, from, at, to);
                if (end < 0) {
                    return zstdDamage;
                }
                at = end;
            }
            return null;
        }
    }

    /// Set where [#frame] answers -1.
    private @Nullable Damage zstdDamage;

    /// Unpacks one frame. Answers its end, or -1.
    private int frame(ZstdDecompressCtx context, byte[] array, int from, int at, int to) {
        zstdFrom = zstdFrom == null ? ByteBuffer.allocateDirect(ZSTD_PIECE) : zstdFrom;
        zstdTo = zstdTo == null ? ByteBuffer.allocateDirect(ZSTD_ROOM) : zstdTo;
        int next = at;
        zstdFrom.clear().limit(0);
        while (true) {
            if (!zstdFrom.hasRemaining() && next < to) {
                int piece = Math.min(ZSTD_PIECE, to - next);
                zstdFrom.clear();
                zstdFrom.put(array, next, piece).flip();
                next += piece;
            }
            int start = next - zstdFrom.limit();
            zstdTo.clear();
            boolean ended;
            int left = zstdFrom.remaining();
            try {
                ended = context.decompressDirectByteBufferStream(zstdTo, zstdFrom);
            } catch (ZstdException e) {
                var why = e.getMessage() == null ? "" : e.getMessage();
                zstdDamage = new Damage(Kind.BROKEN, start - from, why);
                return -1;
            }
            int came = zstdTo.flip().remaining();
            int fits = Math.min(came, Limits.UNWRAPPED - length);
            room(fits);
            zstdTo.get(bytes, length, fits);
            length += fits;
            if (fits < came) {
                zstdDamage = new Damage(Kind.TOO_LARGE, start - from, "");
                return -1;
            }
            if (ended) {
                return next - zstdFrom.remaining();
            }
            boolean stuck = came == 0 && left == zstdFrom.remaining();
            if (stuck && next == to) {
                zstdDamage = new Damage(Kind.CUT, to - from, "");
                return -1;
            }
        }
    }

    /// The logarithm of the memory that a frame's header asks for; 0 where it asks for its
    /// content's size.
    private static int windowLog(byte[] array, int at) {
        boolean single = (array[at + 4] & 0x20) != 0;
        return single ? 0 : 10 + ((array[at + 5] & 0xff) >>> 3);
    }

    /// As in Avro's container files: one block, then the CRC-32 of its content in four bytes, most
    /// significant first.
    private @Nullable Damage snappy(byte[] array, int from, int to) {
        int end = to - 4;
        try {
            if (end <= from || !Snappy.isValidCompressedBuffer(array, from, end - from)) {
                return new Damage(Kind.BROKEN, 0, "it is no snappy block");
            }
            int size = Snappy.uncompressedLength(array, from, end - from);
            if (size > Limits.UNWRAPPED - length) {
                return new Damage(Kind.TOO_LARGE, 0, "");
            }
            room(size);
            Snappy.rawUncompress(array, from, end - from, bytes, length);
            crc.reset();
            crc.update(bytes, length, size);
            length += size;
            int said = Integer.reverseBytes(little(array, end));
            return said == (int) crc.getValue() ? null : new Damage(Kind.CHECKSUM, end - from, "");
        } catch (IOException e) {
            return new Damage(Kind.BROKEN, 0, "it is no snappy block");
        }
    }

    private @Nullable Damage stream(Codec codec, byte[] array, int from, int to) {
        var in = new ByteArrayInputStream(array, from, to - from);
        try (var unpacked = open(codec, in)) {
            while (true) {
                int fits = Math.min(STEP, Limits.UNWRAPPED - length);
                if (fits == 0) {
                    return unpacked.read() < 0
                            ? null
                            : new Damage(Kind.TOO_LARGE, to - from - in.available(), "");
                }
                room(fits);
                int came = unpacked.read(bytes, length, fits);
                if (came < 0) {
                    return null;
                }
                length += came;
            }
        } catch (IOException | RuntimeException e) {
            // the library meets damage with either
            boolean all = in.available() == 0;
            return new Damage(all ? Kind.CUT : Kind.BROKEN, to - from - in.available(), "");
        }
    }

    private static InputStream open(Codec codec, InputStream in) throws IOException {
        return codec == Codec.BZIP2
                ? new BZip2CompressorInputStream(in, true)
                : XZCompressorInputStream.builder()
                        .setInputStream(in)
                        .setDecompressConcatenated(true)
                        .setMemoryLimitKiB(MOST_XZ_KIB)
                        .get();
    }
}
