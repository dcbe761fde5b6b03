package io.sightglass.tail;

import io.sightglass.model.Header;
import io.sightglass.model.Headers;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;

/// The bytes of the records that are held, outside the heap: a million records cost their bytes and
/// little more, and no collection pause.
///
/// Records are laid one after another into slabs of about 1 MiB, each with an arena of its own; a
/// larger record gets a slab for itself. Room is made by giving back whole slabs from the old end;
/// the memory of one of them serves the next. One thread writes; any thread reads, and is told that
/// nothing is there when the slab has gone.
///
/// An entry, in the machine's byte order: length of key and of value (-1 for null) and number of
/// headers, each header's two lengths, name in UTF-8 and value, then key, then value.
@SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
final class RecordStore {
    private static final int SLAB = 1 << 20;
    private static final int SMALLEST_SLAB = 1 << 16;
    private static final int OFFSET_BITS = 32;
    private static final long OFFSET_MASK = (1L << OFFSET_BITS) - 1;
    private static final int FIXED = 3 * Integer.BYTES;
    private static final int FIXED_HEADER = 2 * Integer.BYTES;
    private static final int NULL = -1;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;

    private final long limit;
    private final int slabSize;
    private volatile Directory directory = new Directory(0, new Slab[0]);
    private volatile long used;
    private volatile long allocated;

    /// The memory of a slab that is full of records that have left, for the next slab. In a tail
    /// that is full, it never rests here for long.
    private Slab.@Nullable Memory spare;

    /// The slabs that are there, oldest first; `first` is the number of the oldest.
    @SuppressWarnings("ArrayRecordComponent") // never changed once made
    private record Directory(long first, Slab[] slabs) {
        @Nullable Slab slab(long number) {
            long at = number - first;
            return at >= 0 && at < slabs.length ? slabs[(int) at] : null;
        }

        @Nullable Slab newest() {
            return slabs.length == 0 ? null : slabs[slabs.length - 1];
        }

        Directory with(Slab slab) {
            var more = Arrays.copyOf(slabs, slabs.length + 1);
            more[slabs.length] = slab;
            return new Directory(first, more);
        }

        Directory without(int oldest) {
            return new Directory(first + oldest, Arrays.copyOfRange(slabs, oldest, slabs.length));
        }
    }

    /// @param limit bytes of memory; the newest record is held even if it alone is larger
    RecordStore(long limit) {
        this.limit = limit;
        this.slabSize = (int) Math.clamp(limit / 16, SMALLEST_SLAB, SLAB);
    }

    /// Bytes that one record takes.
    static long sizeOf(Headers headers, @Nullable ByteBuffer key, @Nullable ByteBuffer value) {
        long size = FIXED;
        for (var header : headers.list()) {
            size += FIXED_HEADER + utf8Length(header.name());
            var bytes = header.value();
            size += bytes == null ? 0 : bytes.length;
        }
        size += key == null ? 0 : key.remaining();
        size += value == null ? 0 : value.remaining();
        return size;
    }

    /// The sequence number from which on records may stay when one of `size` bytes is to come: all
    /// before it must be dropped first ([#dropBefore]). 0 when there is room.
    long firstWithRoomFor(long size) {
        var slabs = directory.slabs();
        var newest = directory.newest();
        if (newest != null && newest.fits(size)) {
            return 0;
        }
        long after = allocated + Math.max(size, slabSize);
        long keep = 0;
        for (int i = 0; i < slabs.length && after > limit; i++) {
            after -= slabs[i].capacity();
            keep = slabs[i].end();
        }
        return keep;
    }

    /// Gives back every slab whose records are all older than `sequence`.
    void dropBefore(long sequence) {
        var before = directory;
        var slabs = before.slabs();
        int count = 0;
        while (count < slabs.length && slabs[count].end() <= sequence) {
            count++;
        }
        if (count > 0) {
            directory = before.without(count);
            for (int i = 0; i < count; i++) {
                release(slabs[i]);
            }
        }
    }

    /// Keeps a record and answers its address. The buffers stay as they are.
    ///
    /// @throws OutOfMemoryError when the machine has no memory left
    long append(
            long sequence,
            long size,
            Headers headers,
            @Nullable ByteBuffer key,
            @Nullable ByteBuffer value) {
        var slab = directory.newest();
        if (slab == null || !slab.fits(size)) {
            slab = new Slab(memory(Math.max(size, slabSize)));
            directory = directory.with(slab);
            allocated = allocated + slab.capacity();
        }
        long number = directory.first() + directory.slabs().length - 1;
        long at = slab.take(sequence, size);
        used = used + size;
        write(slab.memory(), at, headers, key, value);
        return number << OFFSET_BITS | at;
    }

