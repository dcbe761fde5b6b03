package io.sightglass.secret;

import io.sightglass.model.Secret;
import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;

/// Asks the person, in a window or a terminal. Called on whatever thread needs the answer, which
/// waits for it.
@FunctionalInterface
public interface Asker {
    /// Nobody is there.
    Asker NOBODY = _ -> null;

    /// Puts a question.
    ///
    /// @return what was typed; null when nobody answers, or does not want to
    @Nullable Secret ask(Question question);

    /// @param words what is wanted and why
    /// @param twice whether it is chosen now, so that a slip would lock everything up
    record Question(Sentence words, boolean twice) {}
}
