package io.sightglass.prove;

import io.sightglass.decode.Decoder;
import io.sightglass.model.Headers;
import io.sightglass.port.Cluster;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.From;
import io.sightglass.port.ReadRequest;
import io.sightglass.port.RecordHandler;
import io.sightglass.port.RecordSource;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/// A span of a topic: no group, no commits.
final class TopicFeed implements Feed {
    private static final Logger LOG = LoggerFactory.getLogger(TopicFeed.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Cluster cluster;
    private final ReadRequest request;
    private final long limit;
    private final Decoder decoder;
    private volatile @Nullable RecordSource source;

    TopicFeed(Cluster cluster, ReadRequest request, long limit, Decoder decoder) {
        this.cluster = cluster;
        this.request = request;
        this.limit = limit;
        this.decoder = decoder;
    }

    @Override
    public long expected() {
        long there = -1;
        try {
            for (var topic : cluster.topics()) {
                if (topic.name().equals(request.topic()) && request.partitions().isEmpty()) {
                    there = topic.records();
                }
            }
        } catch (ConnectionFailure e) {
            // Opening the topic will say it better.
            return -1;
        }
        if (there < 0) {
            return -1;
        }
        return switch (request.from()) {
            case From.Earliest _ -> Math.min(limit, there);
            case From.Last(long count) -> Math.min(limit, Math.min(count, there));
            case From.Latest _, From.Offset _, From.Time _ -> -1;
        };
    }

    @Override
    public void run(Taker taker) throws ConnectionFailure {
        var handler = new Handler(taker);
        try (var open = cluster.open(request)) {
            source = open;
            while (taker.wantsMore() && handler.left > 0 && !open.finished()) {
                open.poll(POLL, handler);
                taker.pause();
            }
        } catch (ConnectionFailure failure) {
            throw failure;
        } catch (IOException failure) {
            LOG.warn("Closing the reading position in topic {} failed", request.topic(), failure);
        } finally {
            source = null;
        }
    }

    @Override
    public void stop() {
        var open = source;
        if (open != null) {
            open.wakeup();
        }
    }

    private final class Handler implements RecordHandler {
        private final Taker taker;
        private long left = limit;

        Handler(Taker taker) {
            this.taker = taker;
        }

        @Override
        @SuppressWarnings("ByteBufferBackingArray") // sources hand over buffers on the heap
        public void accept(
                int partition,
                long offset,
                long timestamp,
                Headers headers,
                @Nullable ByteBuffer key,
                @Nullable ByteBuffer value) {
            if (left == 0 || !taker.wantsMore()) {
                return;
            }
            left--;
            taker.take(
                    decoder,
                    request.topic(),
                    partition,
                    offset,
                    timestamp,
                    headers,
                    value == null ? null : value.array(),
                    value == null ? 0 : value.arrayOffset() + value.position(),
                    value == null ? 0 : value.remaining(),
                    null);
        }

        @Override
        public void gone(int partition, long from, long to) {
            taker.gone(from, to);
        }
    }
}
