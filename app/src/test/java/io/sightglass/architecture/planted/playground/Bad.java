package io.sightglass.architecture.planted.playground;

/// Uses `cli` on purpose.
public final class Bad {
    io.sightglass.architecture.planted.cli.Bad other() {
        return new io.sightglass.architecture.planted.cli.Bad();
    }
}
