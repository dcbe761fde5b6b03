package io.sightglass.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.kafka.Fixture.Collected;
import io.sightglass.port.From;
import io.sightglass.port.Health;
import io.sightglass.port.ReadRequest;
import io.sightglass.port.Until;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The broker is killed while a source reads and a producer writes.
class BrokerKillTest {
    @Test
    void healthSaysSoInTimeAndReadingResumesWithNoRecordLostOrDoubled() throws Exception {
        try (var fixture = Fixture.start()) {
            fixture.create("orders", 2);
            try (var cluster = KafkaCluster.connect(fixture.profile());
                    var source =
                            cluster.open(
                                    new ReadRequest(
                                            "orders",
                                            Set.of(),
                                            new From.Latest(),
                                            new Until.Forever()))) {
                var changes = new LinkedBlockingQueue<Health>();
                cluster.onHealth(changes::add);
                fixture.fill("orders", 0, 0, 500);
                fixture.fill("orders", 1, 0, 500);
                var collected = new Collected();
                readUntil(source, collected, 1000);

                ProcessHandle.of(fixture.broker.pid()).orElseThrow().destroyForcibly();
                // This limit is the promise: within five seconds.
                var down = changes.poll(5, TimeUnit.SECONDS);
                assertTrue(
                        assertInstanceOf(Health.Down.class, down)
                                .sentence()
                                .plain()
                                .startsWith("No broker answers at " + fixture.broker.bootstrap()));

                var sent = new ArrayList<java.util.concurrent.Future<?>>();
                for (int i = 500; i < 1000; i++) {
                    var value = Fixture.bytes("0-" + i);
                    sent.add(fixture.producer.send(new ProducerRecord<>("orders", 0, null, value)));
                }
                readUntil(source, collected, 1500);
                for (var send : sent) {
                    send.get();
                }
                assertInstanceOf(Health.Up.class, changes.poll(60, TimeUnit.SECONDS));

                // A little longer, in case something comes twice.
                for (int i = 0; i < 5; i++) {
                    source.poll(Duration.ofMillis(100), collected);
                }
                assertEquals(expected(), collected.sorted());
                assertEquals(List.of(), collected.gone);
            }
        }
    }

    private static void readUntil(
            io.sightglass.port.RecordSource source, Collected collected, int count)
            throws Exception {
        Wait.until(
                count + " records",
                () -> {
                    source.poll(Duration.ofMillis(100), collected);
                    return collected.records.size() >= count;
                });
    }

    private static List<String> expected() {
        var expected = new ArrayList<String>();
        for (var partition :
                Map.of(0, 1000, 1, 500).entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .toList()) {
            for (int i = 0; i < partition.getValue(); i++) {
                expected.add(partition.getKey() + ":" + i);
            }
        }
        return expected;
    }
}
