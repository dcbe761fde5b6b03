package io.sightglass.contract.cel;

import dev.cel.common.types.CelType;

import io.sightglass.model.Sentence;

import java.util.Locale;
import java.util.regex.Pattern;

/// What CEL's compiler says, in words for the person who writes expressions.
public final class CelIssues {
    private static final Pattern UNKNOWN = Pattern.compile("undeclared reference to '([^']*)'.*");
    private static final Pattern OVERLOAD =
            Pattern.compile("found no matching overload for '([^']*)' applied to '\\((.*?)\\)'.*");
    private static final Pattern TOKEN = Pattern.compile("token recognition error at: '(.*)'");
    private static final int LONGEST = 160;

    private CelIssues() {}

    /// @param what the thing that ends too early: `filter`
    /// @param knows what a name may be: `a filter knows value and key.`
    public static Sentence.Builder words(
            Sentence.Builder to, String message, String what, String knows) {
        var unknown = UNKNOWN.matcher(message);
        if (unknown.matches()) {
            return to.text("there is no ").strong(unknown.group(1)).text(" here; " + knows);
        }
        var overload = OVERLOAD.matcher(message);
        if (overload.matches()) {
            return to.strong(operator(overload.group(1)))
                    .text(" does not work on ")
                    .text(types(overload.group(2)))
                    .text(".");
        }
        var token = TOKEN.matcher(message);
        if (token.matches()) {
            var found = token.group(1).strip();
            return found.startsWith("=")
                    ? to.text("a single = compares nothing; write ==.")
                    : to.strong(found).text(" has no meaning here.");
        }
        if (message.contains("'<EOF>' expecting")) {
            return to.text("the " + what + " ends too early.");
        }
        int end = message.indexOf(" expecting");
        var first = end < 0 ? message : message.substring(0, end);
        return to.text(first.length() > LONGEST ? first.substring(0, LONGEST) : first).text(".");
    }

    /// CEL names operators `_>_`, `!_`, `_[_]`.
    private static String operator(String name) {
        return name.startsWith("_") || name.endsWith("_") ? name.replace("_", "") : name;
    }

    private static String types(String list) {
        var words = new StringBuilder();
        for (var type : list.split(", ", -1)) {
            words.append(words.isEmpty() ? "" : " and ").append(word(type));
        }
        return words.toString();
    }

    /// The name of a type for people: `number`, `true or false`.
    public static String word(CelType type) {
        return word(type.name());
    }

    private static String word(String type) {
        return switch (type) {
            case "google.protobuf.Timestamp" -> "timestamp";
            case "google.protobuf.Duration" -> "duration";
            case "int", "uint", "double" -> "number";
            case "bool" -> "true or false";
            default -> type.toLowerCase(Locale.ROOT);
        };
    }
}
