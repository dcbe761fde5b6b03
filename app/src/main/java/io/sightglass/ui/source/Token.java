package io.sightglass.ui.source;

/// A part of a line.
///
/// @param start its first character, 0 for the line's first
/// @param end after its last
public record Token(int start, int end, Kind kind) {
    /// What a part is.
    public enum Kind {
        KEYWORD("source-keyword"),
        WORD("source-word"),
        KEY("source-key"),
        STRING("source-string"),
        NUMBER("source-number"),
        COMMENT("source-comment"),
        SIGN("source-sign");

        private final String style;

        Kind(String style) {
            this.style = style;
        }

        /// The style class of such a part.
        public String style() {
            return style;
        }
    }
}
