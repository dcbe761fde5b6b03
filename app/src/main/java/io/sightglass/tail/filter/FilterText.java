package io.sightglass.tail.filter;

import io.sightglass.model.Sentence;

import java.util.regex.Pattern;

/// What a person typed into the filter, understood.
///
/// Text that uses one of the variables of [CelPredicate] as an expression would (`value.status ==
/// "PAID"`, `"VIOLATION" in findings`, `partition < 3`) is a CEL expression. Everything else is
/// looked for as it stands ([TextPredicate]); so is text between double quotes, whatever it holds.
public sealed interface FilterText {
    /// Ready for use.
    record Ready(RecordPredicate predicate) implements FilterText {}

    /// Not an expression that could be true or false; `column` counts from 1.
    record Rejected(int column, Sentence sentence) implements FilterText {}

    /// Understands a text. The first expression of a process takes up to half a second, others
    /// milliseconds, so a window asks on another thread. Blank text admits every record.
    static FilterText of(String text) {
        var trimmed = text.strip();
        if (trimmed.isEmpty()) {
            return new Ready((_, _, _) -> true);
        }
        if (Syntax.QUOTED.matcher(trimmed).matches()) {
            return new Ready(new TextPredicate(trimmed.substring(1, trimmed.length() - 1)));
        }
        return isExpression(trimmed)
                ? CelPredicate.compile(text)
                : new Ready(new TextPredicate(trimmed));
    }

    /// Whether a text is taken for an expression.
    static boolean isExpression(String text) {
        var bare = Syntax.STRING.matcher(text).replaceAll("\"\"");
        return !bare.startsWith("<") && Syntax.USE.matcher(bare).find();
    }

    /// How expressions are told from plain text.
    final class Syntax {
        private static final String NAMES =
                "(?:value|key|headers|partition|offset|timestamp|size|findings|rules|fields|schema)";
        private static final Pattern STRING =
                Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|'(?:[^'\\\\]|\\\\.)*+'");
        private static final Pattern QUOTED = Pattern.compile("\"[^\"]+\"");
        private static final Pattern USE =
                Pattern.compile(
                        "(?<![\\w.\\-])"
                                + NAMES
                                + "\\s*(?:\\.\\s*[A-Za-z_]|\\[|[=!<>]=|[<>=]|\\bin\\s*\\[)"
                                + "|\\bin\\s+(?:headers|findings|rules|fields)\\b"
                                + "|(?:[=!<>]=|[<>])\\s*"
                                + NAMES
                                + "\\b|\\b(?:size|has|int|string)\\s*\\(\\s*"
                                + NAMES
                                + "\\b");

        private Syntax() {}
    }
}
