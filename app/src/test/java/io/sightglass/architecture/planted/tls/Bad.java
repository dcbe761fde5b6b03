package io.sightglass.architecture.planted.tls;

/// Uses `schema` on purpose.
public final class Bad {
    io.sightglass.architecture.planted.schema.Bad other() {
        return new io.sightglass.architecture.planted.schema.Bad();
    }
}
