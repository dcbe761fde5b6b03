package io.sightglass.kafka;

import io.sightglass.model.Sentence;
import io.sightglass.port.ConnectionStep;
import io.sightglass.port.ConnectionStep.Outcome;

import java.util.List;
import java.util.Optional;

/// What a probe met at one address, step by step, up to the first that failed.
///
/// @param brokers where clients are sent on to; empty where the broker does not tell before it
///   knows who one is
record Probed(Address address, List<ConnectionStep> steps, List<Address> brokers) {
    Probed {
        steps = List.copyOf(steps);
        brokers = List.copyOf(brokers);
    }

    /// Why it is no broker that this connection can talk to; empty where it is one.
    Optional<Sentence> failure() {
        for (var step : steps) {
            if (step.outcome() instanceof Outcome.Failed(var sentence)) {
                return Optional.of(sentence);
            }
        }
        return Optional.empty();
    }
}