    /// The record at an address; null when it is no longer held.
    @Nullable StoredRecord read(long address) {
        var slab = directory.slab(address >>> OFFSET_BITS);
        if (slab == null || !slab.enter()) {
            return null;
        }
        try {
            return read(slab.memory(), address & OFFSET_MASK);
        } finally {
            slab.leave();
        }
    }

    /// Bytes of records that are held, entry overhead included.
    long used() {
        return used;
    }

    /// Bytes of memory that are taken from the machine.
    long allocated() {
        return allocated;
    }

    /// Gives all memory back. The writer must have ended; readers may go on and find nothing.
    synchronized void close() {
        dropBefore(Long.MAX_VALUE);
        if (spare != null) {
            spare.giveBack();
            spare = null;
        }
    }

    private void release(Slab slab) {
        used = used - slab.used();
        allocated = allocated - slab.capacity();
        var memory = slab.close();
        if (memory == null) {
            return;
        }
        if (spare == null && memory.bytes().byteSize() == slabSize) {
            spare = memory;
        } else {
            memory.giveBack();
        }
    }

    private Slab.Memory memory(long capacity) {
        var kept = spare;
        if (kept == null || capacity != slabSize) {
            return new Slab.Memory(capacity);
        }
        spare = null;
        return kept;
    }

    private static void write(
            MemorySegment to,
            long start,
            Headers headers,
            @Nullable ByteBuffer key,
            @Nullable ByteBuffer value) {
        long at = start;
        to.set(INT, at, key == null ? NULL : key.remaining());
        to.set(INT, at + Integer.BYTES, value == null ? NULL : value.remaining());
        to.set(INT, at + 2 * Integer.BYTES, headers.size());
        at += FIXED;
        for (var header : headers.list()) {
            var name = header.name().getBytes(StandardCharsets.UTF_8);
            var bytes = header.value();
            to.set(INT, at, name.length);
            to.set(INT, at + Integer.BYTES, bytes == null ? NULL : bytes.length);
            at += FIXED_HEADER;
            MemorySegment.copy(name, 0, to, ValueLayout.JAVA_BYTE, at, name.length);
            at += name.length;
            if (bytes != null) {
                MemorySegment.copy(bytes, 0, to, ValueLayout.JAVA_BYTE, at, bytes.length);
                at += bytes.length;
            }
        }
        at = write(to, at, key);
        write(to, at, value);
    }

    private static long write(MemorySegment to, long at, @Nullable ByteBuffer bytes) {
        if (bytes == null) {
            return at;
        }
        int length = bytes.remaining();
        MemorySegment.copy(
                bytes.array(),
                bytes.arrayOffset() + bytes.position(),
                to,
                ValueLayout.JAVA_BYTE,
                at,
                length);
        return at + length;
    }

    private static StoredRecord read(MemorySegment from, long start) {
        long at = start;
        int keyLength = from.get(INT, at);
        int valueLength = from.get(INT, at + Integer.BYTES);
        int headerCount = from.get(INT, at + 2 * Integer.BYTES);
        at += FIXED;
        var headers = new ArrayList<Header>(headerCount);
        for (int i = 0; i < headerCount; i++) {
            int nameLength = from.get(INT, at);
            int length = from.get(INT, at + Integer.BYTES);
            at += FIXED_HEADER;
            var name = bytes(from, at, nameLength);
            at += nameLength;
            headers.add(
                    new Header(
                            new String(name, StandardCharsets.UTF_8),
                            length == NULL ? null : bytes(from, at, length)));
            at += Math.max(length, 0);
        }
        var key = keyLength == NULL ? null : bytes(from, at, keyLength);
        at += Math.max(keyLength, 0);
        var value = valueLength == NULL ? null : bytes(from, at, valueLength);
        return new StoredRecord(
                headers.isEmpty() ? Headers.NONE : new Headers(headers), key, value);
    }

    private static byte[] bytes(MemorySegment from, long at, int length) {
        var bytes = new byte[length];
        MemorySegment.copy(from, ValueLayout.JAVA_BYTE, at, bytes, 0, length);
        return bytes;
    }

    /// As many bytes as [String#getBytes] makes; a lone surrogate becomes one `?` there.
    private static int utf8Length(String text) {
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                length++;
            } else if (c < 0x800) {
                length += 2;
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                length += 4;
                i++;
            } else if (Character.isSurrogate(c)) {
                length++;
            } else {
                length += 3;
            }
        }
        return length;
    }
}
