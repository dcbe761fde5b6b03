package io.sightglass.tail;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.model.Header;
import io.sightglass.model.Headers;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

class RecordStoreTest {
    private static final long LIMIT = 4L << 20;

    private final RecordStore store = new RecordStore(LIMIT);
    private long sequence;

    @AfterEach
    void close() {
        store.close();
        assertEquals(0, store.allocated());
        assertEquals(0, store.used());
    }

    private long put(Headers headers, byte @Nullable [] key, byte @Nullable [] value) {
        var keyBuffer = key == null ? null : ByteBuffer.wrap(key);
        var valueBuffer = value == null ? null : ByteBuffer.wrap(value);
        long size = RecordStore.sizeOf(headers, keyBuffer, valueBuffer);
        store.dropBefore(store.firstWithRoomFor(size));
        return store.append(sequence++, size, headers, keyBuffer, valueBuffer);
    }

    private static void assertSame(
            Headers headers,
            byte @Nullable [] key,
            byte @Nullable [] value,
            @Nullable StoredRecord stored) {
        assertNotNull(stored);
        assertArrayEquals(key, stored.key());
        assertArrayEquals(value, stored.value());
        assertEquals(headers.size(), stored.headers().size());
        for (int i = 0; i < headers.size(); i++) {
            assertEquals(headers.list().get(i).name(), stored.headers().list().get(i).name());
            assertArrayEquals(
                    headers.list().get(i).value(), stored.headers().list().get(i).value());
        }
    }

    @Test
    void nullAndEmptyAreTwoThings() {
        byte[] empty = {};
        byte[] some = {1, 2, 3};
        for (var key : Arrays.asList(null, empty, some)) {
            for (var value : Arrays.asList(null, empty, some)) {
                assertSame(Headers.NONE, key, value, store.read(put(Headers.NONE, key, value)));
            }
        }
    }

    @Test
    void headersKeepOrderDuplicatesAndNulls() {
        var headers =
                new Headers(
                        List.of(
                                new Header("reason", new byte[] {1}),
                                new Header("", new byte[0]),
                                new Header("reason", null),
                                new Header("größe ☕ 🫘", new byte[] {9, 8}),
                                new Header("lone \ud83e surrogate".replace("\ud83e", "?"), null),
                                new Header("reason", new byte[] {1})));
        byte[] value = {42};
        assertSame(headers, null, value, store.read(put(headers, null, value)));
    }

    @Test
    void aLoneSurrogateInAHeaderNameShiftsNothing() {
        byte[] value = {42};
        long address = put(new Headers(List.of(new Header("a\ud83e", null))), null, value);
        byte[] next = {43};
        assertSame(Headers.NONE, null, next, store.read(put(Headers.NONE, null, next)));
        var stored = store.read(address);
        assertNotNull(stored);
        assertArrayEquals(value, stored.value());
    }

    @Test
    void randomRecordsComeBackAsTheyWereUntilTheirSlabGoes() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        record Put(long address, Headers headers, byte @Nullable [] key, byte @Nullable [] value) {}
        var puts = new ArrayList<Put>();
        for (int i = 0; i < 6_000; i++) {
            var headers = new ArrayList<Header>();
            for (int h = random.nextInt(4); h > 0; h--) {
                headers.add(new Header("h" + random.nextInt(3), bytes(random, 20)));
            }
            var made = new Headers(headers);
            var key = bytes(random, 40);
            var value = bytes(random, i % 500 == 0 ? 700_000 : 3_000);
            puts.add(new Put(put(made, key, value), made, key, value));
            assertTrue(store.allocated() <= LIMIT, "seed " + seed);
            assertTrue(store.used() <= store.allocated(), "seed " + seed);
        }
        boolean seen = false;
        int held = 0;
        for (var put : puts) {
            var stored = store.read(put.address());
            if (stored != null) {
                assertSame(put.headers(), put.key(), put.value(), stored);
                seen = true;
                held++;
            } else {
                assertTrue(!seen, "a hole among what is held, seed " + seed);
            }
        }
        assertTrue(held > 100, held + " held, seed " + seed);
    }

    private static byte @Nullable [] bytes(Random random, int most) {
        if (random.nextInt(5) == 0) {
            return null;
        }
        var bytes = new byte[random.nextInt(most)];
        random.nextBytes(bytes);
        return bytes;
    }

    @Test
    void aHugeRecordIsHeldAloneAndGivesItsMemoryBack() {
        long small = put(Headers.NONE, null, new byte[100]);
        var huge = new byte[64 << 20];
        new Random(1).nextBytes(huge);
        long address = put(Headers.NONE, new byte[] {7}, huge);
        assertNull(store.read(small));
        assertSame(Headers.NONE, new byte[] {7}, huge, store.read(address));
        assertTrue(store.allocated() >= huge.length);
        put(Headers.NONE, null, new byte[100]);
        assertNull(store.read(address));
        assertTrue(store.allocated() <= LIMIT);
    }

    @Test
    void aLargeRecordAmongSmallOnesFits() {
        var addresses = new ArrayList<Long>();
        var large = new byte[1_500_000];
        for (int i = 0; i < 20; i++) {
            addresses.add(put(Headers.NONE, null, new byte[] {(byte) i}));
            large[0] = (byte) i;
            addresses.add(put(Headers.NONE, null, large.clone()));
            assertTrue(store.allocated() <= LIMIT);
        }
        var last = store.read(addresses.getLast());
        assertNotNull(last);
        assertEquals(1_500_000, last.value() == null ? -1 : last.value().length);
        assertNotNull(store.read(addresses.get(addresses.size() - 2)));
    }
}
