package io.sightglass.ui.schema;

/// How schemas are written side by side.
public enum Mode {
    STRUCTURE("Structure"),
    SOURCE("Source"),
    JSON("JSON"),
    /// The right side is a draft, which is typed in.
    EDIT("Edit");

    private final String title;

    Mode(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
