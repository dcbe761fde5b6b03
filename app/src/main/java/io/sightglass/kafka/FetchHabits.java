package io.sightglass.kafka;

import java.time.Duration;
import java.util.Map;

/// What a consumer's settings say of how it fetches, whoever wrote them.
///
/// @param mostAtOnce records that one poll brings at most: where it brings fewer, nothing of what
///   has arrived is left, and each leader has been asked for more
/// @param longestWait for which a broker may hold a fetch back where there is nothing new
/// @param fromLeaders whether it asks the partitions' leaders, and no nearer replica (KIP-392)
record FetchHabits(int mostAtOnce, Duration longestWait, boolean fromLeaders) {
    static FetchHabits of(Map<String, Object> properties) {
        return new FetchHabits(
                number(properties, "max.poll.records", 500),
                Duration.ofMillis(number(properties, "fetch.max.wait.ms", 500)),
                String.valueOf(properties.getOrDefault("client.rack", "")).isBlank());
    }

    /// What is no number is the client's to complain about.
    private static int number(Map<String, Object> properties, String name, int otherwise) {
        try {
            return Integer.parseInt(
                    String.valueOf(properties.getOrDefault(name, otherwise)).strip());
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
