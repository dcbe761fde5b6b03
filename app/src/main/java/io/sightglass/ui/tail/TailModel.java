package io.sightglass.ui.tail;

import io.sightglass.connect.Connection;
import io.sightglass.contract.Contract;
import io.sightglass.model.Mark;
import io.sightglass.model.Part;
import io.sightglass.model.SchemaRef;
import io.sightglass.model.Sentence;
import io.sightglass.port.From;
import io.sightglass.port.Health;
import io.sightglass.port.ReadRequest;
import io.sightglass.port.Until;
import io.sightglass.tail.RowView;
import io.sightglass.tail.Tail;
import io.sightglass.tail.TailLimits;
import io.sightglass.tail.TailState;
import io.sightglass.tail.Timeline;
import io.sightglass.tail.filter.FilterText;
import io.sightglass.tail.filter.FilteredRows;
import io.sightglass.tail.filter.RecordPredicate;
import io.sightglass.tail.filter.RowFilter;
import io.sightglass.tail.filter.TimeSpan;
import io.sightglass.ui.inspect.InspectModel;
import io.sightglass.ui.read.ReadingModel;
import io.sightglass.ui.read.Readings;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// A topic's tab: reads it, and knows what of it is shown and which record is chosen.
///
/// Used from the window's thread. Nothing here waits: [#look], once a frame, takes over what has
/// happened meanwhile.
public final class TailModel implements AutoCloseable {
    private static final int RATE_BUCKETS = 4;

    private static final long TIMELINE_EVERY_NANOS = 250_000_000;

    private final Connection connection;
    private final String topic;
    private final RowTexts texts;

    private final ObjectProperty<From> from;
    private final ObjectProperty<Set<Integer>> partitions = new SimpleObjectProperty<>(Set.of());
    private final BooleanProperty live = new SimpleBooleanProperty(true);
    private final StringProperty filter = new SimpleStringProperty("");
    private final ObjectProperty<Set<Mark>> marks = new SimpleObjectProperty<>(Set.of());
    private final ObjectProperty<@Nullable TimeSpan> span = new SimpleObjectProperty<>();
    private final LongProperty selected = new SimpleLongProperty(RowView.NONE);

    private final ReadOnlyObjectWrapper<@Nullable Sentence> filterProblem =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<TailState> state =
            new ReadOnlyObjectWrapper<>(new TailState.Opening());
    private final ReadOnlyObjectWrapper<@Nullable Sentence> away = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Sentence> unkept = new ReadOnlyObjectWrapper<>();
    private final Sampling sampling = new Sampling();

    private final Background<FilterText> understanding = new Background<>("sightglass-filter");
    private final Background<Long> searching = new Background<>("sightglass-search");
    private final FindInTopic finding = new FindInTopic();
    private final ShownRows shown;
    private final TailLimits limits;
    private @Nullable Tail tail;
    private @Nullable RecordPredicate predicate;
    private long shownEdition;
    private long frozenAt;
    private Timeline timeline = new Timeline(1, List.of());
    private long timelineNanos = System.nanoTime() - TIMELINE_EVERY_NANOS;
    private final ReadOnlyObjectWrapper<@Nullable SchemaRef> reader = new ReadOnlyObjectWrapper<>();
    private final TailReadings readings;
    private final ChosenRecord chosen;
    private final ReadingModel choosing;

    public TailModel(Connection connection, String topic, From from) {
        this(connection, topic, from, TailLimits.DEFAULT);
    }

