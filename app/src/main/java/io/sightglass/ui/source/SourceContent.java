package io.sightglass.ui.source;

import org.fxmisc.richtext.model.ReadOnlyStyledDocument;
import org.fxmisc.richtext.model.SegmentOps;
import org.fxmisc.richtext.model.StyledDocument;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/// A text made ready to be shown, off the window's thread.
///
/// @param text as it is shown: with lines that are far too long for a window broken
/// @param faults what is wrong in a line, by its number, 0 for the first
/// @param broken whether lines were broken
public record SourceContent(
        String text,
        SourceMap map,
        Map<Integer, Fault> faults,
        boolean broken,
        StyledDocument<Collection<String>, String, Collection<String>> document) {
    /// A longer line would stall the window, which lays out whole lines.
    public static final int LONGEST_LINE = 2_000;

    public SourceContent {
        faults = Map.copyOf(faults);
    }

    /// @param faults by line, 0 for the first
    public static SourceContent of(Language language, String text, Map<Integer, Fault> faults) {
        var plain = text.replace("\r\n", "\n").replace('\r', '\n');
        var shown = fitting(plain);
        return of(language, shown, faults, shown.length() != plain.length());
    }

    /// A text that is edited: every line as it is.
    ///
    /// @param text with `\n` between its lines
    public static SourceContent whole(Language language, String text, Map<Integer, Fault> faults) {
        return of(language, text, faults, false);
    }

    private static SourceContent of(
            Language language, String shown, Map<Integer, Fault> faults, boolean broken) {
        var document =
                ReadOnlyStyledDocument.<Collection<String>, String, Collection<String>>fromString(
                        shown, List.of(), List.of(), SegmentOps.styledTextOps());
        // The window asks the document for its text, too; once made, it is kept.
        var whole = document.getText();
        return new SourceContent(whole, SourceMap.of(language, whole), faults, broken, document);
    }

    /// Where a text stands, capitals aside: the first place from `from` on, or the last one up to
    /// it; -1 where there is none.
    ///
    /// @param step whether to look forwards (1) or backwards (-1)
    static int find(String text, String wanted, int from, int step) {
        int last = text.length() - wanted.length();
        if (wanted.isEmpty()) {
            return -1;
        }
        char first = wanted.charAt(0);
        for (int at = step > 0 ? from : Math.min(from, last); at >= 0 && at <= last; at += step) {
            char c = text.charAt(at);
            // Most places fail at their first letter, without the rules for all letters.
            boolean mayBe = c >= 128 || first >= 128 || (c | 32) == (first | 32);
            if (mayBe && text.regionMatches(true, at, wanted, 0, wanted.length())) {
                return at;
            }
        }
        return -1;
    }

    private static String fitting(String text) {
        var fitting = new StringBuilder(text.length());
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            length = c == '\n' ? 0 : length + 1;
            fitting.append(c);
            if (length >= LONGEST_LINE && !Character.isLetterOrDigit(c) && c != '\\'
                    || length >= 2 * LONGEST_LINE) {
                fitting.append('\n');
                length = 0;
            }
        }
        return fitting.toString();
    }
}
