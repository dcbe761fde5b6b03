package io.sightglass.ui;

import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Sentence;
import io.sightglass.port.Cluster;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.ConnectionStep;
import io.sightglass.port.ConnectionStep.Kind;
import io.sightglass.port.ConnectionStep.Outcome;
import io.sightglass.port.Connector;
import io.sightglass.port.Playground;
import io.sightglass.port.SchemaRegistry;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// An outside on whose way to a cluster everything goes well, or, at the host `locked`, up to the
/// login. At the host `slow` each step waits for a permit.
final class TrialOutside implements Connector {
    final Semaphore steps = new Semaphore(0);
    volatile @Nullable ClusterProfile tested;
    volatile boolean interrupted;

    @Override
    public void test(ClusterProfile profile, Consumer<ConnectionStep> heard) {
        tested = profile;
        boolean locked = profile.bootstrap().startsWith("locked");
        for (var kind : Kind.values()) {
            if (kind == Kind.REGISTRY) {
                continue;
            }
            if (profile.bootstrap().startsWith("slow") && !mayGoOn()) {
                return;
            }
            heard.accept(new ConnectionStep(kind, outcome(kind, locked), took(kind)));
        }
    }

    private boolean mayGoOn() {
        try {
            steps.acquire();
            return true;
        } catch (InterruptedException e) {
            interrupted = true;
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Outcome outcome(Kind kind, boolean locked) {
        if (kind == Kind.TLS) {
            return new Outcome.Skipped(
                    Sentence.of(
                            "This connection is not encrypted, so there is no TLS to agree on."));
        }
        if (locked && kind == Kind.SASL) {
            return new Outcome.Failed(
                    Sentence.builder()
                            .text("The broker at ")
                            .strong("locked:9092")
                            .text(
                                    " refused the user name or password by SCRAM-SHA-512. Check"
                                            + " both, and that the user has credentials for this"
                                            + " mechanism.")
                            .build());
        }
        return locked && kind.ordinal() > Kind.SASL.ordinal()
                ? new Outcome.Skipped(Sentence.of("Not tried, since SASL failed."))
                : new Outcome.Passed(Sentence.of("It went well at this step of the way."));
    }

    private static Duration took(Kind kind) {
        return Duration.ofMillis(3 + 17L * kind.ordinal());
    }

    @Override
    public Cluster connect(ClusterProfile profile) throws ConnectionFailure {
        throw new ConnectionFailure(Sentence.of("Nobody connects here."));
    }

    @Override
    public @Nullable SchemaRegistry registry(ClusterProfile profile) {
        return null;
    }

    @Override
    public Playground startPlayground(Consumer<String> progress) throws ConnectionFailure {
        throw new ConnectionFailure(Sentence.of("There is no playground here."));
    }

    @Override
    public Optional<ClusterProfile> runningPlayground() {
        return Optional.empty();
    }
}
