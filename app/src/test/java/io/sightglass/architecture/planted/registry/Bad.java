package io.sightglass.architecture.planted.registry;

/// Uses `playground` on purpose.
public final class Bad {
    io.sightglass.architecture.planted.playground.Bad other() {
        return new io.sightglass.architecture.planted.playground.Bad();
    }
}
