package io.sightglass.schema;

import io.sightglass.model.Sentence;

/// The answer to "which schema is this?", given at once.
public sealed interface Lookup {
    record Found(ResolvedSchema schema) implements Lookup {}

    /// There is none.
    ///
    /// @param sentence says so, and why
    /// @param ofValue the same, to somebody who looks at a value that wants the schema
    record Missing(Sentence sentence, Sentence ofValue) implements Lookup {
        private static final String CONSEQUENCE = ", so the value stays as bytes";

        /// @param what without a full stop
        public static Missing of(String what) {
            return new Missing(Sentence.of(what + "."), Sentence.of(what + CONSEQUENCE + "."));
        }

        /// @param what without a full stop
        /// @param why a sentence
        public static Missing of(String what, String why) {
            return new Missing(
                    Sentence.of(what + ": " + why), Sentence.of(what + CONSEQUENCE + ": " + why));
        }

        /// What says to everybody what there is to say.
        public static Missing of(Sentence sentence) {
            return new Missing(sentence, sentence);
        }
    }

    /// It is being fetched, or its registry does not answer: ask again later.
    record Pending(Sentence sentence) implements Lookup {}
}
