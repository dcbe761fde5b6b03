package io.sightglass.model;

/// Whether two schemas get along, in each direction.
public record Verdict(boolean backward, boolean forward) {
    public static final Verdict COMPATIBLE = new Verdict(true, true);

    /// In both directions.
    public boolean full() {
        return backward && forward;
    }

    public boolean in(Direction direction) {
        return switch (direction) {
            case BACKWARD -> backward;
            case FORWARD -> forward;
        };
    }
}
