package io.sightglass.tail;

import io.sightglass.model.Headers;
import io.sightglass.model.Sentence;
import io.sightglass.port.Cluster;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.GroupInfo;
import io.sightglass.port.Health;
import io.sightglass.port.ReadRequest;
import io.sightglass.port.RecordHandler;
import io.sightglass.port.RecordSource;
import io.sightglass.port.TopicInfo;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// A fake cluster of one topic: hands over what a test tells it to, in that order. Like a real
/// source it uses one buffer again and again, with other bytes around the payload.
public final class ScriptedCluster implements Cluster {
    private sealed interface Step {
        record Give(Message message) implements Step {}

        record Fail(ConnectionFailure failure) implements Step {}

        record Crash(RuntimeException fault) implements Step {}

        record End() implements Step {}

        record Wake() implements Step {}
    }

    /// A record to hand over.
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    public record Message(
            int partition,
            long offset,
            long timestamp,
            Headers headers,
            byte @Nullable [] key,
            byte @Nullable [] value) {}

    private final LinkedBlockingQueue<Step> script = new LinkedBlockingQueue<>();
    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    private volatile @Nullable ConnectionFailure refusal;

    public ScriptedCluster give(Message message) {
        script.add(new Step.Give(message));
        return this;
    }

    public ScriptedCluster end() {
        script.add(new Step.End());
        return this;
    }

    ScriptedCluster fail(Sentence sentence) {
        script.add(new Step.Fail(new ConnectionFailure(sentence)));
        return this;
    }

    ScriptedCluster crash(RuntimeException fault) {
        script.add(new Step.Crash(fault));
        return this;
    }

    ScriptedCluster refuse(Sentence sentence) {
        refusal = new ConnectionFailure(sentence);
        return this;
    }

    @Override
    public RecordSource open(ReadRequest request) throws ConnectionFailure {
        opened.incrementAndGet();
        var refused = refusal;
        if (refused != null) {
            throw refused;
        }
        return new Source();
    }

    @Override
    public List<TopicInfo> topics() {
        return List.of();
    }

    @Override
    public List<GroupInfo> groups() {
        return List.of();
    }

    @Override
    public Health health() {
        return new Health.Up(1);
    }

    @Override
    public void onHealth(Consumer<Health> listener) {}

    @Override
    public void close() {}

    private final class Source implements RecordSource {
        private byte[] memory = new byte[256];
        private boolean finished;

        @Override
        public int poll(Duration timeout, RecordHandler handler) throws ConnectionFailure {
            int count = 0;
            try {
                var step = script.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
                while (step != null) {
                    switch (step) {
                        case Step.Give give -> {
                            hand(give.message(), handler);
                            count++;
                        }
                        case Step.Fail fail -> throw fail.failure();
                        case Step.Crash crash -> throw crash.fault();
                        case Step.End _ -> finished = true;
                        case Step.Wake _ -> {
                            return count;
                        }
                    }
                    step = count < 500 && !finished ? script.poll() : null;
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            return count;
        }

        private void hand(Message message, RecordHandler handler) {
            var key = message.key();
            var value = message.value();
            int keyLength = key == null ? 0 : key.length;
            int needed = 3 + keyLength + (value == null ? 0 : value.length);
            if (needed > memory.length) {
                memory = new byte[needed];
            }
            java.util.Arrays.fill(memory, 0, Math.min(memory.length, needed), (byte) 0x7e);
            handler.accept(
                    message.partition(),
                    message.offset(),
                    message.timestamp(),
                    message.headers(),
                    buffer(key, 1),
                    buffer(value, 2 + keyLength));
        }

        private @Nullable ByteBuffer buffer(byte @Nullable [] bytes, int at) {
            if (bytes == null) {
                return null;
            }
            System.arraycopy(bytes, 0, memory, at, bytes.length);
            // A slice, so that arrayOffset and position both count.
            return ByteBuffer.wrap(memory, 1, memory.length - 1)
                    .slice()
                    .position(at - 1)
                    .limit(at - 1 + bytes.length);
        }

        @Override
        public boolean finished() {
            return finished;
        }

        @Override
        public void wakeup() {
            script.add(new Step.Wake());
        }

        @Override
        public void close() {
            closed.incrementAndGet();
        }
    }
}
