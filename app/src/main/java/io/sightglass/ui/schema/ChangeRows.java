package io.sightglass.ui.schema;

import io.sightglass.compat.outline.Row;
import io.sightglass.model.Location;
import io.sightglass.model.SchemaChange;
import io.sightglass.schema.JsonPlaces;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// In which row a change is seen.
final class ChangeRows {
    static final int NONE = -1;

    private ChangeRows() {}

    /// For each change the index of its row, or [#NONE].
    static List<Integer> of(List<SchemaChange> changes, List<Row> rows, Mode mode) {
        var found = new ArrayList<Integer>(changes.size());
        for (var change : changes) {
            found.add(mode == Mode.JSON ? inJson(change, rows) : inSource(change, rows));
        }
        return found;
    }

    private static int inSource(SchemaChange change, List<Row> rows) {
        int row = nearest(change.after(), rows, Row::right);
        return row == NONE ? nearest(change.before(), rows, Row::left) : row;
    }

    /// The row whose place is the last one not behind the change's.
    private static int nearest(
            @Nullable Location place, List<Row> rows, Function<Row, Row.@Nullable Half> side) {
        if (place == null) {
            return NONE;
        }
        int best = NONE;
        int line = 0;
        for (int i = 0; i < rows.size(); i++) {
            var half = side.apply(rows.get(i));
            if (half != null && half.place() > line && half.place() <= place.line()) {
                best = i;
                line = half.place();
            }
        }
        return best;
    }

    /// Paths of Avro and JSON Schema are JSON pointers; those of Protobuf lead nowhere in it.
    private static int inJson(SchemaChange change, List<Row> rows) {
        var pointer = change.path().startsWith("#") ? change.path().substring(1) : change.path();
        if (!pointer.isEmpty() && pointer.charAt(0) != '/') {
            return NONE;
        }
        Function<Row, Row.@Nullable Half> side = change.after() == null ? Row::left : Row::right;
        var text = new StringBuilder();
        for (var row : rows) {
            var half = side.apply(row);
            if (half != null) {
                text.append(half.text()).append('\n');
            }
        }
        var place = JsonPlaces.locate("", text.toString(), Set.of(pointer)).get(pointer);
        return nearest(place, rows, side);
    }
}