    /// @param limits how much is held
    public TailModel(Connection connection, String topic, From from, TailLimits limits) {
        this.connection = connection;
        this.limits = limits;
        this.topic = topic;
        this.from = new SimpleObjectProperty<>(from);
        this.texts = new RowTexts(connection, topic);
        this.shown = new ShownRows();
        this.readings =
                new TailReadings(
                        connection,
                        topic,
                        () -> tail,
                        selected::get,
                        this::readOtherwise,
                        unkept::set);
        this.chosen = new ChosenRecord(connection, topic, readings, unkept::set);
        this.choosing = new ReadingModel(connection, readings);
        reader.set(connection.decoders().chosen(topic, Part.VALUE).reader());
        shownEdition = connection.shownEdition();
        this.from.subscribe((_, _) -> readTail());
        partitions.subscribe((_, _) -> restart());
        live.subscribe((_, now) -> freeze(!now));
        filter.subscribe((_, _) -> understand());
        marks.subscribe((_, _) -> limit());
        span.subscribe((_, _) -> limit());
        selected.subscribe((_, now) -> chosen.choose(tail, now.longValue()));
    }

    /// Begins to read.
    public void start() {
        var started =
                finding.isOn()
                        ? finding.start(connection, topic, partitions.get(), limits)
                        : connection.tail(
                                new ReadRequest(
                                        topic, partitions.get(), from.get(), new Until.Forever()),
                                limits);
        tail = started;
        state.set(started.state());
        limit();
    }

    /// Reads anew, after a failure or because something else is to be read.
    public void restart() {
        var old = tail;
        if (old == null) {
            return;
        }
        selected.set(RowView.NONE);
        live.set(true);
        texts.clear();
        readings.clear();
        timelineNanos = System.nanoTime() - TIMELINE_EVERY_NANOS;
        start();
        Thread.ofVirtual().name("sightglass-close-tail").start(old::close);
    }

    /// Looks through the whole topic for what the filter says, instead of tailing it.
    public void findInTopic() {
        if (!filter.get().isBlank()) {
            finding.ask();
            understand();
        }
    }

    /// Tails the topic, from where was chosen; a search through it is over.
    public void readTail() {
        finding.end();
        restart();
    }

    /// What the whole topic is being looked through for.
    public FindInTopic finding() {
        return finding;
    }

    /// Ends reading.
    @Override
    public void close() {
        chosen.close();
        searching.cancel();
        understanding.cancel();
        shown.close();
        var open = tail;
        if (open != null) {
            open.close();
        }
    }

    /// Takes over what has happened since the last frame.
    public void look() {
        var open = tail;
        if (open == null) {
            return;
        }
        long nanos = System.nanoTime();
        if (nanos - timelineNanos >= TIMELINE_EVERY_NANOS) {
            timelineNanos = nanos;
            timeline = open.timeline();
        }
        var now = open.state();
        if (!now.equals(state.get())) {
            state.set(now);
        }
        sampling.look(open.sampled());
        var sentence =
                connection.cluster().health() instanceof Health.Down(var why, _)
                        ? why
                        : open.silence().orElse(null);
        if (!Objects.equals(sentence, away.get())) {
            away.set(sentence);
        }
        understanding.poll().ifPresent(this::take);
        searching.poll().filter(found -> found >= 0).ifPresent(selected::set);
        chosen.look();
        readAgainIfChanged();
    }

    /// A schema or contract file was saved, or somebody said how to read the topic.
    private void readAgainIfChanged() {
        long edition = connection.shownEdition();
        if (edition != shownEdition) {
            shownEdition = edition;
            readOtherwise();
        }
    }

    private void freeze(boolean frozen) {
        var open = tail;
        frozenAt = open == null ? 0 : open.next();
        shown.end(frozen ? frozenAt : Long.MAX_VALUE);
    }

    /// Understands what was typed, in the background: the first expression takes a moment.
    private void understand() {
        var text = filter.get();
        if (text.isBlank()) {
            understanding.cancel();
            filterProblem.set(null);
            predicate = null;
            limit();
        } else {
            understanding.ask(() -> FilterText.of(text));
        }
    }

    private void find(RecordPredicate wanted) {
        finding.begin(filter.get().strip(), wanted);
        marks.set(Set.of());
        span.set(null);
        restart();
    }

    private void take(FilterText understood) {
        switch (understood) {
            case FilterText.Ready(var wanted) -> {
                filterProblem.set(null);
                predicate = wanted;
                if (finding.isAsked()) {
                    find(wanted);
                } else {
                    limit();
                }
            }
            case FilterText.Rejected(_, var sentence) -> {
                finding.forget();
                filterProblem.set(sentence);
            }
        }
    }

