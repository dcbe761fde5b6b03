package io.sightglass.decode;

/// The types of JSON Schema (draft 2020-12, core, 4.2.1). Every `INTEGER` is a `NUMBER` too.
public enum JsonType {
    NULL("null"),
    BOOLEAN("a boolean"),
    INTEGER("an integer"),
    NUMBER("a number"),
    STRING("a string"),
    ARRAY("an array"),
    OBJECT("an object");

    private final String words;

    JsonType(String words) {
        this.words = words;
    }

    /// As it stands in a sentence.
    public String words() {
        return words;
    }

    /// This type's bit in a set of types.
    public int bit() {
        return 1 << ordinal();
    }
}
