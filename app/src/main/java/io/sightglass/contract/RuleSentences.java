package io.sightglass.contract;

import io.sightglass.model.Sentence;

/// What findings of contract rules say.
final class RuleSentences {
    private RuleSentences() {}

    /// `The event is missing **userId**, which contract coffee-orders requires.`
    static Sentence missing(String path, String contract) {
        return Sentence.builder()
                .text("The event is missing ")
                .strong(path)
                .text(", which contract " + contract + " requires.")
                .build();
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
