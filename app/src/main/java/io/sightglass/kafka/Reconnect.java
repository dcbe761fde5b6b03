package io.sightglass.kafka;

import java.util.Map;
import java.util.random.RandomGenerator;

/// How a client comes back to a broker that went away: after a wait that doubles each time up to a
/// longest one. Both ends are drawn anew for each client, on top of the fifth by which Kafka's
/// clients vary each wait, so that a hundred windows that lost a broker in the same moment do not
/// come back in the same moment.
final class Reconnect {
    static final int FIRST_FROM = 50;
    static final int FIRST_TO = 200;
    static final int LONGEST_FROM = 1500;
    static final int LONGEST_TO = 4000;

    private Reconnect() {}

    /// Settings of one client, in milliseconds.
    static Map<String, Object> settings(RandomGenerator random) {
        return Map.of(
                "reconnect.backoff.ms", (long) random.nextInt(FIRST_FROM, FIRST_TO),
                "reconnect.backoff.max.ms", (long) random.nextInt(LONGEST_FROM, LONGEST_TO));
    }
}
