package io.sightglass.tail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.model.Headers;
import io.sightglass.model.Mark;
import io.sightglass.model.RawRecord;
import io.sightglass.model.SchemaInfo;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// Several readers against a writer that throws records out as fast as it can: whatever a reader
/// gets is the record that it asked for, whole, or nothing.
class HeldRecordsRaceTest {
    private static final int RECORDS = 150_000;
    private static final int READERS = 3;

    private record Valid(Mark mark, int findings, boolean pending) implements Judgement {
        @Override
        public boolean whole() {
            return true;
        }

        @Override
        public @Nullable SchemaInfo schema() {
            return StubDecoder.SCHEMA;
        }
    }

    @Test
    void readersGetTheRightRecordOrNone() throws InterruptedException {
        long seed = System.nanoTime();
        // Both bounds bite in turn.
        var held = new HeldRecords("t", new TailLimits(9_000, 1 << 20));
        var done = new AtomicBoolean();
        var failure = new AtomicReference<@Nullable Throwable>();
        var found = new AtomicLong();
        var gone = new AtomicLong();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < READERS; i++) {
            var random = new Random(seed + i);
            threads.add(
                    Thread.ofPlatform()
                            .start(() -> {
                                try {
                                    while (!done.get()) {
                                        read(held, random, found, gone);
                                    }
                                } catch (Throwable thrown) {
                                    failure.compareAndSet(null, thrown);
                                }
                            }));
        }
        var random = new Random(seed);
        var value = new byte[2_000];
        for (long sequence = 0; sequence < RECORDS && failure.get() == null; sequence++) {
            int length = (int) (sequence % (sequence / 50_000 % 2 == 0 ? 50 : 2_000));
            for (int i = 0; i < length; i++) {
                value[i] = (byte) (sequence * 31 + i);
            }
            held.append(
                    (int) (sequence % 7),
                    sequence * 3,
                    sequence * 5,
                    Headers.NONE,
                    sequence % 3 == 0 ? null : ByteBuffer.wrap(key(sequence)),
                    ByteBuffer.wrap(value, 0, length),
                    Tally.NO_BUCKET,
                    new Valid(mark(sequence), 0, false));
            if (random.nextInt(200) == 0) {
                Thread.onSpinWait();
            }
        }
        // Readers go on while everything is given back.
        held.close();
        done.set(true);
        for (var thread : threads) {
            thread.join();
        }
        assertNull(failure.get(), "seed " + seed);
        assertTrue(found.get() > 0, "nothing was ever found, seed " + seed);
        assertEquals(0, held.store().allocated());
        assertEquals(RECORDS, held.index().first());
    }

    private static Mark mark(long sequence) {
        return Mark.values()[(int) (sequence % 4)];
    }

    private static byte[] key(long sequence) {
        return Long.toString(sequence).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    private static void read(HeldRecords held, Random random, AtomicLong found, AtomicLong gone) {
        long first = held.index().first();
        long count = held.index().next() - first;
        if (count <= 0) {
            return;
        }
        // The oldest are the ones that go away beneath a reader.
        long sequence = first + (random.nextBoolean() ? random.nextInt(5) : random.nextLong(count));
        var row = held.index().row(sequence);
        row.ifPresent(r -> {
            assertEquals(sequence * 3, r.offset());
            assertEquals(sequence * 5, r.timestamp());
            assertEquals(sequence % 7, r.partition());
            assertEquals(mark(sequence), r.mark());
            assertEquals(StubDecoder.SCHEMA, r.schema());
        });
        var record = held.record(sequence);
        if (record.isEmpty()) {
            gone.incrementAndGet();
            return;
        }
        found.incrementAndGet();
        check(sequence, record.get());
    }

    private static void check(long sequence, RawRecord record) {
        assertEquals(sequence * 3, record.offset());
        var key = record.key();
        assertEquals(sequence % 3 == 0, key == null);
        if (key != null) {
            assertEquals(
                    Long.toString(sequence),
                    new String(key, java.nio.charset.StandardCharsets.US_ASCII));
        }
        var value = record.value();
        int length = (int) (sequence % (sequence / 50_000 % 2 == 0 ? 50 : 2_000));
        assertEquals(length, value == null ? -1 : value.length);
        for (int i = 0; i < length; i++) {
            assertEquals((byte) (sequence * 31 + i), value == null ? 0 : value[i]);
        }
    }
}
