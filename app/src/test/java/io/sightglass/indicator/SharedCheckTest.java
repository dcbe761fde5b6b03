package io.sightglass.indicator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.contract.Contracts;
import io.sightglass.decode.Decoders;
import io.sightglass.decode.mask.Masks;
import io.sightglass.model.Header;
import io.sightglass.model.Headers;
import io.sightglass.schema.LocalSchemas;
import io.sightglass.schema.SchemaCatalog;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/// A topic's records counted in parts, written down in between and put together, give what a single
/// count has.
class SharedCheckTest {
    private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();
    private static final int PARTITIONS = 4;
    private static final JsonMapper JSON = JsonMapper.shared();
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
                  - name: n
                    logicalType: integer
                    logicalTypeOptions: {minimum: 0, maximum: 100}
            slaProperties:
              - {property: validRatio, value: 95, unit: percent}
              - {property: completeness, value: 0.5, element: Click.note}
              - {property: latency, value: 2, unit: s, element: Click.at}
            """;

    @TempDir Path folder;
    private Contracts contracts = Contracts.none();
    private final Decoders decoders = new Decoders(new SchemaCatalog(null, LocalSchemas.none()));

    private record Sent(int partition, long offset, long time, String source, String json) {}

    @BeforeEach
    void read() throws IOException {
        Files.writeString(folder.resolve("clicks.contract.yaml"), CONTRACT);
        contracts = Contracts.read(List.of(folder));
        assertEquals(List.of(), contracts.problems());
    }

    private SharedCheck check(Masks.Source masks) {
        return SharedCheck.of("clicks", decoders, contracts, _ -> masks, Choice.ALL);
    }

    private static List<Sent> records(Random random, int count) {
        var offsets = new long[PARTITIONS];
        var all = new ArrayList<Sent>();
        long step = 1 + random.nextInt(20_000);
        for (int i = 0; i < count; i++) {
            int partition = random.nextInt(PARTITIONS);
            // one partition is hours before the others
            long time = START + i * step - (partition == 0 ? 7_200_000 : 0);
            var json = new StringBuilder("{");
            if (random.nextInt(30) > 0) {
                json.append("\"id\": \"i-").append(random.nextInt(900)).append("\", ");
            }
            if (random.nextInt(3) > 0) {
                json.append("\"note\": ").append(random.nextBoolean() ? "\"é\", " : "null, ");
            }
            if (random.nextInt(9) == 0) {
                json.append("\"items\": [{\"size\": ")
                        .append(random.nextInt(5))
                        .append("}, {\"size\": 2.5}], ");
            }
            var late = Instant.ofEpochMilli(time - random.nextInt(2_100));
            json.append(
                    String.format(
                            Locale.ROOT, "\"at\": \"%s\", \"n\": %d}", late, random.nextInt(103)));
            var text = random.nextInt(50) == 0 ? "{\"broken" : json.toString();
            var source = random.nextBoolean() ? "pos" : "web";
            all.add(new Sent(partition, offsets[partition]++, time, source, text));
        }
        return all;
    }

    private static void add(SharedCheck to, Sent sent) {
        var headers = new Headers(List.of(new Header("source", bytes(sent.source))));
        var key = ByteBuffer.wrap(bytes("k" + sent.offset % 7));
        assertTrue(
                to.add(
                        sent.partition,
                        sent.offset,
                        sent.time,
                        headers,
                        key,
                        ByteBuffer.wrap(bytes(sent.json))));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// As it would be in a topic.
    private static JsonNode saved(SharedCheck check) {
        var state = JSON.createObjectNode();
        check.save(state);
        return JSON.readTree(JSON.writeValueAsBytes(state));
    }

    private Indicators together(List<JsonNode> states) {
        return SharedCheck.together("clicks", states, Set.of(), true, decoders);
    }

    @Test
    void partsGiveWhatASingleCountHas() {
        for (int seed = 0; seed < 6; seed++) {
            var random = new Random(seed);
            var single = check(Masks.Source.NONE);
            var parts = new ArrayList<SharedCheck>();
            for (int i = 0; i < PARTITIONS; i++) {
                parts.add(check(Masks.Source.NONE));
            }
            for (var sent : records(random, 3_000)) {
                add(single, sent);
                add(parts.get(sent.partition), sent);
                if (random.nextInt(300) == 0) {
                    // somebody else goes on with it
                    int part = random.nextInt(PARTITIONS);
                    var other = check(Masks.Source.NONE);
                    other.resume(saved(parts.get(part)));
                    parts.set(part, other);
                }
            }
            var whole = together(List.of(saved(single)));
            var merged = together(parts.stream().map(SharedCheckTest::saved).toList());
            assertEquals(exact(whole), exact(merged), "seed " + seed);
            for (int i = 0; i < whole.fields().size(); i++) {
                double one = whole.fields().get(i).distinct();
                double other = merged.fields().get(i).distinct();
                assertEquals(one, other, 0.05 * one, whole.fields().get(i).path());
            }
            assertEquals(3_000, merged.counts().records());
            assertFalse(merged.levels().isEmpty());
        }
    }

    /// Everything but what is estimated, and the words of the one that was met first.
    private static List<Object> exact(Indicators of) {
        var all = new ArrayList<Object>();
        all.add(of.contract());
        all.add(of.counts());
        all.add(List.of(of.first(), of.last()));
        all.add(of.freshness());
        all.add(of.schemas());
        for (var level : of.levels()) {
            all.add(List.of(level.level(), level.of(), level.missed()));
            all.add(List.of(level.spans(), level.downMillis()));
            for (var down : level.downtime()) {
                // of causes that are equally frequent the first counts
                var cause = down.cause();
                all.add(List.of(down.from(), down.to(), down.records(), down.missed()));
                all.add(cause == null ? 0L : cause.records());
            }
        }
        all.add(of.facets());
        all.add(of.spans());
        all.add(of.partitions());
        for (var rule : of.rules()) {
            all.add(List.of(rule.rule(), rule.path(), rule.kind(), rule.records()));
            all.add(List.of(rule.first(), rule.last(), "" + rule.source()));
        }
        for (var field : of.fields()) {
            all.add(List.of(field.path(), field.present(), field.nulls()));
            all.add(List.of(field.parents(), field.shape(), "" + field.range(), field.forms()));
            all.add(List.of(field.values(), field.findings(), field.masked()));
        }
        return all;
    }

    @Test
    void whatWentOnSaysTheSameAsWhatWasNeverInterrupted() {
        var single = check(Masks.Source.NONE);
        var going = check(Masks.Source.NONE);
        for (var sent : records(new Random(9), 2_000)) {
            add(single, sent);
            add(going, sent);
            if (sent.offset % 97 == 0) {
                var other = check(Masks.Source.NONE);
                other.resume(saved(going));
                going = other;
            }
        }
        assertEquals(together(List.of(saved(single))), together(List.of(saved(going))));
    }

    @Test
    void ofMaskedFieldsNoValueIsWritten() {
        Masks.Source masks =
                (_, _) ->
                        new Masks() {
                            @Override
                            public boolean isEmpty() {
                                return false;
                            }

                            @Override
                            public boolean coversAll() {
                                return false;
                            }

                            @Override
                            public boolean covers(String record, String name, String path) {
                                return path.equals("mail");
                            }
                        };
        var check = check(masks);
        for (int i = 0; i < 3; i++) {
            add(check, new Sent(0, i, START, "s", "{\"id\": \"1\", \"mail\": \"ada@planted\"}"));
        }
        var state = JSON.createObjectNode();
        check.save(state);
        assertFalse(JSON.writeValueAsString(state).contains("planted"));
        assertTrue(holdsText(state, "id"));
        var base64 = java.util.Base64.getEncoder().encodeToString(bytes("ada@planted"));
        assertFalse(JSON.writeValueAsString(state).contains(base64));
        var other = check(Masks.Source.NONE);
        other.resume(state);
        var mail =
                together(List.of(saved(other))).fields().stream()
                        .filter(field -> field.path().equals("mail"))
                        .findFirst()
                        .orElseThrow();
        assertTrue(mail.masked());
        assertEquals(3, mail.present());
        assertEquals(1, mail.distinct());
    }

    private static boolean holdsText(ObjectNode state, String text) {
        return JSON.writeValueAsString(state).contains('"' + text + '"');
    }

    @Test
    void whatIsNotUnderstoodIsRefused() {
        var check = check(Masks.Source.NONE);
        add(check, new Sent(0, 0, START, "s", "{\"id\": \"1\"}"));
        for (var damage :
                List.of("fields", "lags", "levels", "marks", "series", "rules", "facets")) {
            var state = (ObjectNode) saved(check);
            state.put(damage, "nonsense");
            if (damage.equals("marks") || damage.equals("rules") || damage.equals("facets")) {
                // what is not there counts as nothing
                assertEquals(1, together(List.of(state)).counts().records());
            } else if (damage.equals("fields") || damage.equals("series")) {
                together(List.of(state));
            } else {
                assertThrows(
                        IllegalArgumentException.class,
                        () -> together(List.of(saved(check), state)));
            }
        }
        var hostile = (ObjectNode) saved(check);
        hostile.putObject("series").put("start", 0).put("millis", 7).putArray("spans").addArray();
        assertThrows(IllegalArgumentException.class, () -> together(List.of(hostile)));
        var nested = (ObjectNode) saved(check);
        nested.putArray("fields").addObject().put("in", 5);
        assertThrows(IllegalArgumentException.class, () -> together(List.of(nested)));
    }
}
