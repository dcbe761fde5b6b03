package io.sightglass.compat.outline;

import io.sightglass.compat.outline.Row.Half;
import io.sightglass.compat.outline.Row.Kind;

import java.util.ArrayList;
import java.util.List;

/// Pairs the lines of two texts. Between lines that are equal, lines that are alike are one changed
/// line.
final class TextRows {
    private static final double ALIKE = 0.5;

    /// How far ahead a line's like is looked for.
    private static final int NEAR = 6;

    private final List<String> old;
    private final List<String> now;
    private final List<Row> rows = new ArrayList<>();

    private TextRows(List<String> old, List<String> now) {
        this.old = old;
        this.now = now;
    }

    static List<Row> align(List<String> old, List<String> now) {
        return new TextRows(old, now).rows();
    }

    static List<Row> alone(List<String> text) {
        var rows = new ArrayList<Row>(text.size());
        for (int i = 0; i < text.size(); i++) {
            var half = new Half(i + 1, text.get(i), List.of(), i + 1, "");
            rows.add(new Row(Kind.SAME, null, half, false));
        }
        return rows;
    }

    private List<Row> rows() {
        var pairs = Sequences.match(old, now);
        int i = 0;
        int j = 0;
        for (int k = 0; k < pairs.length; k++) {
            if (pairs[k] >= 0) {
                gap(i, k, j, pairs[k]);
                rows.add(new Row(Kind.SAME, half(old, k), half(now, pairs[k]), false));
                i = k + 1;
                j = pairs[k] + 1;
            }
        }
        gap(i, old.size(), j, now.size());
        return rows;
    }

    private void gap(int from, int to, int nowFrom, int nowTo) {
        int i = from;
        int j = nowFrom;
        while (i < to && j < nowTo) {
            int ahead = like(i, j, nowTo);
            if (ahead < 0) {
                rows.add(new Row(Kind.REMOVED, half(old, i++), null, false));
                continue;
            }
            while (j < ahead) {
                rows.add(new Row(Kind.ADDED, null, half(now, j++), false));
            }
            changed(i++, j++);
        }
        while (i < to) {
            rows.add(new Row(Kind.REMOVED, half(old, i++), null, false));
        }
        while (j < nowTo) {
            rows.add(new Row(Kind.ADDED, null, half(now, j++), false));
        }
    }

    private int like(int i, int j, int nowTo) {
        int best = -1;
        double most = ALIKE;
        for (int k = j; k < Math.min(nowTo, j + NEAR); k++) {
            double likeness = Words.likeness(old.get(i), now.get(k));
            if (likeness > most) {
                most = likeness;
                best = k;
            }
        }
        return best;
    }

    private void changed(int i, int j) {
        var spans = Words.compare(old.get(i), now.get(j));
        rows.add(
                new Row(
                        Kind.CHANGED,
                        new Half(i + 1, old.get(i), spans.left(), i + 1, ""),
                        new Half(j + 1, now.get(j), spans.right(), j + 1, ""),
                        false));
    }

    private static Half half(List<String> lines, int index) {
        return new Half(index + 1, lines.get(index), List.of(), index + 1, "");
    }
}
