package io.sightglass.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Use;
import io.sightglass.port.From;
import io.sightglass.port.ReadRequest;
import io.sightglass.port.Until;
import io.sightglass.tail.TailLimits;
import io.sightglass.tail.TailState;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/// A connection that may read so many bytes a second reads no more, and misses nothing.
@Timeout(60)
class CapTest {
    private static final int RECORDS = 100;
    private static final int BYTES = 1000;

    @Test
    void aCapIsKeptToByAllTailsTogether() throws Exception {
        var secured = Secured.get();
        secured.create("heavy", 1, 1);
        for (int i = 0; i < RECORDS; i++) {
            secured.producer.send(new ProducerRecord<>("heavy", 0, null, new byte[BYTES]));
        }
        secured.producer.flush();

        var profile = secured.profile(Way.PLAINTEXT);
        int perSecond = RECORDS * BYTES / 2;
        var capped = read(profile.withUse(new Use(false, perSecond)));
        // Two tails, twice the bytes; what was read last is not waited for.
        long least = 2L * RECORDS * BYTES / perSecond - 2;
        assertTrue(capped.compareTo(Duration.ofSeconds(least)) >= 0, capped::toString);
    }

    private static Duration read(ClusterProfile profile) throws Exception {
        var request = new ReadRequest("heavy", Set.of(), new From.Earliest(), new Until.End());
        long start = System.nanoTime();
        try (var connection = ReadFailures.open(profile);
                var one = connection.tail(request, TailLimits.DEFAULT);
                var other = connection.tail(request, TailLimits.DEFAULT)) {
            for (var tail : List.of(one, other)) {
                Eventually.holds("all is read", () -> tail.state() instanceof TailState.Finished);
                assertEquals(RECORDS, tail.counts().total());
            }
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
