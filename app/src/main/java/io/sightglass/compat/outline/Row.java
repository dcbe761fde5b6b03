package io.sightglass.compat.outline;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// One row of two texts side by side.
///
/// @param left null where only the new side has something
/// @param right null where only the old side has something
/// @param moved whether the pair stands at different places of the two sides; it is shown at the
///   new one
public record Row(Kind kind, @Nullable Half left, @Nullable Half right, boolean moved) {
    /// What became of a line.
    public enum Kind {
        SAME(' ', "unchanged"),
        CHANGED('~', "changed"),
        REMOVED('-', "removed"),
        ADDED('+', "added");

        private final char sign;
        private final String word;

        Kind(char sign, String word) {
            this.sign = sign;
            this.word = word;
        }

        public char sign() {
            return sign;
        }

        public String word() {
            return word;
        }
    }

    /// One side of a row.
    ///
    /// @param number of the line on its side, 1 for the first
    /// @param text indentation included
    /// @param spans what in it differs from the other side, ascending
    /// @param place the line in the source, 0 where it is not known
    /// @param doc documentation, empty where there is none
    public record Half(int number, String text, List<Span> spans, int place, String doc) {
        public Half {
            spans = List.copyOf(spans);
        }
    }

    /// Characters from `start` to before `end`.
    public record Span(int start, int end) {}

    public boolean differs() {
        return kind != Kind.SAME;
    }
}
