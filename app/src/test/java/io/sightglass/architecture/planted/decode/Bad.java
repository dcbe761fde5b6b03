package io.sightglass.architecture.planted.decode;

/// Uses `contract` on purpose.
public final class Bad {
    io.sightglass.architecture.planted.contract.Bad other() {
        return new io.sightglass.architecture.planted.contract.Bad();
    }
}
