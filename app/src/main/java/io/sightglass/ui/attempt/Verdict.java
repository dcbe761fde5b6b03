package io.sightglass.ui.attempt;

import io.sightglass.gate.Answer;
import io.sightglass.gate.Target;
import io.sightglass.model.Sentence;

/// What is said of what was typed.
public sealed interface Verdict {
    /// Nothing was typed yet; the sentence says what to do.
    record Nothing(Sentence sentence) implements Verdict {}

    /// It cannot be tried: there is no such topic or schema, or these are no bytes.
    record Unable(Sentence sentence) implements Verdict {}

    /// The gate's answer.
    ///
    /// @param text what it is the answer to
    record Answered(Target target, Answer answer, String text) implements Verdict {}
}
