package io.sightglass.scan;

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
public final class TopicFeed implements Feed {
    private static final Logger LOG = LoggerFactory.getLogger(TopicFeed.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Cluster cluster;
    private final ReadRequest request;
    private final long limit;
    private volatile @Nullable RecordSource source;

    /// @param limit how many records at most
    public TopicFeed(Cluster cluster, ReadRequest request, long limit) {
        this.cluster = cluster;
        this.request = request;
        this.limit = limit;
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
            return -1; // opening the topic will say it better
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
        public void accept(
                int partition,
                long offset,
                long timestamp,
                Headers headers,
                @Nullable ByteBuffer key,
                @Nullable ByteBuffer value) {
            if (left > 0 && taker.wantsMore()) {
                left--;
                taker.take(partition, offset, timestamp, headers, key, value);
            }
        }

        @Override
        public void gone(int partition, long from, long to) {
            taker.gone(to - from);
        }
    }
}