    private void limit() {
        var open = tail;
        if (open != null) {
            // What was looked for is all that is there.
            var wanted = finding.isFor(predicate) ? null : predicate;
            shown.limit(
                    open,
                    new RowFilter(marks.get(), Set.of(), span.get(), wanted),
                    () ->
                            connection.recordDecoder(
                                    topic, Objects.requireNonNull(wanted, "a predicate")));
        }
    }

    /// Shows every record again: no filter, no marks, no span.
    public void showAll() {
        filter.set("");
        marks.set(Set.of());
        span.set(null);
    }

    /// Shows only records with that mark, or, if they are shown already, no longer limits to them.
    public void toggle(Mark mark) {
        var changed = new java.util.HashSet<>(marks.get());
        if (!changed.remove(mark)) {
            changed.add(mark);
        }
        marks.set(Set.copyOf(changed));
    }

    /// Whether anything limits what is shown.
    public boolean isLimited() {
        return !filter.get().isBlank() || !marks.get().isEmpty() || span.get() != null;
    }

    /// Moves the selection by rows; from no selection, to the newest.
    public void move(int by) {
        var rows = rows();
        long size = rows.size();
        if (size == 0) {
            return;
        }
        long index =
                selected.get() == RowView.NONE
                        ? size - 1
                        : Math.clamp(rows.ceiling(selected.get()) + by, 0, size - 1);
        long sequence = rows.sequenceAt(index);
        if (sequence != RowView.NONE) {
            selected.set(sequence);
        }
    }

    /// Goes to the next finding (`by` 1) or the one before (-1): in the chosen record, else in the
    /// next record that has any.
    public void nextFinding(int by) {
        if (by > 0 ? inspect().nextFinding() : inspect().previousFinding()) {
            return;
        }
        var open = tail;
        if (open != null) {
            var rows = rows();
            long start = selected.get();
            searching.ask(() -> search(open, rows, start, by));
        }
    }

    private static long search(Tail tail, RowView rows, long start, int by) {
        long index = rows.size();
        if (start != RowView.NONE) {
            index = rows.ceiling(start);
        } else if (by > 0) {
            index = -1;
        }
        while (true) {
            index += by;
            long sequence = rows.sequenceAt(index);
            if (index < 0 || sequence == RowView.NONE) {
                return RowView.NONE;
            }
            var row = tail.row(sequence);
            if (row.isPresent() && row.get().mark() != Mark.VALID) {
                return sequence;
            }
        }
    }

    /// Reads more of the chosen record, where it has more values than are shown.
    public void readOn() {
        chosen.readOn();
    }

    /// Somebody said how payloads are to be read.
    private void readOtherwise() {
        reader.set(connection.decoders().chosen(topic, Part.VALUE).reader());
        texts.clear();
        chosen.read();
    }

    /// What has been said of how the records are read.
    public Readings readings() {
        return readings;
    }

    /// The panel in which a person says how the records are read.
    public ReadingModel choosing() {
        return choosing;
    }

    /// The schema of the reader through whose eyes the records are seen; null for the writer's.
    public ReadOnlyObjectProperty<@Nullable SchemaRef> readerProperty() {
        return reader.getReadOnlyProperty();
    }

    public Connection connection() {
        return connection;
    }

    /// What is shown of the chosen record.
    public InspectModel inspect() {
        return chosen.inspect();
    }

    public String topic() {
        return topic;
    }

    /// The tail that is being read, once [#start] was called.
    public Optional<Tail> tail() {
        return Optional.ofNullable(tail);
    }

    /// The rows that the list shows now.
    public RowView rows() {
        return shown.rows();
    }

    /// How far a filter has got; empty where nothing is filtered.
    public Optional<FilteredRows.Progress> progress() {
        return shown.filtered().map(FilteredRows::progress);
    }

