package io.sightglass.prove;

import io.sightglass.decode.Anomaly;
import io.sightglass.model.FieldInfo;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A place in a writer's schema at which values stood, with what was counted there. Elements of
/// lists, and values of maps, are one place: `items[].size`. Made on first sight; looking one up
/// that is there allocates nothing.
final class Place {
    private static final int MOST_ORDINALS = 1 << 10;
    private static final int MOST_SYMBOLS = 1 << 10;
    private static final Cell[] NO_CELLS = {};

    final String path;
    final String name;

    /// Protobuf's field number; 0 in other formats.
    final int number;

    /// Whether a value stood here; that is followed for Protobuf only.
    boolean seen;

    /// Whether a record did not carry it; that is followed for Protobuf only.
    boolean absent;

    private @Nullable Place[] byOrdinal = {};
    private final Map<String, Place> byName = new HashMap<>(0);
    private @Nullable Place element;
    private final List<Cell> said = new ArrayList<>(0);
    private @Nullable Cell[] symbols = NO_CELLS;
    private final Map<Integer, Cell> farSymbols = new HashMap<>(0);
    private @Nullable Cell[] branches = NO_CELLS;

    Place(String path, String name, int number) {
        this.path = path;
        this.name = name;
        this.number = number;
    }

    /// The field of the record that stands here.
    Place field(FieldInfo field, Budget budget) {
        int at = field.ordinal();
        if (at >= 0 && at < byOrdinal.length) {
            var known = byOrdinal[at];
            if (known != null && known.name.equals(field.name())) {
                return known;
            }
        }
        return otherField(field, budget);
    }

    private Place otherField(FieldInfo field, Budget budget) {
        var known = byName.get(field.name());
        if (known == null) {
            if (!budget.place()) {
                return budget.elsewhere();
            }
            known = new Place(Paths.field(path, field.name()), field.name(), field.number());
            byName.put(field.name(), known);
        }
        int at = field.ordinal();
        if (at >= 0 && at < MOST_ORDINALS) {
            if (at >= byOrdinal.length) {
                byOrdinal = Arrays.copyOf(byOrdinal, at + 1);
            }
            if (byOrdinal[at] == null) {
                byOrdinal[at] = known;
            }
        }
        return known;
    }

    /// What the list or map that stands here holds.
    Place element(Budget budget) {
        if (element == null) {
            if (!budget.place()) {
                return budget.elsewhere();
            }
            element = new Place(Paths.element(path), "", 0);
        }
        return element;
    }

    /// What was said here before; null for the first time.
    @Nullable Cell said(Anomaly anomaly, long detail) {
        for (int i = 0; i < said.size(); i++) {
            var cell = said.get(i);
            if (cell.anomaly == anomaly && cell.detail == detail) {
                return cell;
            }
        }
        return null;
    }

    /// What a rule said of payloads as a whole.
    @Nullable Cell said(String rule) {
        for (int i = 0; i < said.size(); i++) {
            var cell = said.get(i);
            if (cell.anomaly == null && cell.rule.equals(rule)) {
                return cell;
            }
        }
        return null;
    }

    void add(Cell cell) {
        said.add(cell);
    }

    Cell symbol(int number, @Nullable String name, Budget budget) {
        if (number >= 0 && number < symbols.length) {
            var known = symbols[number];
            if (known != null) {
                return known;
            }
        }
        if (number < 0 || number >= MOST_SYMBOLS) {
            var known = farSymbols.get(number);
            if (known == null) {
                known = Cell.seen(name == null ? "" : name);
                if (budget.cell()) {
                    farSymbols.put(number, known);
                }
            }
            return known;
        }
        if (number >= symbols.length) {
            symbols = Arrays.copyOf(symbols, number + 1);
        }
        var made = Cell.seen(name == null ? "" : name);
        symbols[number] = made;
        return made;
    }

    Cell branch(int index, String name) {
        if (index >= branches.length) {
            branches = Arrays.copyOf(branches, index + 1);
        }
        var known = branches[index];
        if (known == null) {
            known = Cell.seen(name);
            branches[index] = known;
        }
        return known;
    }

    // What follows is for when all is counted.

    List<Cell> said() {
        return said;
    }

    Collection<Place> fields() {
        return byName.values();
    }

    @Nullable Place field(String named) {
        return byName.get(named);
    }

    @Nullable Place byNumber(int wanted) {
        for (var field : byName.values()) {
            if (field.number == wanted) {
                return field;
            }
        }
        return null;
    }

    @Nullable Place element() {
        return element;
    }

    /// How many records carried a symbol.
    long ofSymbol(int wanted) {
        var cell =
                wanted >= 0 && wanted < symbols.length ? symbols[wanted] : farSymbols.get(wanted);
        return cell == null ? 0 : cell.records;
    }

    long ofSymbol(String wanted) {
        for (var cell : symbols) {
            if (cell != null && cell.writer.equals(wanted)) {
                return cell.records;
            }
        }
        return 0;
    }

    /// How many records had a value in a branch.
    long ofBranch(int index) {
        var cell = index < branches.length ? branches[index] : null;
        return cell == null ? 0 : cell.records;
    }
}
