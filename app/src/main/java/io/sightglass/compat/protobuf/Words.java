package io.sightglass.compat.protobuf;

import io.sightglass.model.Sentence;

/// Puts sentences together from words and names in turn.
final class Words {
    private Words() {}

    /// @param parts words, a name, words, a name ...; names are set strong
    static Sentence say(String... parts) {
        var sentence = Sentence.builder();
        for (int i = 0; i < parts.length; i++) {
            if (i % 2 == 1) {
                sentence.strong(parts[i]);
            } else if (!parts[i].isEmpty()) {
                sentence.text(parts[i]);
            }
        }
        return sentence.build();
    }
}
