package io.sightglass.ui.schema;

import io.sightglass.compat.outline.Row;
import io.sightglass.model.SchemaChange;
import io.sightglass.schema.search.SchemaElement;

import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The lines of what is shown: how they are written, which one is chosen, and in which a change is
/// seen.
public final class LinesModel {
    private final Work work;
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final ObjectProperty<Mode> mode = new SimpleObjectProperty<>(Mode.STRUCTURE);
    private final IntegerProperty selected = new SimpleIntegerProperty(ChangeRows.NONE);
    private List<Integer> changeRows = List.of();
    private @Nullable Shown shown;
    private @Nullable String wanted;
    private @Nullable SchemaElement sought;
    private long asked;

    LinesModel(Work work) {
        this.work = work;
        mode.subscribe((_, _) -> write());
    }

    /// Shows something else, or the same as it is now.
    ///
    /// @param written its rows
    /// @param as the mode that they were written in
    /// @param keep whether the chosen row stays chosen, where it is there still
    /// @param element to go to in the right schema; null for none
    void show(
            Shown now, List<Row> written, Mode as, boolean keep, @Nullable SchemaElement element) {
        asked++;
        sought = element;
        busy.set(false);
        shown = now;
        fill(now, written, as, keep);
        if (as != mode.get()) {
            write();
        }
    }

    /// Writes what is shown in the mode of now.
    private void write() {
        var now = shown;
        if (now == null) {
            return;
        }
        long ticket = ++asked;
        busy.set(true);
        var as = mode.get();
        work.start(
                () -> now.rows(as),
                written -> {
                    if (ticket == asked) {
                        fill(now, written, as, false);
                        busy.set(false);
                    }
                });
    }

    private void fill(Shown now, List<Row> written, Mode as, boolean keep) {
        int before = selected.get();
        var chosen = keep && before >= 0 && before < rows.size() ? rows.get(before) : null;
        selected.set(ChangeRows.NONE);
        rows.setAll(written);
        changeRows = ChangeRows.of(now.changes(), written, now.possible(as));
        var line = wanted;
        wanted = null;
        if (sought != null) {
            selected.set(ElementRow.of(sought, now.right(), written, now.possible(as)));
            sought = null;
        } else if (line != null) {
            chooseLine(line);
        } else if (chosen != null) {
            selected.set(nearest(chosen, before));
        }
    }

    /// The row that reads like one that was there, the nearest of several.
    private int nearest(Row like, int before) {
        int best = ChangeRows.NONE;
        for (int i = 0; i < rows.size(); i++) {
            boolean nearer =
                    best == ChangeRows.NONE || Math.abs(i - before) < Math.abs(best - before);
            if (nearer && isAlike(rows.get(i), like)) {
                best = i;
            }
        }
        return best == ChangeRows.NONE ? Math.min(before, rows.size() - 1) : best;
    }

    private static boolean isAlike(Row row, Row like) {
        return text(row.right()) != null && Objects.equals(text(row.right()), text(like.right()))
                || text(row.left()) != null && Objects.equals(text(row.left()), text(like.left()));
    }

    private static @Nullable String text(Row.@Nullable Half half) {
        return half == null || half.text().isBlank() ? null : half.text();
    }

    /// Chooses the next group of rows that differ, or the one before; around the end.
    ///
    /// @return whether there is one
    public boolean nextChange(int step) {
        int size = rows.size();
        int from = selected.get() < 0 ? (step > 0 ? -1 : size) : selected.get();
        for (int i = 1; i <= size; i++) {
            int at = Math.floorMod(from + i * step, size);
            if (rows.get(at).differs() && (at == 0 || !continues(at))) {
                selected.set(at);
                return true;
            }
        }
        return false;
    }

    private boolean continues(int at) {
        return rows.get(at - 1).kind() == rows.get(at).kind();
    }

    /// Chooses the next row, or the one before.
    public void move(int step) {
        if (!rows.isEmpty()) {
            selected.set(Math.clamp(selected.get() + step, 0, rows.size() - 1));
        }
    }

    /// Chooses the row of a change.
    public void choose(SchemaChange change) {
        var now = shown;
        int index = now == null ? -1 : now.changes().indexOf(change);
        if (index >= 0 && changeRows.get(index) != ChangeRows.NONE) {
            selected.set(changeRows.get(index));
        }
    }

    /// The change that is seen in the chosen row.
    public Optional<SchemaChange> chosenChange() {
        var now = shown;
        int index = selected.get() < 0 ? -1 : changeRows.indexOf(selected.get());
        return now == null || index < 0 ? Optional.empty() : Optional.of(now.changes().get(index));
    }

    /// Goes to the line of the right schema's structure that begins with `text`.
    public void chooseLine(String text) {
        if (mode.get() != Mode.STRUCTURE) {
            wanted = text;
            mode.set(Mode.STRUCTURE);
            return;
        }
        for (int i = 0; i < rows.size(); i++) {
            var half = rows.get(i).right();
            if (half != null && half.text().strip().startsWith(text)) {
                selected.set(i);
                return;
            }
        }
    }

    /// Goes to an element of the right schema that is shown.
    void seek(SchemaElement element) {
        sought = element;
        write();
    }

    /// Both sides, row by row.
    public ObservableList<Row> rows() {
        return rows;
    }

    public ObjectProperty<Mode> modeProperty() {
        return mode;
    }

    /// The index of the chosen row, or -1.
    public IntegerProperty selectedProperty() {
        return selected;
    }

    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }
}
