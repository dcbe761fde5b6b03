package io.sightglass.ui.tail;

import io.sightglass.connect.Connection;
import io.sightglass.decode.DecodeOptions;
import io.sightglass.decode.Limits;
import io.sightglass.decode.mask.Masked;
import io.sightglass.model.Part;
import io.sightglass.model.RawRecord;
import io.sightglass.model.Sentence;
import io.sightglass.tail.RowView;
import io.sightglass.tail.Tail;
import io.sightglass.ui.control.Figures;
import io.sightglass.ui.inspect.InspectModel;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.function.Consumer;

/// The record that is chosen in a tab: reads it whole, off the window's thread, and again when its
/// schema has come or when somebody wants more of it. Used from the window's thread.
final class ChosenRecord {
    /// What a value takes in a tree and its rows, about.
    private static final long BYTES_A_VALUE = 250;

    /// How many times as much is read at each wish for more.
    private static final int MORE = 8;

    private final Connection connection;
    private final String topic;
    private final TailReadings readings;
    private final Consumer<Sentence> refused;
    private final InspectModel inspect = new InspectModel();
    private final Background<Selection> reading = new Background<>("sightglass-inspect");
    private final Background<Boolean> collecting = new Background<>("sightglass-room");
    private final ReadOnlyObjectWrapper<@Nullable Selection> selection =
            new ReadOnlyObjectWrapper<>();
    private @Nullable Tail tail;
    private long sequence = RowView.NONE;
    private int values = Limits.NODES;
    private long readAtGeneration;

    /// @param refused hears why more of the record cannot be read
    ChosenRecord(
            Connection connection,
            String topic,
            TailReadings readings,
            Consumer<Sentence> refused) {
        this.connection = connection;
        this.topic = topic;
        this.readings = readings;
        this.refused = refused;
    }

    /// What is shown of it.
    InspectModel inspect() {
        return inspect;
    }

    /// The record, once it has been read; null where none is chosen.
    ReadOnlyObjectProperty<@Nullable Selection> selectionProperty() {
        return selection.getReadOnlyProperty();
    }

    /// Chooses another record of `tail`, or none: [RowView#NONE].
    void choose(@Nullable Tail tail, long sequence) {
        this.tail = tail;
        this.sequence = sequence;
        values = Limits.NODES;
        collecting.cancel();
        read();
    }

    /// Reads it anew.
    void read() {
        var open = tail;
        if (sequence == RowView.NONE || open == null) {
            reading.cancel();
            selection.set(null);
            inspect.clear();
            return;
        }
        readAtGeneration = connection.schemas().generation();
        var record = open.record(sequence).orElse(null);
        if (record != null) {
            inspect.reading(record);
            long which = sequence;
            int most = values;
            var key = readings.of(which, Part.KEY);
            var value = readings.of(which, Part.VALUE);
            reading.ask(() -> {
                var ofKey = decode(record, Part.KEY, key, most);
                var ofValue = decode(record, Part.VALUE, value, most);
                return new Selection(
                        which,
                        new RawRecord(
                                record.topic(),
                                record.partition(),
                                record.offset(),
                                record.timestamp(),
                                record.headers(),
                                ofKey.bytes(),
                                ofValue.bytes()),
                        ofKey.decoded(),
                        ofValue.decoded());
            });
        }
    }

    /// As it may be shown: what is masked does not come here.
    private Masked decode(RawRecord record, Part part, Optional<DecodeOptions> said, int most) {
        var options = said.orElseGet(() -> connection.decoders().chosen(topic, part));
        return connection.decode(record, part, options, most);
    }

    /// Reads more of it, where it has more values than are shown: eight times as many, as long as
    /// there is memory for them.
    void readOn() {
        if (hasRoom(more())) {
            readMore();
        } else {
            // What looks used may be garbage: the runtime does not say how much of it is. Finding
            // out takes a moment.
            collecting.ask(() -> {
                System.gc();
                return true;
            });
        }
    }

    private long more() {
        return Math.min(Integer.MAX_VALUE, (long) values * MORE);
    }

    private static boolean hasRoom(long values) {
        var runtime = Runtime.getRuntime();
        long free = runtime.maxMemory() - runtime.totalMemory() + runtime.freeMemory();
        return values * BYTES_A_VALUE <= free;
    }

    private void readMore() {
        values = (int) more();
        read();
    }

    private void readMoreAfterAll() {
        if (hasRoom(more())) {
            readMore();
            return;
        }
        refused.accept(
                Sentence.of(
                        "Reading up to "
                                + Figures.count(more())
                                + " values takes about "
                                + Figures.bytes(more() * BYTES_A_VALUE)
                                + " of memory, more than is left. Start Sightglass with more,"
                                + " such as SIGHTGLASS_JAVA_OPTS=-Xmx8g."));
    }

    /// Takes over what has been read since the last frame.
    void look() {
        reading.poll().ifPresent(this::take);
        collecting.poll().ifPresent(_ -> readMoreAfterAll());
        var chosen = selection.get();
        if (chosen != null
                && chosen.isPending()
                && !reading.isBusy()
                && connection.schemas().generation() != readAtGeneration) {
            read();
        }
    }

    private void take(Selection read) {
        if (read.sequence() == sequence) {
            selection.set(read);
            inspect.show(read.record(), read.value(), read.key());
        }
    }

    /// Nothing is wanted any more.
    void close() {
        reading.cancel();
        collecting.cancel();
    }
}
