package io.sightglass.contract.jsonschema;

import com.networknt.schema.Error;

import io.sightglass.contract.TextFormat;
import io.sightglass.model.Sentence;

/// What findings of JSON Schema keywords say.
final class JsonSentences {
    private static final int LONGEST = 160;

    private JsonSentences() {}

    static Sentence missing(String path, String demander) {
        return Sentence.builder()
                .text("The event is missing ")
                .strong(path)
                .text(", which " + demander + " requires.")
                .build();
    }

    static Sentence notDeclared(String path, String demander) {
        return Sentence.builder()
                .strong(path)
                .text(
                        " is not declared in "
                                + demander
                                + ", which allows no other properties here.")
                .build();
    }

    static Sentence undecided(String demander) {
        return Sentence.of(
                "The event is not held to "
                        + demander
                        + ", one of whose regular expressions takes too long over it.");
    }

    static Sentence failed(String demander) {
        return Sentence.of(
                "The event cannot be held to "
                        + demander
                        + ": the schema refers to something that is not in it.");
    }

    /// `**items[0].boldness** is 14; expected at most 10.`
    static Sentence broken(String path, String shown, Error error) {
        var to =
                path.isEmpty()
                        ? Sentence.builder().text("The event")
                        : Sentence.builder().strong(path);
        return to.text(" is " + shown + "; " + expected(error) + ".").build();
    }

    private static String expected(Error error) {
        var node = error.getSchemaNode();
        var value = node == null ? "" : clip(node.isString() ? node.asString() : node.toString());
        var keyword = error.getKeyword() == null ? "" : error.getKeyword();
        return switch (keyword) {
            case "minimum" -> "expected " + value + " or more";
            case "maximum" -> "expected " + value + " or less";
            case "exclusiveMinimum" -> "expected more than " + value;
            case "exclusiveMaximum" -> "expected less than " + value;
            case "multipleOf" -> "expected a multiple of " + value;
            case "minLength" -> "expected at least " + count(value, "character");
            case "maxLength" -> "expected at most " + count(value, "character");
            case "minItems" -> "expected at least " + count(value, "item");
            case "maxItems" -> "expected at most " + count(value, "item");
            case "minProperties" -> "expected at least " + count(value, "field");
            case "maxProperties" -> "expected at most " + count(value, "field");
            case "pattern" -> "expected the pattern " + value;
            case "const" -> "expected " + value;
            case "enum" -> "expected one of " + list(value);
            case "type" -> "expected " + list(value);
            case "uniqueItems" -> "expected no item twice";
            case "format" -> "expected " + format(value);
            default -> message(error, keyword);
        };
    }

    private static String format(String name) {
        var known = TextFormat.of(name);
        return known == null ? "the format " + name : known.expected();
    }

    private static String count(String number, String what) {
        return number + " " + what + (number.equals("1") ? "" : "s");
    }

    /// `["a","b"]` without brackets.
    private static String list(String value) {
        return value.startsWith("[") && value.endsWith("]")
                ? value.substring(1, value.length() - 1).replace(",", ", ")
                : value;
    }

    /// The library's words, which begin with the place.
    private static String message(Error error, String keyword) {
        var message = error.getMessage();
        if (message == null || message.isBlank()) {
            return "the keyword " + keyword + " does not hold";
        }
        int colon =
                message.startsWith("/") || message.startsWith(":") || message.startsWith("$")
                        ? message.indexOf(": ")
                        : -1;
        var words = colon < 0 ? message : message.substring(colon + 2);
        return clip(words.endsWith(".") ? words.substring(0, words.length() - 1) : words);
    }

    private static String clip(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
