package io.sightglass.cli;

import io.sightglass.model.Mark;

import java.util.Map;

/// The colours of text output: the four marks as in the window, and dim for what is beside the
/// point. Without colour the text is the same, less the escapes.
final class Ink {
    private static final String RESET = "\u001b[0m";

    private final boolean coloured;

    Ink(boolean coloured) {
        this.coloured = coloured;
    }

    /// Whether to colour: a terminal that is not dumb, and no `NO_COLOR` (no-color.org: set and not
    /// empty).
    static boolean wanted(boolean terminal, Map<String, String> environment) {
        return terminal
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
    }

    /// The mark's shape in the mark's colour.
    String mark(Mark mark) {
        return coloured ? colour(mark) + mark.shape() + RESET : mark.shape();
    }

    String dim(String text) {
        return coloured ? "\u001b[2m" + text + RESET : text;
    }

    String strong(String text) {
        return coloured ? "\u001b[1m" + text + RESET : text;
    }

    private static String colour(Mark mark) {
        return switch (mark) {
            case VALID -> "\u001b[32m";
            case VIOLATION -> "\u001b[31m";
            case UNKNOWN -> "\u001b[33m";
            case UNDECODABLE -> "\u001b[35m";
        };
    }
}
