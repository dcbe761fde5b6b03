package io.sightglass.indicator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import io.sightglass.contract.Contracts;
import io.sightglass.decode.Decoders;
import io.sightglass.decode.mask.Masks;
import io.sightglass.model.Header;
import io.sightglass.model.Headers;
import io.sightglass.schema.LocalSchemas;
import io.sightglass.schema.SchemaCatalog;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;

class GatheringTest {
    private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final InstantSource CLOCK = () -> Instant.ofEpochMilli(START + 3_600_000);
    private static final String CONTRACT =
            """
            apiVersion: v3.1.0
            kind: DataContract
            name: clicks
            schema:
              - name: Click
                physicalName: clicks
                properties:
                  - name: id
                    logicalType: string
                    required: true
                  - name: at
                    logicalType: string
                  - name: n
                    logicalType: integer
                    logicalTypeOptions: {minimum: 0, maximum: 100}
            slaProperties:
              - {property: validRatio, value: 95, unit: percent}
              - {property: completeness, value: 0.9}
              - {property: completeness, value: 0.5, element: Click.note}
              - {property: latency, value: 2, unit: s, element: Click.at}
              - {property: retention, value: 3, unit: y}
            """;

    @TempDir Path folder;

    private Gathering gathering(String contract) throws IOException {
        Files.writeString(folder.resolve("clicks.contract.yaml"), contract);
        var contracts = Contracts.read(List.of(folder));
        assertEquals(List.of(), contracts.problems());
        var decoders = new Decoders(new SchemaCatalog(null, LocalSchemas.none()));
        return new Gathering(
                "clicks", contracts, decoders, _ -> Masks.Source.NONE, Choice.ALL, null, CLOCK);
    }

