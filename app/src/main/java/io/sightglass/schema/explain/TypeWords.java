package io.sightglass.schema.explain;

/// The same words for the same things, whatever the format.
final class TypeWords {
    static final String TEXT = "text";
    static final String BYTES = "bytes";
    static final String WHOLE = "whole number";
    static final String NUMBER = "number";
    static final String BOOL = "true or false";
    static final String UUID = "UUID";
    static final String DATE = "date";
    static final String TIME = "time of day";
    static final String MOMENT = "moment in time";
    static final String DURATION = "span of time";
    static final String ANYTHING = "anything";

    private TypeWords() {}

    static String bytes(int count) {
        return count == 1 ? "1 byte" : count + " bytes";
    }

    static String decimal(int scale) {
        return switch (scale) {
            case 0 -> "decimal number without decimals";
            case 1 -> "decimal number with 1 decimal";
            default -> "decimal number with " + scale + " decimals";
        };
    }

    static String choices(int count, String name) {
        var words = count == 1 ? "always the same value" : "one of " + count + " choices";
        return name.isEmpty() ? words : words + " (" + name + ")";
    }
}
