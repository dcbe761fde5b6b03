package io.sightglass.tail;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;

/// One piece of off-heap memory that is filled from its start by one writer, and given back as a
/// whole. Its memory is never used for anything else before that, so a late reader finds it closed
/// rather than full of another's bytes. Memory that nobody reads any more may serve the next slab:
/// to take fresh memory, and have it filled with zeros, costs as much as to write the records.
///
/// Readers count themselves in and out, and the last one out of a closed slab gives the memory
/// back; nobody waits. The arena's own check is not enough: under Temurin 25.0.3 a reader that was
/// copying while the arena was closed now and then got the bytes of whoever had the memory next.
final class Slab {
    private static final int CLOSED = Integer.MIN_VALUE;

    /// Off-heap memory that goes back to the machine as a whole.
    static final class Memory {
        private final Arena arena = Arena.ofShared();
        private final MemorySegment bytes;

        /// @throws OutOfMemoryError when the machine has no such memory
        Memory(long capacity) {
            bytes = arena.allocate(capacity, Long.BYTES);
        }

        MemorySegment bytes() {
            return bytes;
        }

        void giveBack() {
            arena.close();
        }
    }

    private final Memory memory;

    /// How many readers are inside; counted from [#CLOSED] up once the slab is closed.
    private final AtomicInteger readers = new AtomicInteger();

    private long used;
    private long end;

    Slab(Memory memory) {
        this.memory = memory;
    }

    /// For the writer, and for readers between [#enter] and [#leave].
    MemorySegment memory() {
        return memory.bytes();
    }

    long capacity() {
        return memory.bytes().byteSize();
    }

    /// Bytes that are taken. For the writer.
    long used() {
        return used;
    }

    boolean fits(long bytes) {
        return bytes <= memory.bytes().byteSize() - used;
    }

    /// The sequence number after the last record in here. For the writer.
    long end() {
        return end;
    }

    /// Takes the next `bytes` for the record `sequence` and answers where they begin.
    long take(long sequence, long bytes) {
        long at = used;
        used += bytes;
        end = sequence + 1;
        return at;
    }

    /// Keeps the memory from going away until [#leave]; false when the slab is closed.
    boolean enter() {
        int inside = readers.get();
        while (inside >= 0) {
            int seen = readers.compareAndExchange(inside, inside + 1);
            if (seen == inside) {
                return true;
            }
            inside = seen;
        }
        return false;
    }

    void leave() {
        if (readers.decrementAndGet() == CLOSED) {
            memory.giveBack();
        }
    }

    /// Lets no more readers in. For the writer, once. Answers the memory, which is then the
    /// caller's; null where a reader is still inside, who gives it back.
    @Nullable Memory close() {
        return readers.getAndAdd(CLOSED) == 0 ? memory : null;
    }
}
