package io.sightglass.prove;

/// How much a run may remember, whatever records hold: a JSON object may have a million property
/// names. What is beyond is counted as one.
final class Budget {
    private static final int PLACES = 8_000;
    private static final int CELLS = 8_000;

    private final Place elsewhere = new Place("…", "…", 0);
    private int places;
    private int cells;

    boolean place() {
        return places < PLACES && ++places > 0;
    }

    boolean cell() {
        return cells < CELLS && ++cells > 0;
    }

    /// Stands for all places that are one too many.
    Place elsewhere() {
        return elsewhere;
    }
}