    private static void add(Gathering to, int i, long time, String source, String json) {
        var headers = new Headers(List.of(new Header("source", bytes(source))));
        assertTrue(
                to.add(
                        false,
                        i % 3,
                        i,
                        time,
                        headers,
                        ByteBuffer.wrap(bytes("k" + i % 7)),
                        json == null ? null : ByteBuffer.wrap(bytes(json))));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Random records, counted by hand beside.
    @Test
    void countsWhatACountByHandHas() throws IOException {
        for (int seed = 0; seed < 5; seed++) {
            var random = new Random(seed);
            var gathering = gathering(CONTRACT);
            int bad = 0;
            int noId = 0;
            int noNote = 0;
            int late = 0;
            int nulls = 0;
            int ofPos = 0;
            int lateOrNot = 0;
            long least = Long.MAX_VALUE;
            long most = Long.MIN_VALUE;
            var ids = new HashSet<String>();
            int all = 4_000;
            for (int i = 0; i < all; i++) {
                long time = START + i * 100L;
                boolean hasId = random.nextInt(40) > 0;
                boolean hasNote = random.nextInt(3) > 0;
                boolean isNull = hasNote && random.nextInt(4) == 0;
                int number =
                        random.nextInt(40) == 0 ? 101 + random.nextInt(50) : random.nextInt(101);
                long lag =
                        random.nextInt(50) == 0
                                ? 2_001 + random.nextInt(9_000)
                                : random.nextInt(2_000);
                var id = "i-" + random.nextInt(700);
                var json =
                        String.format(
                                Locale.ROOT,
                                "{%s%s\"at\": \"%s\", \"n\": %d}",
                                hasId ? "\"id\": \"" + id + "\", " : "",
                                hasNote ? "\"note\": " + (isNull ? "null, " : "\"x\", ") : "",
                                Instant.ofEpochMilli(time - lag),
                                number);
                boolean isBad = !hasId || number > 100;
                add(gathering, i, time, isBad && i % 2 == 0 ? "pos" : "web", json);
                bad += isBad ? 1 : 0;
                ofPos += isBad && i % 2 == 0 ? 1 : 0;
                noId += hasId ? 0 : 1;
                noNote += hasNote && !isNull ? 0 : 1;
                nulls += isNull ? 1 : 0;
                late += lag > 2_000 ? 1 : 0;
                lateOrNot++;
                least = Math.min(least, number);
                most = Math.max(most, number);
                if (hasId) {
                    ids.add(id);
                }
            }
            var seen = gathering.figures(true);
            assertEquals(all, seen.counts().records());
            assertEquals(all - bad, seen.counts().valid());
            assertEquals(4, seen.levels().size());
            assertLevel(seen, 0, 0.95, all, bad);
            assertLevel(seen, 1, 0.9, all, noId);
            assertLevel(seen, 2, 0.5, all, noNote);
            assertLevel(seen, 3, 0.99, lateOrNot, late);
            assertEquals(late <= 0.01 * all && bad <= 0.05 * all, seen.holds());
            var number = field(seen, "n");
            assertNotNull(number.range());
            assertEquals("" + least, number.range().least());
            assertEquals("" + most, number.range().most());
            assertEquals(1, number.presence());
            var note = field(seen, "note");
            assertEquals(nulls, note.nulls());
            assertEquals((double) (noNote - nulls) / all, 1 - note.presence(), 1e-9);
            var id = field(seen, "id");
            assertEquals(ids.size(), id.distinct(), 0.05 * ids.size());
            assertEquals(noId, id.findings());
            var producers = facet(seen, Indicators.By.PRODUCER);
            assertEquals(bad, producers.total());
            for (var share : producers.top()) {
                assertEquals(share.name().equals("pos") ? ofPos : bad - ofPos, share.count());
            }
            var freshness = seen.freshness();
            assertNotNull(freshness);
            assertEquals("at", freshness.field());
            assertEquals(lateOrNot, freshness.records());
            assertTrue(freshness.p50() > 800 && freshness.p50() < 1_200, "" + freshness);
        }
    }

    private static void assertLevel(
            Indicators seen, int index, double share, long of, long missed) {
        var level = seen.levels().get(index);
        assertEquals(share, level.level().share(), 1e-9);
        assertEquals(of, level.of());
        assertEquals(missed, level.missed());
        assertEquals((of - missed) / (double) of >= share, level.isHeld());
    }

    private static Indicators.OfField field(Indicators seen, String path) {
        return seen.fields().stream()
                .filter(field -> field.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private static Indicators.Facet facet(Indicators seen, Indicators.By by) {
        return seen.facets().stream().filter(of -> of.by() == by).findFirst().orElseThrow();
    }

    /// What is drafted from random records is read without a problem, and they keep it.
    @Test
    void everyDraftIsKeptByItsData() throws IOException {
        for (int seed = 0; seed < 60; seed++) {
            var random = new Random(seed);
            var records = new ArrayList<String>();
            for (int i = 0; i < 120; i++) {
                records.add(randomObject(random, seed, 0));
            }
            var first = gathering("{apiVersion: v3.1.0, kind: DataContract, name: clicks}");
            for (int i = 0; i < records.size(); i++) {
                add(first, i, START + i, "web", records.get(i));
            }
            var draft = DraftContract.of(first.figures(true));
            var again = gathering(draft);
            for (int i = 0; i < records.size(); i++) {
                add(again, i, START + i, "web", records.get(i));
            }
            var seen = again.figures(true);
            for (var rule : seen.rules()) {
                assertFalse(rule.rule().startsWith("contract."), () -> rule + "\n" + draft);
            }
            assertTrue(seen.holds(), () -> draft + seen.levels());
        }
    }

    private static final String[] NAMES = {
        "a", "b c", "yes", "null", "é\\u0001", "x.y", "q\\\"", "1", "#no", "k: v", ""
    };

    private static String randomObject(Random random, int seed, int depth) {
        var out = new StringBuilder("{");
        for (int i = 0; i < NAMES.length; i++) {
            if (random.nextInt(4) == 0) {
                continue;
            }
            out.append(out.length() > 1 ? "," : "");
            out.append('"').append(NAMES[i]).append("\":");
            out.append(randomValue(random, Math.floorMod(seed * 7 + i, 11), seed, depth));
        }
        return out.append("}").toString();
    }

    private static String randomValue(Random random, int kind, int seed, int depth) {
        return switch (kind) {
            case 0 -> Integer.toString(random.nextInt(1_000) - 500);
            case 1 -> Double.toString(random.nextGaussian() * 1e3);
            case 2 -> "\"" + new java.util.UUID(random.nextLong(), random.nextLong()) + "\"";
            case 3 -> "\"" + Instant.ofEpochMilli(START + random.nextInt(99_999_999)) + "\"";
            case 4 ->
                    new String[] {"\"on\"", "\"NEW: x\"", "\"- y\"", "\"\\u00e9\\n\""}
                            [random.nextInt(4)];
            case 5 -> random.nextInt(5) == 0 ? "null" : "" + random.nextBoolean();
            case 6 ->
                    depth > 2
                            ? "[]"
                            : "["
                                    + randomObject(random, seed + 1, depth + 1)
                                    + ","
                                    + randomObject(random, seed + 1, depth + 1)
                                    + "]";
            case 7 -> depth > 2 ? "{}" : randomObject(random, seed + 2, depth + 1);
            case 8 -> new String[] {"1", "\"one\"", "[1]", "{}"}[random.nextInt(4)];
            case 9 -> "\"u" + random.nextInt(9_999) + "@coffeeco.example\"";
            default -> random.nextInt(2) == 0 ? "" + random.nextLong() : "12345678901234567890.5";
        };
    }

    /// Whatever comes: a field name for each record, keys and headers that are never the same.
    @Test
    void takesNoMoreThanItMayWhateverComes() throws IOException {
        var gathering = gathering(CONTRACT);
        for (int i = 0; i < 30_000; i++) {
            var json = "{\"f" + i + "\": " + i + ", \"n\": 400}";
            add(gathering, i, START + i * 977L, "p" + i, json);
        }
        var seen = gathering.figures(true);
        assertEquals(30_000, seen.counts().records());
        assertTrue(seen.fields().size() <= FieldStats.MOST);
        assertTrue(seen.spans().spans().size() <= Series.MOST);
        for (var facet : seen.facets()) {
            assertTrue(facet.top().size() <= 12);
        }
        assertEquals(30_000, facet(seen, Indicators.By.RULE).top().getFirst().count());
    }

    /// Valid records of a hundred kinds, again and again.
    @Test
    void countingAValidRecordAllocatesNothing() throws IOException {
        var gathering = gathering(CONTRACT);
        var headers = Headers.NONE;
        var buffers = new ArrayList<ByteBuffer>();
        for (int i = 0; i < 100; i++) {
            var json =
                    "{\"id\": \"i-%d\", \"at\": \"2026-01-01T00:00:01.5Z\", \"n\": %d, \"p\":"
                            + " %d.25, \"l\": [{\"x\": true}]}";
            buffers.add(ByteBuffer.wrap(bytes(String.format(Locale.ROOT, json, i, i % 100, i))));
        }
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().threadId();
        long before = 0;
        int records = 60_000;
        for (int i = 0; i < 2 * records; i++) {
            if (i == records) {
                before = threads.getThreadAllocatedBytes(id);
            }
            gathering.add(false, 0, i, START + i % 1_000, headers, null, buffers.get(i % 100));
        }
        long each = (threads.getThreadAllocatedBytes(id) - before) / records;
        assertTrue(each <= 64, each + " bytes a record");
        assertEquals(2 * records, gathering.figures(true).counts().valid());
    }
}
