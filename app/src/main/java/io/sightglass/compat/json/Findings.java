package io.sightglass.compat.json;

import io.sightglass.compat.json.Shape.About;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

/// What the rules find at one place of a pair of schemas, and the way to go deeper.
final class Findings {
    /// So many changes are kept of one pair: shared definitions can multiply them without bound.
    /// The verdict counts them all.
    static final int KEPT = 2_000;

    /// The changes of a pair of schemas or of an attempt to hold one against another.
    static final class Sheet {
        /// Nothing was found. Never written to.
        static final Sheet EMPTY = new Sheet();

        private final List<Found> found = new ArrayList<>();
        private boolean breaks;

        List<Found> found() {
            return found;
        }

        /// Whether one of them, kept or not, is incompatible.
        boolean breaks() {
            return breaks;
        }
    }

    private final Comparer comparer;
    private final Sheet sheet;
    private final String path;
    private final String field;
    private final @Nullable About original;
    private final @Nullable About update;

    private Findings(
            Comparer comparer,
            Sheet sheet,
            String path,
            String field,
            @Nullable About original,
            @Nullable About update) {
        this.comparer = comparer;
        this.sheet = sheet;
        this.path = path;
        this.field = field;
        this.original = original;
        this.update = update;
    }

    static Findings of(Comparer comparer, About original, About update) {
        return new Findings(comparer, new Sheet(), "", "", original, update);
    }

    Sheet sheet() {
        return sheet;
    }

    boolean compatible() {
        return !sheet.breaks;
    }

    /// A step that only the path knows, such as `properties`.
    Findings at(String step) {
        return new Findings(comparer, sheet, joined(step), field, original, update);
    }

    /// A step to a value: the path's, and what a person calls it (`.id`, `[0]`).
    Findings at(String step, String called, @Nullable Slot before, @Nullable Slot after) {
        return new Findings(
                comparer, sheet, joined(step), field + called, about(before), about(after));
    }

    private static @Nullable About about(@Nullable Slot slot) {
        return slot == null ? null : new About(slot.pointer(), slot.node(), true);
    }

    private String joined(String step) {
        return path.isEmpty() ? step : path + "/" + step;
    }

    /// The same place with nothing found yet, to try whether something fits.
    Findings trial() {
        return new Findings(comparer, new Sheet(), path, field, original, update);
    }

    void take(Findings trial) {
        trial.sheet.found.forEach(this::keep);
        sheet.breaks |= trial.sheet.breaks;
    }

    /// What was found of another pair counts here.
    void take(Sheet inner) {
        inner.found.forEach(found -> keep(found.within(path, field)));
        sheet.breaks |= inner.breaks;
    }

    /// A change of this place as a whole.
    void add(ChangeType type, String from, String to) {
        add(type, from, to, pointer(original), pointer(update));
    }

    /// A change of a keyword here.
    void add(String keyword, ChangeType type, String from, String to) {
        at(keyword).add(type, from, to, pointer(original, keyword), pointer(update, keyword));
    }

    void add(
            ChangeType type,
            String from,
            String to,
            @Nullable String before,
            @Nullable String after) {
        sheet.breaks |= !comparer.compatible(type);
        keep(new Found(type, path, field, from, to, before, after));
    }

    /// What two schemas at this place differ in; null where there is none.
    void compare(@Nullable Slot before, @Nullable Slot after) {
        if (before == null) {
            if (after == null) {
                return;
            }
            add(ChangeType.SCHEMA_ADDED, Words.ANYTHING, Words.of(after), null, after.pointer());
        } else if (after == null) {
            add(
                    ChangeType.SCHEMA_REMOVED,
                    Words.of(before),
                    Words.ANYTHING,
                    before.pointer(),
                    null);
        } else {
            take(comparer.compare(before.shape(), after.shape()));
        }
    }

    private void keep(Found found) {
        if (sheet.found.size() < KEPT) {
            sheet.found.add(found);
        }
    }

    private static @Nullable String pointer(@Nullable About about) {
        return about == null ? null : about.pointer();
    }

    private static @Nullable String pointer(@Nullable About about, String keyword) {
        if (about == null) {
            return null;
        }
        var spelled = spelled(about.node(), keyword);
        return about.node().has(spelled) ? about.pointer() + "/" + spelled : null;
    }

    /// Paths name some things by one keyword in every draft; in the text it may be another.
    private static String spelled(JsonNode schema, String keyword) {
        return switch (keyword) {
            case "minContains" -> schema.has(keyword) ? keyword : "contains";
            case "additionalItems" -> schema.has("prefixItems") ? "items" : keyword;
            default -> keyword;
        };
    }
}
