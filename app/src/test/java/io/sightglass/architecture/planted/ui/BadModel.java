package io.sightglass.architecture.planted.ui;

import javafx.scene.control.Label;

/// A model that knows a control, on purpose.
public final class BadModel {
    Label label() {
        return new Label("");
    }
}
