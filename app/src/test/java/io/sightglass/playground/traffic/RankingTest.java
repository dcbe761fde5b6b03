package io.sightglass.playground.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.decode.rank.Sample;
import io.sightglass.decode.rank.SchemaRanking;
import io.sightglass.model.Headers;
import io.sightglass.model.Part;
import io.sightglass.model.SchemaRef;
import io.sightglass.playground.registry.SchemaStore;
import io.sightglass.schema.LocalSchemas;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The playground's topics, ranked over all of the sample schemas: what they are written with
/// stands first.
class RankingTest {
    private static final Path SAMPLES = Path.of(System.getProperty("sightglass.samples"));
    private static final int RECORDS = 200;

    @Test
    void whatTopicsAreWrittenWithStandsFirst() throws Exception {
        var feeds =
                Feeds.of(Samples.read(SAMPLES), Registrations.fill(new SchemaStore(), SAMPLES), 1);
        var schedule = Schedule.endingAt(Instant.parse("2026-01-01T12:00:00Z"), feeds);
        Map<String, List<Sample>> samples = new LinkedHashMap<>();
        for (int i = 0; i < 30_000; i++) {
            var event = schedule.next();
            var of = samples.computeIfAbsent(event.topic(), _ -> new ArrayList<>());
            if (event.value() != null && of.size() < RECORDS) {
                of.add(Sample.of(Part.VALUE, Headers.NONE, event.value()));
            }
        }
        var nominees = SchemaRanking.nominees(LocalSchemas.read(List.of(SAMPLES)));
        var first = new LinkedHashMap<String, String>();
        for (var topic : List.of("legacy-pos", "payments", "inventory", "clickstream")) {
            var ranking =
                    SchemaRanking.rank(
                            nominees,
                            samples.getOrDefault(topic, List.of()),
                            null,
                            Duration.ofMinutes(5),
                            () -> false);
            assertTrue(ranking.complete());
            var best = ranking.best().orElseThrow();
            first.put(topic, best.ref() instanceof SchemaRef.LocalFile file ? file.path() : "");
            // some records are wrong on purpose
            assertTrue(best.reencoded() > RECORDS * 9 / 10, topic + ": " + best.reasons());
        }
        assertEquals(
                Map.of(
                        "legacy-pos", "legacy-pos.avsc",
                        "payments", "payments/v1/payment.proto",
                        "inventory", "inventory.avsc",
                        "clickstream", "clickstream.schema.json"),
                first);
    }
}
