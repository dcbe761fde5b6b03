package io.sightglass.port;

import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// Opens what is outside. The composition root implements it, so that window and command line need
/// not know Kafka, HTTP or the playground.
public interface Connector {
    /// Connects, or says in one sentence within six seconds why not.
    Cluster connect(ClusterProfile profile) throws ConnectionFailure;

    /// Goes the way to a profile's cluster step by step, and away again; `heard` is told of each
    /// step up to [ConnectionStep.Kind#AUTHORISATION] once, in order, as it ends. Bounded to about
    /// six seconds; what goes wrong is the outcome of its step.
    default void test(ClusterProfile profile, Consumer<ConnectionStep> heard) {
        long start = System.nanoTime();
        ConnectionStep.Outcome outcome;
        try {
            connect(profile).close();
            outcome = new ConnectionStep.Outcome.Passed(Sentence.of("The cluster answers."));
        } catch (ConnectionFailure e) {
            outcome = new ConnectionStep.Outcome.Failed(e.sentence());
        }
        var took = Duration.ofNanos(System.nanoTime() - start);
        heard.accept(new ConnectionStep(ConnectionStep.Kind.AUTHORISATION, outcome, took));
    }

    /// The registry of a profile, or null where it has none. Opens no connection yet.
    ///
    /// @throws ConnectionFailure with a sentence when its address is no URL
    @Nullable SchemaRegistry registry(ClusterProfile profile) throws ConnectionFailure;

    /// Starts a playground of one's own; `progress` hears what is being waited for.
    Playground startPlayground(Consumer<String> progress) throws ConnectionFailure;

    /// The playground that some process of this user is running, if any.
    Optional<ClusterProfile> runningPlayground();
}
