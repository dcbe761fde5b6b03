package io.sightglass.playground.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.contract.Contracts;
import io.sightglass.decode.Decoders;
import io.sightglass.decode.FindingSink;
import io.sightglass.decode.Outcome;
import io.sightglass.model.Header;
import io.sightglass.model.Headers;
import io.sightglass.model.Mark;
import io.sightglass.model.Part;
import io.sightglass.playground.registry.RegistryServer;
import io.sightglass.playground.registry.SchemaStore;
import io.sightglass.registry.HttpSchemaRegistry;
import io.sightglass.schema.LocalSchemas;
import io.sightglass.schema.SchemaCatalog;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A rule that cries wolf is worse than none: valid records of every feed, in numbers
/// (`-Dsightglass.records`; a million in the long run), give no finding.
class CleanTopicTest {
    private static final int RECORDS = Integer.getInteger("sightglass.records", 24_000);
    private static final Path SAMPLES = Path.of(System.getProperty("sightglass.samples"));

    @Test
    void validRecordsHaveNoFindings() throws Exception {
        var store = new SchemaStore();
        var registrations = Registrations.fill(store, SAMPLES);
        var feeds = Feeds.of(Samples.read(SAMPLES), registrations, 5);
        var contracts = Contracts.read(List.of(SAMPLES));
        Map<String, FindingSink> sinks = new HashMap<>();
        var begin = Instant.parse("2026-01-01T00:00:00Z");
        long valid = 0;
        try (var server = RegistryServer.start(store);
                var registry = HttpSchemaRegistry.open(server.url())) {
            var catalog = new SchemaCatalog(registry, LocalSchemas.read(List.of(SAMPLES)));
            var decoder = new Decoders(catalog).newDecoder();
            for (int i = 0; valid < RECORDS; i++) {
                var feed = feeds.all().get(i % feeds.all().size());
                var event = feed.next(new Moment(begin.plusMillis(i), Season.CALM));
                if (event.fault() != null) {
                    continue;
                }
                var sink =
                        sinks.computeIfAbsent(
                                event.topic(), of -> contracts.sink(of, Part.VALUE, false));
                var headers = new ArrayList<Header>();
                event.headers().forEach(of -> headers.add(new Header(of.key(), of.value())));
                var value = event.value();
                int length = value == null ? 0 : value.length;
                long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
                Outcome outcome;
                while (true) {
                    outcome =
                            decoder.walk(
                                    event.topic(),
                                    Part.VALUE,
                                    new Headers(headers),
                                    value,
                                    0,
                                    length,
                                    sink);
                    if (!outcome.pending() || System.nanoTime() > deadline) {
                        break;
                    }
                    LockSupport.parkNanos(1_000_000);
                }
                assertEquals(Mark.VALID, sink.mark(), event::topic);
                assertEquals(0, sink.total(), event::topic);
                valid++;
            }
        }
        assertEquals(feeds.all().size(), sinks.size());
        assertTrue(valid >= RECORDS);
    }
}
