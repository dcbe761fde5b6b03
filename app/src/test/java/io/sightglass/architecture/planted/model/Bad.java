package io.sightglass.architecture.planted.model;

/// Uses `port` on purpose.
public final class Bad {
    io.sightglass.architecture.planted.port.Bad other() {
        return new io.sightglass.architecture.planted.port.Bad();
    }
}
