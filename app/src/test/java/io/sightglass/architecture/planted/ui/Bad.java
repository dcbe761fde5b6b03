package io.sightglass.architecture.planted.ui;

/// Uses `kafka` on purpose.
public final class Bad {
    io.sightglass.architecture.planted.kafka.Bad other() {
        return new io.sightglass.architecture.planted.kafka.Bad();
    }
}
