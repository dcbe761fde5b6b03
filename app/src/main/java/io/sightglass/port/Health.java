package io.sightglass.port;

import io.sightglass.model.Sentence;

import java.time.Instant;

/// Whether the cluster answers, as of the last heartbeat.
public sealed interface Health {
    /// It answers.
    record Up(int brokers) implements Health {}

    /// It does not, since `since`; `sentence` says what was tried and what to do.
    record Down(Sentence sentence, Instant since) implements Health {}
}
