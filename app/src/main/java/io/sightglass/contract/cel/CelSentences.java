package io.sightglass.contract.cel;

import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;

/// What findings of rules in CEL say.
///
/// @param name the rule's name; empty where it has none
/// @param demander who demands it: `contract coffee-orders`, `orders-value v3`
/// @param expression what is expected
/// @param doc what its author says of it; null where that is nothing
public record CelSentences(String name, String demander, String expression, @Nullable String doc) {

    /// `The event breaks rule **total-adds-up** of contract coffee-orders; expected ...`
    public Sentence event(@Nullable String message) {
        return rest(rule(Sentence.builder().text("The event breaks ")), "; expected ", message);
    }

    /// `**userId** is "test" and breaks rule **no-tests** of orders-value v3; expected ...`
    public Sentence field(String path, String shown, @Nullable String message) {
        var to = Sentence.builder().strong(path).text(" is " + shown + " and breaks ");
        return rest(rule(to), "; expected ", message);
    }

    public Sentence failed(String path, String why) {
        var to =
                path.isEmpty()
                        ? Sentence.builder().text("The event")
                        : Sentence.builder().strong(path);
        return rule(to.text(" does not keep "))
                .text(", which cannot be evaluated on it: " + why + ".")
                .build();
    }

    public Sentence undecided(String path) {
        var to =
                path.isEmpty()
                        ? Sentence.builder().text("The event")
                        : Sentence.builder().strong(path);
        return rule(to.text(" is not held to ")).text(", which takes too long over it.").build();
    }

    private Sentence.Builder rule(Sentence.Builder to) {
        return (name.isEmpty() ? to.text("a rule") : to.text("rule ").strong(name))
                .text(" of " + demander);
    }

    private Sentence rest(Sentence.Builder to, String before, @Nullable String message) {
        if (message != null) {
            return to.text(": " + stopped(message)).build();
        }
        to.text(before + stopped(expression));
        return doc == null || doc.isBlank() ? to.build() : to.text(" " + stopped(doc)).build();
    }

    private static String stopped(String text) {
        var line = text.strip().replaceAll("\\s+", " ");
        return line.endsWith(".") || line.endsWith("!") || line.endsWith("?") ? line : line + ".";
    }
}
