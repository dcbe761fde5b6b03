package io.sightglass.connect;

import io.sightglass.decode.FindingSink;
import io.sightglass.model.Decoded;
import io.sightglass.model.Format;
import io.sightglass.model.Headers;
import io.sightglass.model.Part;
import io.sightglass.model.Sentence;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.From;
import io.sightglass.port.ReadRequest;
import io.sightglass.port.Until;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/// What a topic's values are written in, by looking at its last few.
public final class TopicFormats {
    private static final int RECORDS = 5;
    private static final Duration STEP = Duration.ofMillis(10);

    private final Connection connection;

    public TopicFormats(Connection connection) {
        this.connection = connection;
    }

    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    private record Sample(Headers headers, byte @Nullable [] value) {}

    /// The formats of a topic's last values; empty when it has none that can be read. Blocks, at
    /// most about as long as `patience`.
    ///
    /// @throws ConnectionFailure when the topic cannot be read
    public Set<Format> of(String topic, Duration patience) throws ConnectionFailure {
        long deadline = System.nanoTime() + patience.toNanos();
        var samples = new ArrayList<Sample>();
        var request = new ReadRequest(topic, Set.of(), new From.Last(RECORDS), new Until.End());
        try (var source = connection.cluster().open(request)) {
            while (!source.finished() && left(deadline).isPositive()) {
                source.poll(
                        left(deadline),
                        (_, _, _, headers, _, value) -> {
                            if (samples.size() < RECORDS) {
                                samples.add(new Sample(headers, copy(value)));
                            }
                        });
            }
        } catch (ConnectionFailure e) {
            throw e;
        } catch (IOException e) {
            throw new ConnectionFailure(
                    Sentence.of(
                            "Reading " + topic + " could not be ended; its connection is lost."),
                    e);
        }
        return formats(topic, samples, deadline);
    }

    private Set<Format> formats(String topic, List<Sample> samples, long deadline) {
        var found = EnumSet.noneOf(Format.class);
        var decoder = connection.decoders().newDecoder();
        for (var sample : samples) {
            Decoded decoded;
            do {
                decoded =
                        decoder.decode(
                                topic,
                                Part.VALUE,
                                sample.headers(),
                                sample.value(),
                                FindingSink::collecting);
            } while (isPending(decoded) && left(deadline).isPositive() && pause());
            if (decoded instanceof Decoded.DecodedMessage message) {
                found.add(message.format());
            }
        }
        return found;
    }

    private static boolean isPending(Decoded decoded) {
        return decoded instanceof Decoded.Undecodable undecodable && undecodable.pending();
    }

    private static boolean pause() {
        LockSupport.parkNanos(STEP.toNanos());
        return !Thread.currentThread().isInterrupted();
    }

    private static Duration left(long deadline) {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }

    private static byte @Nullable [] copy(@Nullable ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        var bytes = new byte[buffer.remaining()];
        buffer.get(buffer.position(), bytes);
        return bytes;
    }
}
