package io.sightglass.ui.fx;

import io.sightglass.model.Mark;

import java.util.Locale;

/// A colour by its meaning, for controls that paint text and shapes themselves. Style sheets give
/// each its value with `-sg-ink-` and the name in lower case, as in `-sg-ink-row-line`, on
/// [Painted] controls (class `painted`).
public enum Ink {
    TEXT,
    MUTED,
    FAINT,
    ACCENT,
    LINE,
    ROW_LINE,
    BACKGROUND,
    SELECTED,
    HOVER,
    NAME,
    STRING,
    NUMBER,
    VALID,
    UNKNOWN,
    VIOLATION,
    UNDECODABLE,
    BYTE_UNKNOWN,
    BYTE_VIOLATION,
    BYTE_UNDECODABLE,
    BAR_VALID;

    /// The colour of a mark's shape.
    public static Ink of(Mark mark) {
        return switch (mark) {
            case VALID -> VALID;
            case UNKNOWN -> UNKNOWN;
            case VIOLATION -> VIOLATION;
            case UNDECODABLE -> UNDECODABLE;
        };
    }

    /// The name of its property in style sheets.
    String property() {
        return "-sg-ink-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
