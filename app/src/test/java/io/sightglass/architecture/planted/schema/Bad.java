package io.sightglass.architecture.planted.schema;

/// Uses `decode` on purpose.
public final class Bad {
    io.sightglass.architecture.planted.decode.Bad other() {
        return new io.sightglass.architecture.planted.decode.Bad();
    }
}
