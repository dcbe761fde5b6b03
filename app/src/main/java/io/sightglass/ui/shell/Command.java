package io.sightglass.ui.shell;

/// Everything that a key can do, in the order in which it is listed. Each is in the palette with
/// its key.
public enum Command {
    PALETTE("Go to anything", "Ctrl K"),
    TOGGLE_LIVE("Freeze or follow the records", "Space"),
    FILTER("Filter the records", "/"),
    FIND_IN_TOPIC("Find in the whole topic what the filter says", "F or, in the filter, Ctrl ⏎"),
    NEXT_ROW("Next record", "J or ↓"),
    PREVIOUS_ROW("Previous record", "K or ↑"),
    NEXT_FINDING("Next finding, or next change of a schema", "N"),
    PREVIOUS_FINDING("Previous finding, or previous change", "P"),
    PANE_RECORDS("Go to the records, or to the schema", "1"),
    PANE_TREE("Go to the selected record's fields, or to the changes", "2"),
    PANE_BYTES("Go to the selected record's bytes", "3"),
    DECODE_AS("Read otherwise: choose schema, format or framing", "D"),
    READ_AS("Read as: what would a reader with another schema see", "R"),
    ABOUT_TOPIC("What this topic is, and back to its records", "I"),
    CONTRACT("How healthy this topic is, and back to its records", "H"),
    WORKERS("What many workers have counted, in a topic's Contract tab", "G"),
    TRY("Try a payload before it is sent", "T"),
    REVEAL("Show what is masked, or mask it again", "M"),
    MASK_FIELD("Mask the selected field from now on, or no longer", "Shift M"),
    SEARCH_SCHEMAS("Search all schemas for a field, type or word", "Ctrl Shift F"),
    FIND_IN_SOURCE("Find in a schema's source", "Ctrl F"),
    GO_TO_TYPE("Go to the type under the caret, in a schema's source", "F12"),
    BACK_IN_SOURCE("Back to where a type was followed from", "Alt ←"),
    FOLD_BLOCK("Fold or unfold a block of a schema's source", "Ctrl ⏎"),
    EDIT_COPY("Edit a copy of the schema, and see what breaks", "E"),
    SWAP_SIDES("Swap the two schemas", "S"),
    PROVE("Prove the schema on records of a topic", "V"),
    COPY_COMPARISON("Copy the comparison, or the topic's health, as Markdown", "C"),
    SAVE_COMPARISON(
            "Save the draft that is edited, a drafted contract, or the comparison as an HTML page",
            "Ctrl S"),
    CLEAR("Clear filter, marks and time span", "Esc"),
    LARGER_TEXT("Larger text", "Ctrl +"),
    SMALLER_TEXT("Smaller text", "Ctrl -"),
    NORMAL_TEXT("Text in its normal size", "Ctrl 0"),
    THEME("Switch between dark and light", "Ctrl T"),
    CONNECTIONS("Connections", "Ctrl O"),
    NEXT_CLUSTER("Next open cluster", "Ctrl Shift O"),
    DISCONNECT("Disconnect the cluster in front, and close its tabs", "Ctrl Shift W"),
    PLAYGROUND("Open the playground", ""),
    CLOSE_TAB("Close the tab", "Ctrl W"),
    NEXT_TAB("Next tab", "Ctrl Tab"),
    KEYS("Show all keys", "F1 or ?");

    private final String title;
    private final String keys;

    Command(String title, String keys) {
        this.title = title;
        this.keys = keys;
    }

    public String title() {
        return title;
    }

    /// The keys as people read them; `Ctrl` is the Command key on a Mac. Empty where there are
    /// none.
    public String keys() {
        return System.getProperty("os.name", "").startsWith("Mac")
                ? keys.replace("Ctrl ", "⌘")
                : keys;
    }
}
