package io.sightglass.tail;

import io.sightglass.model.Header;
import io.sightglass.model.Headers;
import io.sightglass.port.Cluster;
import io.sightglass.port.GroupInfo;
import io.sightglass.port.Health;
import io.sightglass.port.ReadRequest;
import io.sightglass.port.RecordHandler;
import io.sightglass.port.RecordSource;
import io.sightglass.port.TopicInfo;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// A fake cluster that hands over a number of made-up records as fast as they are taken, from one
/// buffer, 500 a poll.
final class EndlessCluster implements Cluster {
    private static final Headers HEADERS =
            new Headers(List.of(new Header("source", "pos".getBytes(StandardCharsets.UTF_8))));
    private static final String KINDS = "fffffffffffffffUVX";

    private final long records;
    private final int valueSize;

    EndlessCluster(long records, int valueSize) {
        this.records = records;
        this.valueSize = valueSize;
    }

    @Override
    public RecordSource open(ReadRequest request) {
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
        private final byte[] memory = new byte[16 + valueSize];
        private long given;

        @Override
        public int poll(Duration timeout, RecordHandler handler) {
            int count = (int) Math.min(500, records - given);
            long now = System.currentTimeMillis();
            for (int i = 0; i < count; i++) {
                memory[16] = (byte) KINDS.charAt((int) (given % KINDS.length()));
                memory[17] = (byte) given;
                handler.accept(
                        (int) (given % 4),
                        given / 4,
                        now,
                        HEADERS,
                        ByteBuffer.wrap(memory, 0, 16),
                        ByteBuffer.wrap(memory, 16, valueSize));
                given++;
            }
            return count;
        }

        @Override
        public boolean finished() {
            return given == records;
        }

        @Override
        public void wakeup() {}

        @Override
        public void close() {}
    }
}
