package io.sightglass.architecture.planted.compat;

/// Uses `tail` on purpose.
public final class Bad {
    io.sightglass.architecture.planted.tail.Bad other() {
        return new io.sightglass.architecture.planted.tail.Bad();
    }
}
