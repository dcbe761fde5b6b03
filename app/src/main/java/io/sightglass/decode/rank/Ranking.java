package io.sightglass.decode.rank;

import io.sightglass.model.Sentence;

import java.util.List;
import java.util.Optional;

/// What trying came to.
///
/// @param candidates those that fit at least one sample, the best first
/// @param nominees how many types were to be tried
/// @param samples how many samples there were
/// @param complete false where time ran out, or somebody cancelled: then the figures are of what
///   was tried by then
/// @param summary all that in words
public record Ranking(
        List<Candidate> candidates, int nominees, int samples, boolean complete, Sentence summary) {
    public Ranking {
        candidates = List.copyOf(candidates);
    }

    /// The one to offer first: the first candidate, where it fits at least half of the samples.
    public Optional<Candidate> best() {
        return candidates.stream()
                .findFirst()
                .filter(candidate -> candidate.whole() * 2 >= candidate.samples());
    }
}
