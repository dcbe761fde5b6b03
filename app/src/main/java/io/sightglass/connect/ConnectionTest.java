package io.sightglass.connect;

import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Sentence;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.ConnectionStep;
import io.sightglass.port.ConnectionStep.Kind;
import io.sightglass.port.ConnectionStep.Outcome;
import io.sightglass.port.Connector;
import io.sightglass.port.RegistryAnswer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// Tries a connection out, step by step: first the cluster's, then the registry's, which does not
/// depend on them.
public final class ConnectionTest {
    // The registry's own deadline is 6 s; this one is for a registry that does not keep to it.
    private static final Duration REGISTRY = Duration.ofSeconds(8);

    private ConnectionTest() {}

    /// Goes all steps and returns them. Takes up to about twelve seconds, six a side; an
    /// interrupted thread ends early, and stays interrupted.
    ///
    /// @param heard is told of each step as it ends, on the calling thread
    public static List<ConnectionStep> run(
            Connector connector, ClusterProfile profile, Consumer<ConnectionStep> heard) {
        var steps = new ArrayList<ConnectionStep>();
        Consumer<ConnectionStep> both =
                step -> {
                    steps.add(step);
                    heard.accept(step);
                };
        connector.test(profile, both);
        long start = System.nanoTime();
        var outcome = registry(connector, profile);
        var took =
                outcome instanceof Outcome.Skipped
                        ? Duration.ZERO
                        : Duration.ofNanos(System.nanoTime() - start);
        both.accept(new ConnectionStep(Kind.REGISTRY, outcome, took));
        return List.copyOf(steps);
    }

    private static Outcome registry(Connector connector, ClusterProfile profile) {
        try (var registry = connector.registry(profile)) {
            if (registry == null) {
                return new Outcome.Skipped(Sentence.of("This connection has no schema registry."));
            }
            var answer = registry.subjects().get(REGISTRY.toMillis(), TimeUnit.MILLISECONDS);
            return switch (answer) {
                case RegistryAnswer.Found<List<String>>(var subjects) ->
                        new Outcome.Passed(
                                Sentence.builder()
                                        .text("The registry at ")
                                        .strong(registry.address())
                                        .text(" answers; this user sees ")
                                        .strong(String.valueOf(subjects.size()))
                                        .text(subjects.size() == 1 ? " subject." : " subjects.")
                                        .build());
                case RegistryAnswer.NotFound<List<String>>(var sentence) ->
                        new Outcome.Failed(sentence);
                case RegistryAnswer.Unavailable<List<String>>(var sentence) ->
                        new Outcome.Failed(sentence);
            };
        } catch (ConnectionFailure e) {
            return new Outcome.Failed(e.sentence());
        } catch (TimeoutException | ExecutionException e) {
            return new Outcome.Failed(
                    Sentence.of(
                            "The registry did not answer within "
                                    + REGISTRY.toSeconds()
                                    + " s; check its address, and that it runs."));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Skipped(Sentence.of("The test was ended before it came to this."));
        }
    }
}
