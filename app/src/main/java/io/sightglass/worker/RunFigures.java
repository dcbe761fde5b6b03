package io.sightglass.worker;

import io.sightglass.decode.Decoders;
import io.sightglass.indicator.Indicators;
import io.sightglass.indicator.SharedCheck;
import io.sightglass.model.Sentence;
import io.sightglass.port.ConnectionFailure;

import org.jspecify.annotations.Nullable;

/// What is known of a run, by all of its workers together.
///
/// @param merged what all of them have counted; null where that was not asked for yet
public record RunFigures(RunHeader run, RunProgress progress, @Nullable Indicators merged) {
    /// Puts together what the workers have written.
    ///
    /// @throws ConnectionFailure where it is not to be understood
    public static RunFigures of(RunHeader run, RunLog log, Decoders decoders)
            throws ConnectionFailure {
        var progress = log.progress(run);
        var states = log.portions(run).stream().map(Portion::state).toList();
        try {
            var merged =
                    SharedCheck.together(
                            run.topic(), states, run.only(), progress.isDone(), decoders);
            return new RunFigures(run, progress, merged);
        } catch (IllegalArgumentException e) {
            throw new ConnectionFailure(
                    Sentence.builder()
                            .text("What the workers of ")
                            .strong(run.name())
                            .text(
                                    " have written is not understood; it may be another version's."
                                            + " Start a run of another name.")
                            .build(),
                    e);
        }
    }
}
