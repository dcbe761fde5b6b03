package io.sightglass.ui.read;

/// How far a choice reaches.
public enum Scope {
    RECORD("This record"),
    TOPIC("This topic"),
    ALWAYS("Always");

    private final String title;

    Scope(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
