package io.sightglass.decode;

/// What JSON text should have had where it has something else (RFC 8259).
public enum Expected {
    VALUE("a value"),
    KEY("a key in quotes"),
    COLON("':'"),
    COMMA_OR_BRACE("',' or '}'"),
    COMMA_OR_BRACKET("',' or ']'"),
    DIGIT("a digit"),
    ESCAPE("an escape such as \\n or \\u00e9"),
    NO_CONTROL("no control character in a string"),
    CLOSING_QUOTE("'\"' to end the string");

    private final String words;

    Expected(String words) {
        this.words = words;
    }

    /// As it stands in a sentence after "expected".
    public String words() {
        return words;
    }
}
