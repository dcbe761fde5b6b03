package io.sightglass.contract;

import io.sightglass.model.Sentence;
import io.sightglass.schema.LocalSchemas.Problem;

/// What findings of contract rules say.
final class RuleSentences {
    private RuleSentences() {}

    /// `The event is missing **userId**, which contract coffee-orders requires.`
    static Sentence missing(String path, Origin origin) {
        return Sentence.builder()
                .text("The event is missing ")
                .strong(path)
                .text(", which " + origin.name() + " requires.")
                .build();
    }

    static Sentence missingOneof(String path, RuleNode.Oneof oneof) {
        var names = oneof.members().stream().map(RuleNode::name).toList();
        return Sentence.builder()
                .text("The event is missing ")
                .strong(path)
                .text(
                        ": one of "
                                + String.join(", ", names)
                                + ", which "
                                + oneof.origin().name()
                                + " requires.")
                .build();
    }

    static Sentence failed() {
        return Sentence.of(
                "The event was not held to a rule because of a fault in Sightglass; its log says"
                        + " where.");
    }

    static Sentence tooLarge(int rules) {
        return Sentence.of(
                "The event is larger than 4 MiB, so it is not held to the "
                        + (rules == 1 ? "rule" : rules + " rules")
                        + " that need all of it at once.");
    }

    /// `A rule does not compile, so the event is not held to it: orders-value v3, rule x: ...`
    static Sentence broken(Problem problem) {
        return Sentence.of(
                "A rule does not compile, so the event is not held to it: " + problem.text());
    }

    /// `**items[0].boldness** is 14; expected 1 to 10.`
    static Sentence broken(String path, Value value, RuleNode.Judgement judgement, String fault) {
        var instead = judgement.judge().instead(fault);
        var rest = instead != null ? instead : "expected " + judgement.rule().expected();
        return Sentence.builder()
                .strong(path)
                .text(" is " + value.shown() + "; " + rest + ".")
                .build();
    }

    /// `**items** has 0 items; expected 1 to 20 items.`
    static Sentence items(String path, int count, Rule.ItemCount rule) {
        var found = count == 1 ? " has 1 item" : " has " + count + " items";
        return Sentence.builder()
                .strong(path)
                .text(found + "; expected " + rule.expected() + ".")
                .build();
    }
}
