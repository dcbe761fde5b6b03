package io.sightglass.tail;

import io.sightglass.model.Mark;
import io.sightglass.model.SchemaInfo;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// What is known of each record that is held, without its bytes: columns of primitives in chunks,
/// 42 bytes a row.
///
/// One thread writes. A row can be seen once [#next] has passed it, and no more once [#first] has.
/// Readers take no lock.
@SuppressWarnings({
    "NonAtomicVolatileUpdate", // one thread writes
    "EnumOrdinal" // in memory only
})
final class RowIndex {
    private static final Mark[] MARKS = Mark.values();
    private static final int PENDING = 0x80;
    private static final int PART = 0x40;
    private static final int MARK_MASK = 0x3f;
    private static final int MOST_FINDINGS = 255;

    private final int limit;
    private final AtomicReferenceArray<@Nullable RowChunk> ring;
    private final SchemaTable schemas = new SchemaTable();
    private volatile long first;
    private volatile long next;
    private volatile int pending;

    /// @param limit at most so many rows
    RowIndex(int limit) {
        this.limit = limit;
        this.ring = new AtomicReferenceArray<>(limit / RowChunk.SIZE + 3);
    }

    /// Sequence number of the oldest row.
    long first() {
        return first;
    }

    /// Sequence number that the next row will get.
    long next() {
        return next;
    }

    /// How many held rows wait for their schema.
    int pending() {
        return pending;
    }

    /// The first row that may stay when one more is to come.
    long firstWithRoomForOne() {
        return Math.max(0, next + 1 - limit);
    }

    /// Appends a row; [#dropBefore] has made room.
    ///
    /// @param bucket where the timeline counted it
    void append(
            int partition,
            long offset,
            long timestamp,
            int size,
            long address,
            int bucket,
            Judgement judgement) {
        long sequence = next;
        var chunk = chunk(sequence);
        if (chunk == null) {
            chunk = new RowChunk(sequence & -RowChunk.SIZE);
            ring.set(slot(sequence), chunk);
        }
        int at = at(sequence);
        chunk.partitions[at] = partition;
        chunk.offsets[at] = offset;
        chunk.timestamps[at] = timestamp;
        chunk.sizes[at] = size;
        chunk.addresses[at] = address;
        chunk.buckets[at] = bucket;
        set(chunk, at, judgement);
        if (judgement.pending()) {
            pending = pending + 1;
        }
        next = sequence + 1;
    }

    /// Replaces what was thought of a row that is still held. Whoever reads a volatile that the
    /// writer writes afterwards sees it.
    void revise(long sequence, Judgement judgement) {
        var chunk = held(sequence);
        if (chunk != null) {
            int at = at(sequence);
            boolean was = isPending(chunk, at);
            set(chunk, at, judgement);
            if (was != judgement.pending()) {
                pending = pending + (judgement.pending() ? 1 : -1);
            }
        }
    }

    /// Forgets every row before `sequence`.
    void dropBefore(long sequence) {
        long from = first;
        long to = Math.min(sequence, next);
        if (to <= from) {
            return;
        }
        if (pending > 0) {
            int gone = 0;
            for (long row = from; row < to; row++) {
                var chunk = chunk(row);
                gone += chunk != null && isPending(chunk, at(row)) ? 1 : 0;
            }
            pending = pending - gone;
        }
        first = to;
        for (long base = from & -RowChunk.SIZE; base + RowChunk.SIZE <= to; base += RowChunk.SIZE) {
            ring.set(slot(base), null);
        }
    }

    /// The schemas of all rows so far, in the order in which they came.
    List<SchemaInfo> schemas() {
        return schemas.all();
    }

    Optional<Row> row(long sequence) {
        var chunk = held(sequence);
        if (chunk == null) {
            return Optional.empty();
        }
        int at = at(sequence);
        return Optional.of(
                new Row(
                        sequence,
                        chunk.partitions[at],
                        chunk.offsets[at],
                        chunk.timestamps[at],
                        mark(chunk, at),
                        chunk.findings[at] & 0xff,
                        schemas.info(chunk.schemas[at]),
                        chunk.sizes[at],
                        (chunk.states[at] & PART) == 0));
    }

    /// Where the store keeps a row's bytes; -1 when the row is no longer held.
    long address(long sequence) {
        var chunk = held(sequence);
        return chunk == null ? -1 : chunk.addresses[at(sequence)];
    }

    /// Where the timeline counted a row that is held.
    int bucket(long sequence) {
        var chunk = held(sequence);
        return chunk == null ? Tally.NO_BUCKET : chunk.buckets[at(sequence)];
    }

    /// The first row from `from` on that waits for its schema; `to` when there is none before it.
    long nextPending(long from, long to) {
        for (long row = Math.max(from, first); row < to; row++) {
            var chunk = chunk(row);
            if (chunk != null && isPending(chunk, at(row))) {
                return row;
            }
        }
        return to;
    }

    /// Shows the rows from `from` to before `to`, as far as they are held, oldest first.
    void scan(long from, long to, RowVisitor visitor) {
        long end = Math.min(to, next);
        long row = Math.max(from, first);
        while (row < end) {
            long chunkEnd = Math.min(end, (row & -RowChunk.SIZE) + RowChunk.SIZE);
            var chunk = chunk(row);
            if (chunk != null) {
                for (; row < chunkEnd; row++) {
                    int at = at(row);
                    visitor.row(
                            row,
                            chunk.partitions[at],
                            chunk.timestamps[at],
                            MARKS[chunk.states[at] & MARK_MASK],
                            isPending(chunk, at));
                }
            }
            row = chunkEnd;
        }
    }

    private @Nullable RowChunk held(long sequence) {
        return sequence >= first && sequence < next ? chunk(sequence) : null;
    }

    private @Nullable RowChunk chunk(long sequence) {
        var chunk = ring.get(slot(sequence));
        return chunk != null && chunk.base == (sequence & -RowChunk.SIZE) ? chunk : null;
    }

    private int slot(long sequence) {
        return (int) ((sequence >>> RowChunk.BITS) % ring.length());
    }

    private static int at(long sequence) {
        return (int) (sequence & (RowChunk.SIZE - 1));
    }

    private void set(RowChunk chunk, int at, Judgement judgement) {
        chunk.schemas[at] = schemas.idOf(judgement.schema());
        chunk.findings[at] = (byte) Math.min(judgement.findings(), MOST_FINDINGS);
        int state =
                judgement.mark().ordinal()
                        | (judgement.pending() ? PENDING : 0)
                        | (judgement.whole() ? 0 : PART);
        chunk.states[at] = (byte) state;
    }

    private static Mark mark(RowChunk chunk, int at) {
        return MARKS[chunk.states[at] & MARK_MASK];
    }

    private static boolean isPending(RowChunk chunk, int at) {
        return (chunk.states[at] & PENDING) != 0;
    }
}
