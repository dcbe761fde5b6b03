package io.sightglass.architecture.planted.kafka;

/// Uses `registry` on purpose.
public final class Bad {
    io.sightglass.architecture.planted.registry.Bad other() {
        return new io.sightglass.architecture.planted.registry.Bad();
    }
}
