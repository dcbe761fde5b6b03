package io.sightglass.tail;

import io.sightglass.model.Headers;
import io.sightglass.model.RawRecord;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.Optional;

/// Index and store together: what is held of a tail, within its limits. One thread writes, any
/// thread reads.
final class HeldRecords {
    private final String topic;
    private final RowIndex index;
    private final RecordStore store;

    HeldRecords(String topic, TailLimits limits) {
        this.topic = topic;
        this.index = new RowIndex(limits.records());
        this.store = new RecordStore(limits.bytes());
    }

    RowIndex index() {
        return index;
    }

    RecordStore store() {
        return store;
    }

    /// Keeps a record as the newest; the oldest leave as far as they must. Rows leave the index
    /// before their bytes leave the store, so that a reader who sees a row usually finds its bytes.
    void append(
            int partition,
            long offset,
            long timestamp,
            Headers headers,
            @Nullable ByteBuffer key,
            @Nullable ByteBuffer value,
            int bucket,
            Judgement judgement) {
        long size = RecordStore.sizeOf(headers, key, value);
        dropBefore(Math.max(store.firstWithRoomFor(size), index.firstWithRoomForOne()));
        long address = store.append(index.next(), size, headers, key, value);
        int shown = (int) Math.min(Integer.MAX_VALUE, payloadSize(key, value));
        index.append(partition, offset, timestamp, shown, address, bucket, judgement);
    }

    /// A held record's bytes; null when it is gone.
    @Nullable StoredRecord stored(long sequence) {
        long address = index.address(sequence);
        return address < 0 ? null : store.read(address);
    }

    Optional<RawRecord> record(long sequence) {
        var row = index.row(sequence);
        var stored = stored(sequence);
        if (row.isEmpty() || stored == null) {
            return Optional.empty();
        }
        return Optional.of(
                new RawRecord(
                        topic,
                        row.get().partition(),
                        row.get().offset(),
                        row.get().timestamp(),
                        stored.headers(),
                        stored.key(),
                        stored.value()));
    }

    /// Gives everything back. The writer must have ended.
    synchronized void close() {
        dropBefore(index.next());
        store.close();
    }

    static long payloadSize(@Nullable ByteBuffer key, @Nullable ByteBuffer value) {
        return (key == null ? 0L : key.remaining()) + (value == null ? 0 : value.remaining());
    }

    private void dropBefore(long sequence) {
        index.dropBefore(sequence);
        store.dropBefore(index.first());
    }
}
