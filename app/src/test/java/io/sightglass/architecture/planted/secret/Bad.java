package io.sightglass.architecture.planted.secret;

/// Uses `ui` on purpose.
public final class Bad {
    io.sightglass.architecture.planted.ui.Bad other() {
        return new io.sightglass.architecture.planted.ui.Bad();
    }
}
