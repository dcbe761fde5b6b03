package io.sightglass.playground.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.contract.Contracts;
import io.sightglass.decode.Decoders;
import io.sightglass.model.Decoded;
import io.sightglass.model.Header;
import io.sightglass.model.Headers;
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
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The traffic, decoded with the samples and the registry and held against the contracts: what is
/// wrong is found where it was planted, and nothing else is.
class FindingsTest {
    private static final Comparator<Expected> ORDER =
            Comparator.comparing(Expected::rule).thenComparing(Expected::path);
    private static final Path SAMPLES = Path.of(System.getProperty("sightglass.samples"));

    @Test
    void thereIsWhatWasPlantedAndNothingElse() throws Exception {
        var store = new SchemaStore();
        var registrations = Registrations.fill(store, SAMPLES);
        var feeds = Feeds.of(Samples.read(SAMPLES), registrations, 1);
        var events = events(feeds, 30_000);
        var contracts = Contracts.read(List.of(SAMPLES));
        var wrong = new TreeMap<String, String>();
        var seen = EnumSet.noneOf(Fault.class);
        try (var server = RegistryServer.start(store);
                var registry = HttpSchemaRegistry.open(server.url())) {
            var catalog = new SchemaCatalog(registry, LocalSchemas.read(List.of(SAMPLES)));
            var decoder = new Decoders(catalog).newDecoder();
            for (var event : events) {
                if (event.fault() != null) {
                    seen.add(event.fault());
                }
                var headers = new ArrayList<Header>();
                event.headers().forEach(h -> headers.add(new Header(h.key(), h.value())));
                Decoded decoded;
                long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
                do {
                    decoded =
                            decoder.decode(
                                    event.topic(),
                                    Part.VALUE,
                                    new Headers(headers),
                                    event.value(),
                                    () -> contracts.sink(event.topic(), Part.VALUE, true));
                    if (pending(decoded)) {
                        LockSupport.parkNanos(1_000_000);
                    }
                } while (pending(decoded) && System.nanoTime() < deadline);
                var found =
                        decoded.findings().stream()
                                .map(f -> new Expected(f.kind(), f.rule(), f.path(), f.range()))
                                .sorted(ORDER)
                                .toList();
                var expected = event.expected().stream().sorted(ORDER).toList();
                if (!found.equals(expected)) {
                    wrong.putIfAbsent(
                            event.topic() + " " + event.fault(),
                            "\n  expected " + expected + "\n  found    " + decoded.findings());
                }
            }
        }
        assertTrue(wrong.isEmpty(), wrong::toString);
        seen.add(Fault.COPY);
        assertEquals(EnumSet.allOf(Fault.class), seen);
    }

    private static boolean pending(Decoded decoded) {
        return decoded instanceof Decoded.Undecodable undecodable && undecodable.pending();
    }

    private static List<Event> events(Feeds feeds, int many) {
        var schedule = Schedule.endingAt(Instant.parse("2026-01-01T12:00:00Z"), feeds);
        var events = new ArrayList<Event>();
        for (int i = 0; i < many; i++) {
            var event = schedule.next();
            events.add(event);
            if (DeadLetters.takes(event)) {
                events.add(DeadLetters.copy(event, 0, i));
            }
        }
        return events;
    }
}
