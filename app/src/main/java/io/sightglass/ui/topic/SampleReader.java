package io.sightglass.ui.topic;

import io.sightglass.connect.Connection;
import io.sightglass.model.Decoded;
import io.sightglass.model.Headers;
import io.sightglass.model.Mark;
import io.sightglass.model.Node;
import io.sightglass.model.Part;
import io.sightglass.model.RawRecord;
import io.sightglass.model.SchemaInfo;
import io.sightglass.model.SchemaRef;
import io.sightglass.model.Sentence;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.From;
import io.sightglass.port.ReadRequest;
import io.sightglass.port.Until;
import io.sightglass.schema.Lookup;
import io.sightglass.schema.explain.Explained;
import io.sightglass.ui.inspect.ValueText;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// Reads some of a topic's last records, and makes examples of those that can be read. Waits; not
/// for the window's thread.
final class SampleReader {
    private static final int RECORDS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final Duration STEP = Duration.ofMillis(200);
    private static final Duration SCHEMA = Duration.ofSeconds(10);

    private final Connection connection;
    private final String topic;
    private final BooleanSupplier stopped;

    SampleReader(Connection connection, String topic, BooleanSupplier stopped) {
        this.connection = connection;
        this.topic = topic;
        this.stopped = stopped;
    }

    /// Examples, those without anything wrong first, the newest before older ones; none where the
    /// topic has no records that can be read.
    List<Sample> read() throws ConnectionFailure {
        var records = new ArrayList<RawRecord>();
        var request = new ReadRequest(topic, Set.of(), new From.Last(RECORDS), new Until.End());
        try (var source = connection.cluster().open(request)) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!source.finished() && System.nanoTime() - end < 0 && !stopped.getAsBoolean()) {
                source.poll(
                        STEP,
                        (partition, offset, timestamp, headers, key, value) -> {
                            if (records.size() < RECORDS) {
                                records.add(
                                        record(partition, offset, timestamp, headers, key, value));
                            }
                        });
            }
        } catch (ConnectionFailure e) {
            throw e;
        } catch (IOException e) {
            throw new ConnectionFailure(
                    Sentence.of("Reading records of " + topic + " could not be ended cleanly."), e);
        }
        var samples = new ArrayList<Sample>();
        for (var record : records) {
            var sample = stopped.getAsBoolean() ? null : sample(record);
            if (sample != null) {
                samples.add(sample);
            }
        }
        samples.sort(
                Comparator.comparing((Sample sample) -> sample.mark() != Mark.VALID)
                        .thenComparing(Comparator.comparingLong(Sample::timestamp).reversed()));
        return samples;
    }

    private RawRecord record(
            int partition,
            long offset,
            long timestamp,
            Headers headers,
            @Nullable ByteBuffer key,
            @Nullable ByteBuffer value) {
        return new RawRecord(topic, partition, offset, timestamp, headers, copy(key), copy(value));
    }

    private static byte @Nullable [] copy(@Nullable ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        var bytes = new byte[buffer.remaining()];
        buffer.get(buffer.position(), bytes);
        return bytes;
    }

    private @Nullable Sample sample(RawRecord record) {
        var value = decode(record, Part.VALUE);
        if (!(value instanceof Decoded.DecodedMessage message)) {
            return null;
        }
        var place = place(message.schema());
        return new Sample(
                record.partition(),
                record.offset(),
                record.timestamp(),
                key(record),
                message.format(),
                message.mark(),
                message.schema(),
                place,
                SampleFields.of(message.root(), place));
    }

    /// The schema may still be on its way.
    private Decoded decode(RawRecord record, Part part) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        var decoded = connection.decode(record, part);
        while (decoded.pending() && System.nanoTime() - end < 0 && !stopped.getAsBoolean()) {
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
            if (Thread.currentThread().isInterrupted()) {
                return decoded;
            }
            decoded = connection.decode(record, part);
        }
        return decoded;
    }

    private String key(RawRecord record) {
        if (record.key() == null) {
            return "";
        }
        return switch (decode(record, Part.KEY)) {
            case Decoded.DecodedMessage message
                    when message.root() instanceof Node.ScalarNode scalar ->
                    ValueText.oneLine(ValueText.plain(scalar.value()));
            case Decoded.DecodedMessage message -> message.format().badge();
            case Decoded.Undecodable _, Decoded.Tombstone _ -> "";
        };
    }

    private @Nullable Explained place(@Nullable SchemaInfo info) {
        if (info == null) {
            return null;
        }
        SchemaRef ref;
        if (info.id() != null) {
            ref = new SchemaRef.ById(info.id());
        } else if (info.subject() != null && info.version() != null) {
            ref = new SchemaRef.BySubjectVersion(info.subject(), info.version());
        } else if (info.file() != null) {
            ref = new SchemaRef.LocalFile(info.file(), "");
        } else {
            return null;
        }
        return connection.schemas().await(ref, SCHEMA) instanceof Lookup.Found(var schema)
                ? Explained.root(schema.parsed(), info.name()).orElse(null)
                : null;
    }
}
