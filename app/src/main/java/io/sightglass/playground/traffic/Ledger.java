package io.sightglass.playground.traffic;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which records are wrong on purpose. A record that is not in here is good, as long as the ledger
/// speaks about it ([#covers]).
///
/// Bounded: the oldest entries go first. Thread-safe.
public final class Ledger {
    private static final int MOST = 200_000;

    private record Place(String topic, int partition) {}

    private record Position(Place place, long offset) {}

    /// What is known of a partition: offsets from `from` up to, and without, `to`.
    private static final class Span {
        private long from;
        private long to;
    }

    private final int most;
    private final ArrayDeque<Position> order = new ArrayDeque<>();
    private final Map<Position, Planted> entries = new HashMap<>();
    private final Map<Place, Span> spans = new HashMap<>();

    /// An empty ledger of at most 200 000 entries.
    public Ledger() {
        this(MOST);
    }

    Ledger(int most) {
        this.most = most;
    }

    synchronized void add(Planted planted) {
        var place = new Place(planted.topic(), planted.partition());
        var position = new Position(place, planted.offset());
        entries.put(position, planted);
        order.add(position);
        if (order.size() > most) {
            var oldest = order.remove();
            entries.remove(oldest);
            var span = spans.computeIfAbsent(oldest.place(), p -> new Span());
            span.from = Math.max(span.from, oldest.offset() + 1);
        }
    }

    /// Notes that the broker has taken the record at `offset`, and that it is in here if it is
    /// wrong.
    synchronized void taken(String topic, int partition, long offset) {
        var span = spans.computeIfAbsent(new Place(topic, partition), p -> new Span());
        span.to = Math.max(span.to, offset + 1);
    }

    /// Whether the ledger speaks about this record: the producer has heard that it was written, and
    /// its entry, if it had one, has not gone.
    public synchronized boolean covers(String topic, int partition, long offset) {
        var span = spans.get(new Place(topic, partition));
        return span != null && span.from <= offset && offset < span.to;
    }

    public synchronized Optional<Planted> at(String topic, int partition, long offset) {
        return Optional.ofNullable(entries.get(new Position(new Place(topic, partition), offset)));
    }

    /// All entries, oldest first.
    public synchronized List<Planted> all() {
        var all = new ArrayList<Planted>(order.size());
        for (var position : order) {
            var planted = entries.get(position);
            if (planted != null) {
                all.add(planted);
            }
        }
        return all;
    }

    /// How many records the broker has taken, over all topics.
    public synchronized long taken() {
        return spans.values().stream().mapToLong(span -> span.to).sum();
    }
}
