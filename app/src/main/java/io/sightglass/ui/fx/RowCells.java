package io.sightglass.ui.fx;

import io.sightglass.model.Mark;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

/// What one row of a [RecordList] shows. Reused from row to row.
public final class RowCells {
    private final String[] texts;
    private final @Nullable Ink[] inks;
    private @Nullable Mark mark;
    private int findings;

    RowCells(int columns) {
        texts = new String[columns];
        inks = new Ink[columns];
        clear();
    }

    void clear() {
        Arrays.fill(texts, "");
        Arrays.fill(inks, null);
        mark = null;
        findings = 0;
    }

    /// The row's mark, and how many findings it stands for.
    public void mark(Mark worst, int count) {
        mark = worst;
        findings = count;
    }

    /// The text of a column, in the column's own colour. It may be long: what does not fit is cut.
    public void text(int column, String text) {
        texts[column] = text;
        inks[column] = null;
    }

    /// The text of a column in another colour.
    public void text(int column, String text, Ink ink) {
        texts[column] = text;
        inks[column] = ink;
    }

    /// The mark; null while nothing has been said.
    @Nullable Mark mark() {
        return mark;
    }

    /// The findings' number as the list shows it: not where the shape says it all.
    String count() {
        var shown =
                findings > 1 || (findings == 1 && (mark == Mark.VIOLATION || mark == Mark.UNKNOWN));
        return shown ? Integer.toString(findings) : "";
    }

    int findings() {
        return findings;
    }

    String text(int column) {
        return texts[column];
    }

    @Nullable Ink ink(int column) {
        return inks[column];
    }
}
