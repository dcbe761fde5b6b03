package io.sightglass.kafka;

import io.sightglass.model.Auth;

import java.util.Map;

/// What Kafka's clients want to know to authenticate.
final class AuthProperties {
    private AuthProperties() {}

    static Map<String, Object> of(Auth auth) {
        return switch (auth) {
            case Auth.None() -> Map.of("security.protocol", "PLAINTEXT");
        };
    }
}
