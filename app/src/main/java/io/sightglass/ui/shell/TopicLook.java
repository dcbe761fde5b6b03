package io.sightglass.ui.shell;

import io.sightglass.connect.Connection;
import io.sightglass.contract.Contract;
import io.sightglass.decode.Decoder;
import io.sightglass.decode.FindingSink;
import io.sightglass.decode.Outcome;
import io.sightglass.model.Format;
import io.sightglass.model.Headers;
import io.sightglass.model.Mark;
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
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// What a glance at a topic's last records says about it.
///
/// @param format what most of the values are read as; null where none could be read
/// @param mark the most frequent fault among them, if it is frequent enough to matter, else valid;
///   null where there were none
/// @param valid the share of valid ones, -1 where there were none
/// @param pending schemas were still on their way, so that another look may say more
record TopicLook(@Nullable Format format, @Nullable Mark mark, double valid, boolean pending) {
    /// Nothing could be said; nor will the same records say more.
    static final TopicLook NONE = new TopicLook(null, null, -1, false);

    /// Nothing could be said yet.
    static final TopicLook LATER = new TopicLook(null, null, -1, true);

    /// Enough to judge by, and still one small fetch.
    private static final int RECORDS = 200;

    /// Where fewer records are valid, the topic bears the colour of its most frequent fault, if no
    /// contract says otherwise.
    private static final double OBJECTIVE = 0.97;

    private static final Duration PATIENCE = Duration.ofMillis(1500);

    /// Reads the last records of a topic, which takes at most about two seconds.
    static TopicLook at(Connection connection, String topic, BooleanSupplier stopped)
            throws ConnectionFailure {
        var request = new ReadRequest(topic, Set.of(), new From.Last(RECORDS), new Until.End());
        var glance = new Glance(connection, topic);
        try (var source = connection.cluster().open(request)) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!source.finished() && System.nanoTime() - end < 0 && !stopped.getAsBoolean()) {
                source.poll(Duration.ofMillis(200), glance::accept);
            }
        } catch (ConnectionFailure e) {
            throw e;
        } catch (IOException e) {
            throw new ConnectionFailure(
                    Sentence.builder()
                            .text("Reading the last records of ")
                            .strong(topic)
                            .text(" could not be ended cleanly.")
                            .build(),
                    e);
        }
        return glance.look();
    }

    private static final class Glance {
        private final Decoder decoder;
        private final FindingSink sink;
        private final String topic;
        private final double objective;
        private final Map<Format, Integer> formats = new EnumMap<>(Format.class);
        private final Map<Mark, Integer> marks = new EnumMap<>(Mark.class);
        private int judged;
        private boolean pending;

        Glance(Connection connection, String topic) {
            this.decoder = connection.decoders().newDecoder();
            this.sink = connection.contracts().sink(topic, Part.VALUE, false);
            this.topic = topic;
            this.objective =
                    connection
                            .contracts()
                            .forTopic(topic)
                            .map(Contract::validObjective)
                            .orElse(OBJECTIVE);
        }

        void accept(
                int partition,
                long offset,
                long timestamp,
                Headers headers,
                @Nullable ByteBuffer key,
                @Nullable ByteBuffer value) {
            if (value == null) {
                return;
            }
            var bytes = new byte[value.remaining()];
            value.get(value.position(), bytes);
            Outcome outcome =
                    decoder.walk(topic, Part.VALUE, headers, bytes, 0, bytes.length, sink);
            if (outcome.pending()) {
                pending = true;
                return;
            }
            if (outcome.format() != null) {
                formats.merge(outcome.format(), 1, Integer::sum);
            }
            marks.merge(sink.mark(), 1, Integer::sum);
            judged++;
        }

        TopicLook look() {
            var format =
                    formats.entrySet().stream()
                            .max(Map.Entry.comparingByValue())
                            .map(Map.Entry::getKey)
                            .orElse(null);
            if (pending) {
                return new TopicLook(format, null, -1, true);
            }
            double valid = judged == 0 ? -1 : (double) count(Mark.VALID) / judged;
            return new TopicLook(format, mark(), valid, pending);
        }

        private int count(Mark mark) {
            return marks.getOrDefault(mark, 0);
        }

        private @Nullable Mark mark() {
            if (judged == 0) {
                return null;
            }
            var worst = Mark.VALID;
            if (count(Mark.VALID) >= objective * judged) {
                return worst;
            }
            for (var mark : Mark.values()) {
                boolean isFault = mark != Mark.VALID;
                if (isFault && (worst == Mark.VALID || count(mark) >= count(worst))) {
                    worst = mark;
                }
            }
            return worst;
        }
    }
}
