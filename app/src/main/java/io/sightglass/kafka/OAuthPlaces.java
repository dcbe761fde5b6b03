package io.sightglass.kafka;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;

/// Kafka's login modules fetch tokens only from where the whole process allows it, by a system
/// property, and allow nothing by default. What a person's own connection names is allowed here,
/// when it connects, and nothing else is.
final class OAuthPlaces {
    private static final String URLS = "org.apache.kafka.sasl.oauthbearer.allowed.urls";
    private static final String FILES = "org.apache.kafka.sasl.oauthbearer.allowed.files";

    private OAuthPlaces() {}

    static void allowUrl(String url) {
        add(URLS, url);
    }

    static void allowFile(Path file) {
        add(FILES, file.toAbsolutePath().toString());
    }

    private static synchronized void add(String property, String place) {
        var places = new LinkedHashSet<String>();
        var before = System.getProperty(property, "");
        Arrays.stream(before.split(","))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .forEach(places::add);
        if (places.add(place)) {
            System.setProperty(property, String.join(",", places));
        }
    }
}
