package io.sightglass.model;

/// The four marks of a record, worst last: a record bears the worst of its findings. Each has a
/// colour and a shape, the same everywhere.
public enum Mark {
    VALID("●", "valid"),
    UNKNOWN("◆", "unknown"),
    VIOLATION("▲", "violation"),
    UNDECODABLE("✕", "undecodable");

    private final String shape;
    private final String label;

    Mark(String shape, String label) {
        this.shape = shape;
        this.label = label;
    }

    public String shape() {
        return shape;
    }

    /// The word of `--only` and of style classes.
    public String label() {
        return label;
    }

    /// The worse of two marks.
    public Mark or(Mark other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
