package io.sightglass.kafka;

import io.sightglass.model.Sentence;
import io.sightglass.port.ConnectionStep;
import io.sightglass.port.ConnectionStep.Kind;
import io.sightglass.port.ConnectionStep.Outcome;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Steps as they are gone, with their times. One thread goes them; others may look at where it is.
final class Steps {
    private final List<ConnectionStep> done = new ArrayList<>();
    private Kind current = Kind.NAME;
    private long since = System.nanoTime();

    /// Begins with the first, the name.
    Steps() {}

    /// The name is known already.
    Steps(Sentence name, Duration took) {
        done.add(new ConnectionStep(Kind.NAME, new Outcome.Passed(name), took));
    }

    /// The step that is being gone from now on.
    synchronized void begin(Kind kind) {
        current = kind;
        since = System.nanoTime();
    }

    synchronized void passed(Sentence sentence) {
        add(new Outcome.Passed(sentence));
    }

    synchronized void failed(Sentence sentence) {
        add(new Outcome.Failed(sentence));
    }

    /// What was thought to have passed, or to be no part of the way, is where it failed: nothing
    /// counts that came after it.
    synchronized void instead(Kind kind, Sentence sentence) {
        while (!done.isEmpty() && done.getLast().kind().compareTo(kind) >= 0) {
            done.removeLast();
        }
        current = kind;
        failed(sentence);
    }

    synchronized void skipped(Kind kind, String reason) {
        done.add(new ConnectionStep(kind, new Outcome.Skipped(Sentence.of(reason)), Duration.ZERO));
    }

    private void add(Outcome outcome) {
        done.add(new ConnectionStep(current, outcome, Duration.ofNanos(System.nanoTime() - since)));
    }

    synchronized boolean anyFailed() {
        return done.stream().anyMatch(ConnectionStep::failed);
    }

    /// The steps so far and the current one, which did not end in time.
    synchronized List<ConnectionStep> doneAndFailed(Sentence sentence) {
        var all = new ArrayList<>(done);
        if (!anyFailed()) {
            var took = Duration.ofNanos(System.nanoTime() - since);
            all.add(new ConnectionStep(current, new Outcome.Failed(sentence), took));
        }
        return all;
    }

    synchronized Kind current() {
        return current;
    }

    synchronized List<ConnectionStep> done() {
        return List.copyOf(done);
    }
}
