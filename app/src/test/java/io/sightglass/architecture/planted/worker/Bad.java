package io.sightglass.architecture.planted.worker;

/// Uses `connect` on purpose.
public final class Bad {
    io.sightglass.architecture.planted.connect.Bad other() {
        return new io.sightglass.architecture.planted.connect.Bad();
    }
}
