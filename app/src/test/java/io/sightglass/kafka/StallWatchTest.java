package io.sightglass.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

class StallWatchTest {
    private static final FetchHabits HABITS = new FetchHabits(100, Duration.ofMillis(100), true);
    private static final long TICK = Duration.ofMillis(300).toNanos();

    private final Map<MetricName, Metric> metrics = new HashMap<>();
    private final Map<String, Double> values = new HashMap<>();
    private long now = 1;

    private record Value(MetricName metricName, Map<String, Double> values, String key)
            implements Metric {
        @Override
        public Object metricValue() {
            return values.getOrDefault(key, 0.0);
        }
    }

    private void metric(String key, String group, String name, Map<String, String> tags) {
        var metricName = new MetricName(name, group, "", tags);
        metrics.put(metricName, new Value(metricName, values, key));
    }

    private StallWatch watch(FetchHabits habits) {
        metric("all", "consumer-metrics", "incoming-byte-total", Map.of("client-id", "c"));
        metric("connections", "consumer-metrics", "connection-count", Map.of("client-id", "c"));
        metric(
                "throttled",
                "consumer-fetch-manager-metrics",
                "fetch-throttle-time-max",
                Map.of("client-id", "c"));
        for (var node : new String[] {"node-1", "node-2"}) {
            var tags = Map.of("client-id", "c", "node-id", node);
            metric(node + " sent", "consumer-node-metrics", "outgoing-byte-total", tags);
            metric(node, "consumer-node-metrics", "incoming-byte-total", tags);
        }
        values.put("connections", 2.0);
        return new StallWatch(() -> metrics, habits, StallWatch.LIMIT);
    }

    private void talks(String node) {
        values.merge(node + " sent", 1.0, Double::sum);
        values.merge(node, 1.0, Double::sum);
        values.merge("all", 1.0, Double::sum);
    }

    /// After how many seconds it is noticed, of twenty; -1 where it is not.
    private double noticed(StallWatch watch, int polled, Set<Integer> leaders, String... talking) {
        long start = now;
        while (now - start < Duration.ofSeconds(20).toNanos()) {
            for (var node : talking) {
                talks(node);
            }
            now += TICK;
            if (watch.isStalled(polled, () -> leaders, now)) {
                return (now - start) / 1e9;
            }
        }
        return -1;
    }

    private void assertAfterFourSeconds(double seconds) {
        assertTrue(seconds >= 4 && seconds < 5, () -> "after " + seconds + " s");
    }

    @Test
    void brokersThatAnswerAreNotStalled() {
        assertEquals(-1, noticed(watch(HABITS), 0, Set.of(1, 2), "node-1", "node-2"));
    }

    @Test
    void whereNothingComesItIsStalled() {
        var watch = watch(HABITS);
        noticedNothing(watch);
        assertAfterFourSeconds(noticed(watch, 0, Set.of()));
    }

    private void noticedNothing(StallWatch watch) {
        assertEquals(-1, noticed(watch, 0, Set.of(1, 2), "node-1", "node-2"));
    }

    @Test
    void oneThatLeadsAndIsSilentIsMissedThoughTheOtherSendsRecords() {
        var watch = watch(HABITS);
        noticedNothing(watch);
        assertAfterFourSeconds(noticed(watch, 7, Set.of(1, 2), "node-2"));
    }

    @Test
    void oneThatLeadsNothingMayBeSilent() {
        var watch = watch(HABITS);
        noticedNothing(watch);
        assertEquals(-1, noticed(watch, 7, Set.of(2), "node-2"));
    }

    @Test
    void oneThatNothingWasSentToIsNotMissed() {
        assertEquals(-1, noticed(watch(HABITS), 7, Set.of(1, 2), "node-2"));
    }

    @Test
    void nothingHasToComeWhileThereIsMoreThanAPollTakes() {
        var watch = watch(HABITS);
        noticedNothing(watch);
        assertEquals(-1, noticed(watch, HABITS.mostAtOnce(), Set.of(1, 2), "node-2"));
    }

    @Test
    void nothingComesWhereNobodyPolled() {
        var watch = watch(HABITS);
        noticedNothing(watch);
        now += Duration.ofMinutes(1).toNanos();
        assertFalse(watch.isStalled(0, () -> Set.of(1, 2), now));
        assertAfterFourSeconds(noticed(watch, 0, Set.of(1, 2)));
    }

    @Test
    void withoutAnyConnectionThereIsNothingToReplace() {
        var watch = watch(HABITS);
        values.put("connections", 0.0);
        assertEquals(-1, noticed(watch, 0, Set.of()));
    }

    @Test
    void aQuotaIsWaitedFor() {
        var watch = watch(HABITS);
        noticedNothing(watch);
        values.put("throttled", 5000.0);
        double seconds = noticed(watch, 0, Set.of(1, 2));
        assertTrue(seconds > 9 && seconds < 10, () -> "after " + seconds + " s");
    }

    @Test
    void whereANearerReplicaIsReadTheLeaderIsNotMissed() {
        var watch = watch(new FetchHabits(100, Duration.ofMillis(100), false));
        noticedNothing(watch);
        assertEquals(-1, noticed(watch, 0, Set.of(1, 2), "node-2"));
    }

    @Test
    void habitsAreThoseOfTheSettings() {
        var settings =
                Map.<String, Object>of(
                        "max.poll.records", "50", "fetch.max.wait.ms", 2000, "client.rack", "eu-1");
        assertEquals(new FetchHabits(50, Duration.ofSeconds(2), false), FetchHabits.of(settings));
        assertEquals(
                new FetchHabits(500, Duration.ofMillis(500), true),
                FetchHabits.of(Map.of("max.poll.records", "many")));
    }
}
