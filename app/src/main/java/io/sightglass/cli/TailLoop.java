package io.sightglass.cli;

import io.sightglass.contract.Sampled;
import io.sightglass.model.Headers;
import io.sightglass.model.RawRecord;
import io.sightglass.model.Sentence;
import io.sightglass.port.RecordHandler;
import io.sightglass.port.RecordSource;
import io.sightglass.tail.filter.RecordTest;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;

/// Reads records and prints them until a limit, the end, Ctrl-C, or nobody reads the output any
/// more.
final class TailLoop {
    private static final Duration POLL = Duration.ofMillis(250);

    /// How many records may be printed before asking whether anybody still reads.
    private static final int CHECK_EVERY = 256;

    private final CliContext context;
    private final RecordSource source;
    private final RecordReader reader;
    private final RecordChoice choice;
    private final @Nullable RecordTest first;
    private final RecordPrinter printer;
    private final StopFlag stop;
    private final String topic;
    private final ArrayDeque<RawRecord> arrived = new ArrayDeque<>();

    private long printed;
    private boolean faulty;
    private boolean outputClosed;
    private Sampled told = Sampled.ALL;
    private long looked;
    private long partly;

    /// @param first leaves out most of what the choice does not show; null where that takes a full
    ///   reading
    TailLoop(
            CliContext context,
            RecordSource source,
            RecordReader reader,
            RecordChoice choice,
            @Nullable RecordTest first,
            RecordPrinter printer,
            StopFlag stop) {
        this.context = context;
        this.source = source;
        this.reader = reader;
        this.choice = choice;
        this.first = first;
        this.printer = printer;
        this.stop = stop;
        this.topic = reader.topic();
        stop.wakes(source::wakeup);
    }

    /// Runs to the end and answers the exit code.
    int run() throws IOException {
        var taker = new Taker();
        while (!isOver() && !source.finished()) {
            int count = source.poll(POLL, taker);
            long began = reader.sampling().nanoTime();
            printArrived();
            reader.sampling().look(count, reader.sampling().nanoTime() - began, source::behind);
            tell(reader.sampling().sampled());
            outputClosed |= context.out().checkError();
        }
        if (partly > 0) {
            say(
                    "Of "
                            + looked
                            + " records, "
                            + (looked - partly)
                            + " were held to all rules; the others to their schema's structure and"
                            + " the rules on single fields.");
        }
        return faulty ? ExitCode.FINDINGS : ExitCode.OK;
    }

    /// Nobody is to take what was not judged for valid.
    private void tell(Sampled sampled) {
        if (sampled.oneIn() == told.oneIn()) {
            return;
        }
        say(
                sampled.isPart()
                        ? sampled.sentence().plain()
                        : "The rules keep up again: every record is held to all of them.");
        told = sampled;
    }

    private void say(String words) {
        context.err().println(Printable.line(words));
        context.err().flush();
    }

    private boolean isOver() {
        return stop.isRaised() || outputClosed || printed >= choice.limit();
    }

    private void printArrived() throws IOException {
        while (!arrived.isEmpty() && !isOver()) {
            var record = arrived.remove();
            if (!mayBeShown(record)) {
                continue;
            }
            var read = reader.read(record, stop);
            looked++;
            partly += read.isWhole() ? 0 : 1;
            if (!choice.shows(read)) {
                continue;
            }
            printer.print(read);
            printed++;
            faulty |= read.isFaulty();
            if (printed % CHECK_EVERY == 0) {
                outputClosed = context.out().checkError();
            }
        }
    }

    /// Most records of a filtered topic need not be read in full, with all rules and a wait for
    /// schemas.
    private boolean mayBeShown(RawRecord record) {
        return first == null || first.matches(record) || first.isPending();
    }

    private final class Taker implements RecordHandler {
        @Override
        public void accept(
                int partition,
                long offset,
                long timestamp,
                Headers headers,
                @Nullable ByteBuffer key,
                @Nullable ByteBuffer value) {
            arrived.add(
                    new RawRecord(
                            topic, partition, offset, timestamp, headers, copy(key), copy(value)));
        }

        @Override
        public void gone(int partition, long from, long to) {
            context.err()
                    .println(
                            "Partition "
                                    + partition
                                    + " of "
                                    + Printable.line(topic)
                                    + ": offsets "
                                    + from
                                    + " to "
                                    + (to - 1)
                                    + " were deleted before they could be read; reading goes on"
                                    + " after them.");
            context.err().flush();
        }

        @Override
        public void silent(Sentence sentence) {
            context.err().println(sentence.plain());
            context.err().flush();
        }
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
