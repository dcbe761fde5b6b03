package io.sightglass.compat.outline;

import io.sightglass.compat.outline.Row.Half;
import io.sightglass.compat.outline.Row.Kind;
import io.sightglass.model.Format;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Two texts side by side.
///
/// @param rows in the order of the new side; what was removed stands where it was
public record Alignment(List<Row> rows) {
    public Alignment {
        rows = List.copyOf(rows);
    }

    /// Pairs the lines of two outlines by what they are about: a line that was renamed or moved is
    /// one row. A line that names a type which has changed counts as changed, too.
    public static Alignment of(Outline old, Outline now) {
        return new Outlines(old, now).align();
    }

    /// One outline alone, with nothing on its left.
    public static Alignment of(Outline alone) {
        var rows = new ArrayList<Row>();
        for (var line : alone.lines()) {
            var half = new Half(rows.size() + 1, line.shown(), List.of(), line.place(), line.doc());
            rows.add(new Row(Kind.SAME, null, half, false));
        }
        return new Alignment(rows);
    }

    /// Pairs the lines of two texts by what they say.
    public static Alignment ofText(List<String> old, List<String> now) {
        return new Alignment(TextRows.align(old, now));
    }

    /// One text alone, with nothing on its left.
    public static Alignment ofText(List<String> alone) {
        return new Alignment(TextRows.alone(alone));
    }

    /// How many rows differ.
    public int differences() {
        return (int) rows.stream().filter(Row::differs).count();
    }

    private static final class Outlines {
        private final List<Line> old;
        private final List<Line> now;

        /// Whether the order of members says nothing.
        private final boolean unordered;

        private final List<Row> rows = new ArrayList<>();
        private final List<Line> shown = new ArrayList<>();

        Outlines(Outline old, Outline now) {
            this.old = old.lines();
            this.now = now.lines();
            this.unordered = now.format() == Format.JSON;
        }

        Alignment align() {
            var pairs = LinePairs.of(old, now);
            var anchors = Sequences.ascending(pairs);
            var met = new int[now.size()];
            Arrays.fill(met, -1);
            for (int i = 0; i < pairs.length; i++) {
                if (pairs[i] >= 0) {
                    met[pairs[i]] = i;
                }
            }
            var lists = lists();
            int i = 0;
            for (int j = 0; j < now.size(); j++) {
                boolean moved = met[j] >= 0 && !anchors[met[j]];
                if (!moved) {
                    // What was removed stands behind what it stood behind, before what is new.
                    i = removed(i, pairs, anchors);
                }
                if (met[j] < 0) {
                    added(j);
                } else {
                    pair(met[j], j, moved, lists);
                    i = moved ? i : met[j] + 1;
                }
            }
            removed(i, pairs, anchors);
            return new Alignment(changedTypes());
        }

        /// Adds the removed lines from `i` on, up to the next line that is still at its place.
        private int removed(int i, int[] pairs, boolean[] anchors) {
            while (i < old.size() && !anchors[i]) {
                if (pairs[i] < 0) {
                    rows.add(new Row(Kind.REMOVED, half(old, i), null, false));
                    shown.add(old.get(i));
                }
                i++;
            }
            return i;
        }

        private void added(int j) {
            rows.add(new Row(Kind.ADDED, null, half(now, j), false));
            shown.add(now.get(j));
        }

        private void pair(int i, int j, boolean moved, Map<String, Set<String>> lists) {
            var before = old.get(i);
            var after = now.get(j);
            var left = before.shown();
            var right = after.shown();
            if (left.equals(right) && !before.full().equals(after.full())) {
                left = before.shownInFull();
                right = after.shownInFull();
            }
            boolean same = left.equals(right);
            Words.Both spans;
            if (before.words().isEmpty() && after.words().isEmpty()) {
                spans = Words.compare(left, right);
            } else {
                // A list that flows over lines breaks elsewhere after one word more.
                spans =
                        new Words.Both(
                                Words.of(
                                        left,
                                        gone(before, lists.get("new " + after.key().owner()))),
                                Words.of(
                                        right,
                                        gone(after, lists.get("old " + before.key().owner()))));
                same |= spans.left().isEmpty() && spans.right().isEmpty();
            }
            var kind = same && (!moved || unordered) ? Kind.SAME : Kind.CHANGED;
            rows.add(
                    new Row(
                            kind,
                            new Half(i + 1, left, spans.left(), before.place(), before.doc()),
                            new Half(j + 1, right, spans.right(), after.place(), after.doc()),
                            moved));
            shown.add(after);
        }

        private static Set<String> gone(Line line, @Nullable Set<String> other) {
            var strange = new HashSet<>(line.words());
            if (other != null) {
                strange.removeAll(other);
            }
            return strange;
        }

        /// The words of each list that flows, by side and owner.
        private Map<String, Set<String>> lists() {
            var lists = new HashMap<String, Set<String>>();
            collect("old ", old, lists);
            collect("new ", now, lists);
            return lists;
        }

        private static void collect(String side, List<Line> lines, Map<String, Set<String>> lists) {
            for (var line : lines) {
                if (!line.words().isEmpty()) {
                    lists.computeIfAbsent(side + line.key().owner(), _ -> new HashSet<>())
                            .addAll(line.words());
                }
            }
        }

        private static Half half(List<Line> lines, int index) {
            var line = lines.get(index);
            return new Half(index + 1, line.shown(), List.of(), line.place(), line.doc());
        }

        /// Marks the lines that name a type which has changed.
        private List<Row> changedTypes() {
            var changed = new HashSet<String>();
            for (int i = 0; i < rows.size(); i++) {
                if (rows.get(i).differs()) {
                    changed.add(shown.get(i).key().owner());
                }
            }
            var marked = new ArrayList<Row>(rows.size());
            for (int i = 0; i < rows.size(); i++) {
                var row = rows.get(i);
                boolean touched = shown.get(i).uses().stream().anyMatch(changed::contains);
                marked.add(
                        touched && !row.differs()
                                ? new Row(Kind.CHANGED, row.left(), row.right(), row.moved())
                                : row);
            }
            return marked;
        }
    }
}
