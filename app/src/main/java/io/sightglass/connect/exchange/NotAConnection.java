package io.sightglass.connect.exchange;

import io.sightglass.model.Sentence;

/// A text is no connection; the sentence says which part is missing or of another form, never what
/// stands there.
public final class NotAConnection extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Sentence sentence;

    NotAConnection(String sentence) {
        super(sentence);
        this.sentence = Sentence.of(sentence);
    }

    public Sentence sentence() {
        return sentence;
    }
}
