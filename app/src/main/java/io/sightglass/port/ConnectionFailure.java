package io.sightglass.port;

import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/// Something outside cannot be reached or read. The message is the sentence for the person: what,
/// where, what next.
public final class ConnectionFailure extends IOException {
    private static final long serialVersionUID = 1;

    private final transient Sentence sentence;

    public ConnectionFailure(Sentence sentence) {
        this(sentence, null);
    }

    public ConnectionFailure(Sentence sentence, @Nullable Throwable cause) {
        super(sentence.plain(), cause);
        this.sentence = sentence;
    }

    public Sentence sentence() {
        return sentence;
    }
}
