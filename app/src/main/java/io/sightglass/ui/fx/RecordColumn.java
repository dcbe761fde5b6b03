package io.sightglass.ui.fx;

/// A column of a [RecordList].
///
/// @param title in the header
/// @param cells width at first, in character cells; the least width of a column that grows
/// @param side where its text stands
/// @param grows whether it takes the room that the others leave; for one column
/// @param ink the colour of its text where a row says nothing else
public record RecordColumn(String title, double cells, Side side, boolean grows, Ink ink) {
    public enum Side {
        LEFT,
        RIGHT
    }

    public static RecordColumn left(String title, double cells) {
        return new RecordColumn(title, cells, Side.LEFT, false, Ink.TEXT);
    }

    public static RecordColumn right(String title, double cells) {
        return new RecordColumn(title, cells, Side.RIGHT, false, Ink.TEXT);
    }

    public static RecordColumn rest(String title, double cells) {
        return new RecordColumn(title, cells, Side.LEFT, true, Ink.TEXT);
    }

    /// The same in another colour.
    public RecordColumn in(Ink colour) {
        return new RecordColumn(title, cells, side, grows, colour);
    }
}
