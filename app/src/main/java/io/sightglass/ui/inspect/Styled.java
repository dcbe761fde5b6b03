package io.sightglass.ui.inspect;

/// A run of text and the style class that colours it.
record Styled(String text, String style) {
    static Styled muted(String text) {
        return new Styled(text, "value-muted");
    }

    static Styled string(String text) {
        return new Styled(text, "value-string");
    }

    static Styled number(String text) {
        return new Styled(text, "value-number");
    }

    static Styled plain(String text) {
        return new Styled(text, "value-plain");
    }

    static Styled name(String text) {
        return new Styled(text, "value-name");
    }
}
