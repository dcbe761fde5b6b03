package io.sightglass.ui;

import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Sentence;
import io.sightglass.port.Cluster;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.Connector;
import io.sightglass.port.Playground;
import io.sightglass.port.SchemaRegistry;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/// An outside with two clusters that share nothing: the playground in memory, and another one with
/// a few topics of its own. At the address `hangs:9092` connecting takes until a test says go; at
/// any other one nobody answers.
public final class ManyOutsides implements Connector {
    public static final String OTHER = "other:9092";
    static final String HANGS = "hangs:9092";

    public final MemoryPlayground first;
    public final MemoryPlayground other = new MemoryPlayground(new CountDownLatch(0), OTHER);
    final CountDownLatch go = new CountDownLatch(1);

    public ManyOutsides(CountDownLatch mayStart) {
        first = new MemoryPlayground(mayStart);
    }

    @Override
    public Cluster connect(ClusterProfile profile) throws ConnectionFailure {
        if (profile.bootstrap().equals(HANGS)) {
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new ConnectionFailure(Sentence.of("Nobody waits any more."), e);
            }
            throw new ConnectionFailure(Sentence.of("It hung, and then it refused."));
        }
        return profile.bootstrap().equals(OTHER) ? other.connect(profile) : first.connect(profile);
    }

    @Override
    public @Nullable SchemaRegistry registry(ClusterProfile profile) {
        return first.registry(profile);
    }

    @Override
    public Playground startPlayground(Consumer<String> progress) throws ConnectionFailure {
        return first.startPlayground(progress);
    }

    @Override
    public Optional<ClusterProfile> runningPlayground() {
        return first.runningPlayground();
    }

    void awaitAllClosed() throws InterruptedException {
        first.awaitAllClosed();
        other.awaitAllClosed();
    }
}
