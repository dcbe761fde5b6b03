package io.sightglass.worker;

import io.sightglass.model.WritePermission;
import io.sightglass.port.Cluster;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.GroupInfo;
import io.sightglass.port.Health;
import io.sightglass.port.OffsetSpan;
import io.sightglass.port.ReadRequest;
import io.sightglass.port.RecordHandler;
import io.sightglass.port.RecordSource;
import io.sightglass.port.TopicInfo;
import io.sightglass.port.Writing;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A cluster whose reader stands still after some records, until it is released: as a process does
/// that was stopped, or is collecting garbage for very long.
final class StuckCluster implements Cluster {
    private final Cluster real;
    private final CountDownLatch stuck = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private long left;

    StuckCluster(Cluster real, long after) {
        this.real = real;
        this.left = after;
    }

    void awaitStuck() throws InterruptedException {
        if (!stuck.await(60, TimeUnit.SECONDS)) {
            throw new AssertionError("it did not come so far");
        }
    }

    void release() {
        released.countDown();
    }

    @Override
    public RecordSource open(String topic, Map<Integer, OffsetSpan> spans)
            throws ConnectionFailure {
        var source = real.open(topic, spans);
        return new RecordSource() {
            @Override
            public int poll(Duration timeout, RecordHandler handler) throws ConnectionFailure {
                return source.poll(timeout, stopping(handler));
            }

            @Override
            public boolean finished() {
                return source.finished();
            }

            @Override
            public void wakeup() {
                source.wakeup();
            }

            @Override
            public void close() throws IOException {
                source.close();
            }
        };
    }

    private RecordHandler stopping(RecordHandler handler) {
        return (partition, offset, timestamp, headers, key, value) -> {
            handler.accept(partition, offset, timestamp, headers, key, value);
            if (--left == 0) {
                stuck.countDown();
                try {
                    released.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }

    @Override
    public List<TopicInfo> topics() throws ConnectionFailure {
        return real.topics();
    }

    @Override
    public List<GroupInfo> groups() throws ConnectionFailure {
        return real.groups();
    }

    @Override
    public RecordSource open(ReadRequest request) throws ConnectionFailure {
        return real.open(request);
    }

    @Override
    public Map<Integer, OffsetSpan> plan(ReadRequest request) throws ConnectionFailure {
        return real.plan(request);
    }

    @Override
    public Writing writing(WritePermission permission) throws ConnectionFailure {
        return real.writing(permission);
    }

    @Override
    public Health health() {
        return real.health();
    }

    @Override
    public void onHealth(Consumer<Health> listener) {
        real.onHealth(listener);
    }

    @Override
    public void close() {
        // not ours
    }
}
