package io.sightglass.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.kafka.common.utils.internals.ExponentialBackoff;
import org.junit.jupiter.api.Test;

import java.util.Random;
import java.util.SplittableRandom;

/// How clients come back to a broker that went away. The waits are those of Kafka's clients, by the
/// class that they take them from (base 2, varied by a fifth: `ClusterConnectionStates`).
class ReconnectTest {
    private static final int CLIENTS = 100;

    private static ExponentialBackoff of(SplittableRandom random) {
        var settings = Reconnect.settings(random);
        return new ExponentialBackoff(
                (long) settings.get("reconnect.backoff.ms"),
                2,
                (long) settings.get("reconnect.backoff.max.ms"),
                0.2);
    }

    @Test
    void waitsGrowToALimitThatLeavesTimeToBeBackWithinSixSeconds() {
        for (int seed = 0; seed < 1000; seed++) {
            var waits = of(new SplittableRandom(seed));
            assertTrue(waits.backoff(0) <= Reconnect.FIRST_TO * 1.2);
            assertTrue(waits.backoff(4) >= 4 * 0.8 * Reconnect.FIRST_FROM);
            long longest = waits.backoff(30);
            assertTrue(longest >= 0.8 * Reconnect.LONGEST_FROM, () -> "longest " + longest);
            assertTrue(longest <= 1.2 * Reconnect.LONGEST_TO, () -> "longest " + longest);
        }
    }

    @Test
    void aHundredThatLostABrokerTogetherDoNotComeBackTogether() {
        int[] attempts = new int[200]; // a tenth of a second each
        var random = new SplittableRandom(7);
        for (int i = 0; i < CLIENTS; i++) {
            var waits = of(random.split());
            long now = 0;
            for (int failures = 0; now < 20_000; failures++) {
                now += waits.backoff(failures);
                if (now < 20_000) {
                    attempts[(int) (now / 100)]++;
                }
            }
        }
        // From three seconds on, when a broker may be back: 100 clients at 2.75 s each are 3.6 in a
        // tenth of a second, if they are spread well.
        int busiest = 0;
        int sum = 0;
        for (int i = 30; i < attempts.length; i++) {
            busiest = Math.max(busiest, attempts[i]);
            sum += attempts[i];
        }
        assertTrue(busiest <= 15, "so many within a tenth of a second: " + busiest);
        assertTrue(sum / 17.0 < 60, "a second: " + sum / 17.0);
    }

    @Test
    void clientsDifferFromOneAnother() {
        var random = new Random(3);
        long different =
                random.ints(CLIENTS)
                        .mapToObj(seed -> Reconnect.settings(new SplittableRandom(seed)))
                        .distinct()
                        .count();
        assertEquals(CLIENTS, different);
    }
}
