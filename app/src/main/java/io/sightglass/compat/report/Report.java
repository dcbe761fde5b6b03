package io.sightglass.compat.report;

import io.sightglass.compat.Comparison;
import io.sightglass.compat.outline.Row;
import io.sightglass.model.Direction;
import io.sightglass.model.SchemaChange;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// What a document about two schemas says.
///
/// @param before what the old side is called
/// @param after what the new side is called
/// @param comparison null where the two could not be judged
/// @param rows the structures side by side
public record Report(String before, String after, @Nullable Comparison comparison, List<Row> rows) {
    public Report {
        rows = List.copyOf(rows);
    }

    /// One Markdown document: verdict, changes, and the structure as a diff.
    public String markdown() {
        return Markdown.of(this);
    }

    /// One HTML page that needs nothing else. All text is escaped; there is no script in it.
    public String html() {
        return Html.of(this);
    }

    String title() {
        return before + " → " + after;
    }

    List<SchemaChange> changes() {
        return comparison == null ? List.of() : comparison.changes();
    }

    /// `breaks BACKWARD and FORWARD`, or `compatible`.
    public static String breaks(SchemaChange change) {
        boolean backward = change.breaks().contains(Direction.BACKWARD);
        boolean forward = change.breaks().contains(Direction.FORWARD);
        if (backward && forward) {
            return "breaks both";
        }
        return backward ? "breaks BACKWARD" : forward ? "breaks FORWARD" : "compatible";
    }

    /// Where a change stands, in the new schema where that has it.
    public static String place(SchemaChange change) {
        var place = change.after() == null ? change.before() : change.after();
        return place == null ? change.path() : place.text();
    }
}