    /// How many records have come since the view was frozen; 0 while it is live.
    public long newer() {
        var open = tail;
        return open == null || live.get() ? 0 : Math.max(0, open.next() - frozenAt);
    }

    /// Differs whenever rows came or left, or look different.
    public long revision() {
        var open = tail;
        return open == null
                ? 0
                : (open.next() * 31 + open.first()) * 31 + looks() * 31 + shown.revision();
    }

    /// Differs whenever rows that were there already look different.
    public long looks() {
        var open = tail;
        return open == null ? 0 : open.revisions() + texts.revision();
    }

    /// What the list shows of each row's payload.
    public RowTexts texts() {
        return texts;
    }

    public Optional<Contract> contract() {
        return connection.contracts().forTopic(topic);
    }

    public Tail.Counts counts() {
        var open = tail;
        return open == null ? new Tail.Counts(0, 0, 0, 0, 0) : open.counts();
    }

    /// How many records were deleted before they could be read.
    public long gone() {
        var open = tail;
        return open == null ? 0 : open.gone();
    }

    /// The last minutes, as of a moment ago.
    public Timeline timeline() {
        return timeline;
    }

    /// Records a second by their timestamps, over the last ten seconds of the timeline: how busy
    /// the topic is, also while older records are being read.
    public double rate() {
        var shownTimeline = timeline();
        var buckets = shownTimeline.buckets();
        // The newest bucket is not over yet.
        int to = buckets.size() - 1;
        int from = Math.max(0, to - RATE_BUCKETS);
        if (to <= from) {
            return 0;
        }
        long sum = 0;
        for (var bucket : buckets.subList(from, to)) {
            sum += bucket.total();
        }
        return sum * 1000.0 / ((to - from) * shownTimeline.bucketMillis());
    }

    /// Whether fewer records are valid than the contract promises. What was found in a topic tells
    /// nothing of that.
    public boolean isBelowObjective() {
        if (finding.isOn()) {
            return false;
        }
        var counts = counts();
        return contract()
                .map(Contract::validObjective)
                .filter(objective -> counts.whole() > 0)
                .map(objective -> counts.validShare() < objective)
                .orElse(false);
    }

    public ObjectProperty<From> fromProperty() {
        return from;
    }

    /// The partitions that are read; empty for all.
    public ObjectProperty<Set<Integer>> partitionsProperty() {
        return partitions;
    }

    /// Whether new records show; else the view is frozen, while reading goes on.
    public BooleanProperty liveProperty() {
        return live;
    }

    public StringProperty filterProperty() {
        return filter;
    }

    /// What is wrong with the filter's text; null when nothing is. The list shows what the last
    /// good text let through.
    public ReadOnlyObjectProperty<@Nullable Sentence> filterProblemProperty() {
        return filterProblem.getReadOnlyProperty();
    }

    /// Only records with these marks are shown; empty for all.
    public ObjectProperty<Set<Mark>> marksProperty() {
        return marks;
    }

    /// Only records of this span are shown; null for all.
    public ObjectProperty<@Nullable TimeSpan> spanProperty() {
        return span;
    }

    /// Sequence number of the chosen row, [RowView#NONE] for none.
    public LongProperty selectedProperty() {
        return selected;
    }

    /// The chosen record, once it has been read; null where none is chosen.
    public ReadOnlyObjectProperty<@Nullable Selection> selectionProperty() {
        return chosen.selectionProperty();
    }

    public ReadOnlyObjectProperty<TailState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /// Why what was said last of how to read could not be kept; null where it could.
    public ReadOnlyObjectProperty<@Nullable Sentence> unkeptProperty() {
        return unkept.getReadOnlyProperty();
    }

    /// Whether all records are held to all rules, and what is said of it.
    Sampling sampling() {
        return sampling;
    }

    /// Why the cluster does not answer; null while it does.
    public ReadOnlyObjectProperty<@Nullable Sentence> awayProperty() {
        return away.getReadOnlyProperty();
    }
}
