package io.sightglass.worker;

import java.util.Optional;

/// How the topic is called that has the results of checks of another one.
public final class ResultTopic {
    private static final String SUFFIX = "-sightglass-checks";

    /// The longest name that Kafka takes.
    private static final int LONGEST = 249;

    private ResultTopic() {}

    /// Beside the topic it is about, so that it is found, and so that a permission for names that
    /// begin alike holds for both; empty where the name would be too long.
    public static Optional<String> of(String topic) {
        return topic.length() + SUFFIX.length() > LONGEST
                ? Optional.empty()
                : Optional.of(topic + SUFFIX);
    }
}
