package io.sightglass.ui.tail;

import io.sightglass.connect.Connection;
import io.sightglass.decode.DecodeOptions;
import io.sightglass.decode.rank.Sample;
import io.sightglass.model.Part;
import io.sightglass.model.SchemaInfo;
import io.sightglass.model.Sentence;
import io.sightglass.tail.Tail;
import io.sightglass.ui.read.Readings;
import io.sightglass.ui.read.Scope;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// What a person has said of how a tab's records are to be read: of the topic, which counts
/// wherever it is read, or of single records, which counts in this tab. Used from the window's
/// thread, but for [#samples].
final class TailReadings implements Readings {
    /// Single records of which something is said; the oldest words go first.
    private static final int MOST = 1_000;

    private record Place(long sequence, Part part) {}

    private final Connection connection;
    private final String topic;
    private final Supplier<@Nullable Tail> tail;
    private final LongSupplier selected;
    private final Runnable changed;
    private final Consumer<@Nullable Sentence> unkept;
    private final Map<Place, DecodeOptions> records =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Place, DecodeOptions> eldest) {
                    return size() > MOST;
                }
            };

    /// @param tail what is being read; null before it has begun
    /// @param selected the chosen record's sequence number
    /// @param changed runs after each choice
    /// @param unkept hears why a choice could not be kept, or null
    TailReadings(
            Connection connection,
            String topic,
            Supplier<@Nullable Tail> tail,
            LongSupplier selected,
            Runnable changed,
            Consumer<@Nullable Sentence> unkept) {
        this.connection = connection;
        this.topic = topic;
        this.tail = tail;
        this.selected = selected;
        this.changed = changed;
        this.unkept = unkept;
    }

    @Override
    public String topic() {
        return topic;
    }

    @Override
    public DecodeOptions chosen(Part part) {
        return of(selected.getAsLong(), part)
                .orElseGet(() -> connection.decoders().chosen(topic, part));
    }

    /// What is said of a single record.
    Optional<DecodeOptions> of(long sequence, Part part) {
        return Optional.ofNullable(records.get(new Place(sequence, part)));
    }

    /// Forgets single records: their numbers now mean others.
    void clear() {
        records.clear();
    }

    @Override
    public void choose(Part part, DecodeOptions options, Scope scope) {
        switch (scope) {
            case RECORD -> records.put(new Place(selected.getAsLong(), part), options);
            case TOPIC, ALWAYS -> {
                records.remove(new Place(selected.getAsLong(), part));
                unkept.accept(
                        connection
                                .choose(topic, part, options, scope == Scope.ALWAYS)
                                .orElse(null));
            }
        }
        changed.run();
    }

    @Override
    public List<SchemaInfo> seen() {
        var open = tail.get();
        return open == null ? List.of() : open.schemas();
    }

    @Override
    public List<Sample> samples(Part part, int most) {
        var open = tail.get();
        var samples = new ArrayList<Sample>();
        if (open == null) {
            return samples;
        }
        long first = open.first();
        for (long at = open.next() - 1; at >= first && samples.size() < most; at--) {
            var record = open.record(at).orElse(null);
            var payload = record == null ? null : part == Part.KEY ? record.key() : record.value();
            if (record != null && payload != null && payload.length > 0) {
                samples.add(Sample.of(part, record.headers(), payload));
            }
        }
        return samples;
    }
}
