package io.sightglass.architecture.planted.contract;

/// Uses `compat` on purpose.
public final class Bad {
    io.sightglass.architecture.planted.compat.Bad other() {
        return new io.sightglass.architecture.planted.compat.Bad();
    }
}
