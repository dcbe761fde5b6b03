package io.sightglass.ui.schema;

/// How schemas are written side by side.
public enum Mode {
    STRUCTURE("Structure"),
    SOURCE("Source"),
    JSON("JSON");

    private final String title;

    Mode(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
