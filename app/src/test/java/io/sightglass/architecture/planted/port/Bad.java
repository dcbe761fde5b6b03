package io.sightglass.architecture.planted.port;

/// Uses `schema` on purpose.
public final class Bad {
    io.sightglass.architecture.planted.schema.Bad other() {
        return new io.sightglass.architecture.planted.schema.Bad();
    }
}
