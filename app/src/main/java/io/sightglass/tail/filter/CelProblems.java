package io.sightglass.tail.filter;

import dev.cel.common.CelIssue;
import dev.cel.common.types.CelType;

import io.sightglass.model.Sentence;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// What CEL's compiler says, in words for the person who types.
final class CelProblems {
    private static final Pattern UNKNOWN = Pattern.compile("undeclared reference to '([^']*)'.*");
    private static final Pattern OVERLOAD =
            Pattern.compile("found no matching overload for '([^']*)' applied to '\\((.*?)\\)'.*");
    private static final Pattern TOKEN = Pattern.compile("token recognition error at: '(.*)'");
    private static final int LONGEST = 160;

    private CelProblems() {}

    static FilterText notABool(CelType type) {
        return new FilterText.Rejected(
                1,
                Sentence.of(
                        "The filter is a "
                                + word(type.name())
                                + ", not true or false; compare it with something."));
    }

    static FilterText unusable() {
        return new FilterText.Rejected(
                1, Sentence.of("The filter cannot be evaluated; try a simpler expression."));
    }

    /// The first issue that has a place.
    static FilterText of(List<CelIssue> issues) {
        if (issues.isEmpty()) {
            return unusable();
        }
        var issue = issues.getFirst();
        int column = Math.max(0, issue.getSourceLocation().getColumn()) + 1;
        var sentence = Sentence.builder().text("Column ").strong("" + column).text(": ");
        return new FilterText.Rejected(column, words(sentence, issue.getMessage()).build());
    }

    private static Sentence.Builder words(Sentence.Builder to, String message) {
        var unknown = UNKNOWN.matcher(message);
        if (unknown.matches()) {
            return to.text("there is no ")
                    .strong(unknown.group(1))
                    .text(" here; a filter knows value, key, headers, partition, offset,")
                    .text(" timestamp, size and findings. Put text in double quotes.");
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
            var what = token.group(1).strip();
            return what.startsWith("=")
                    ? to.text("a single = compares nothing; write ==.")
                    : to.strong(what).text(" has no meaning here.");
        }
        if (message.contains("'<EOF>' expecting")) {
            return to.text("the filter ends too early.");
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
