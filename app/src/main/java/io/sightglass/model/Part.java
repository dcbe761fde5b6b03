package io.sightglass.model;

/// Which half of a record a payload is. Both are decoded alike.
public enum Part {
    KEY("key"),
    VALUE("value");

    private final String label;

    Part(String label) {
        this.label = label;
    }

    /// The word that people read: `key` or `value`. Registry subjects end in it (`orders-value`).
    public String label() {
        return label;
    }
}
