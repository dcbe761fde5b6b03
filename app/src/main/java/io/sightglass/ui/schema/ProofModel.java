package io.sightglass.ui.schema;

import io.sightglass.connect.Connection;
import io.sightglass.model.SchemaChange;
import io.sightglass.model.SchemaInfo;
import io.sightglass.model.Sentence;
import io.sightglass.prove.ChangeCounts;
import io.sightglass.prove.Proof;
import io.sightglass.prove.RecordPlace;
import io.sightglass.scan.ScanState;
import io.sightglass.schema.ParsedSchema;
import io.sightglass.ui.fx.Texts;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Proof on records: which topic and which of its records, the run, and what it has found so far.
/// The right schema is proved as a reader's, then the left one, so that both directions are known.
///
/// Used from the window's thread. [#look], a few times a second, takes over what has happened.
public final class ProofModel implements AutoCloseable {
    /// Unless the topic's tab holds some, so many are proved at first.
    private static final long LAST = 100_000;

    private final Connection connection;
    private final Neighbours neighbours;
    private final ReadOnlyObjectProperty<@Nullable Shown> shown;
    private final @Nullable String subject;
    private final StringProperty topic = new SimpleStringProperty("");
    private final ObjectProperty<Span> span = new SimpleObjectProperty<>(new Span.Last(LAST));
    private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper();
    private @Nullable ProofJob job;
    private boolean spanChosen;
    private boolean settled = true;

    ProofModel(
            Connection connection,
            Neighbours neighbours,
            ReadOnlyObjectProperty<@Nullable Shown> shown,
            @Nullable String subject) {
        this.connection = connection;
        this.neighbours = neighbours;
        this.shown = shown;
        this.subject = subject;
    }

    /// How far a run has got.
    ///
    /// @param reader whose proof it is: `v4`
    /// @param of which one of how many
    /// @param done share of the records, -1 where it is not known how many there will be
    /// @param words `48 213 of 200 000 records · 310 000/s`
    public record Progress(String reader, String of, double done, String words) {}

    /// The topics to choose from, those that use the schema first.
    public List<String> topics() {
        return TopicsOfSchema.order(neighbours.topics(), of(), path(), connection.local(), seen());
    }

    /// Whether there is a reason to think that a topic uses the schema.
    public boolean uses(String name) {
        return TopicsOfSchema.uses(name, of(), path(), connection.local(), seen());
    }

    private @Nullable String of() {
        var now = shown.get();
        if (subject == null && now != null) {
            for (var side : now.sidesShown()) {
                if (origin(side) instanceof SchemaSource.Version(var named, _)) {
                    return named;
                }
            }
        }
        return subject;
    }

    /// Where a side, or what it is a draft of, comes from.
    private static SchemaSource origin(LoadedSchema side) {
        return side.source() instanceof SchemaSource.Draft draft ? draft.origin() : side.source();
    }

    private @Nullable String path() {
        var now = shown.get();
        if (now != null) {
            for (var side : now.sidesShown()) {
                switch (origin(side)) {
                    case SchemaSource.File(_, var path) -> {
                        return path;
                    }
                    case SchemaSource.Revision(_, var path, _) -> {
                        return path;
                    }
                    case SchemaSource.Version _,
                            SchemaSource.ById _,
                            SchemaSource.Draft _,
                            SchemaSource.Elsewhere _ -> {}
                }
            }
        }
        return null;
    }

    /// Topics with a tab whose records were read with the subject.
    private Set<String> seen() {
        var named = of();
        var found = new HashSet<String>();
        if (named != null) {
            for (var name : neighbours.topics()) {
                neighbours
                        .held(name)
                        .filter(tail -> tail.schemas().stream().anyMatch(isOf(named)))
                        .ifPresent(_ -> found.add(name));
            }
        }
        return found;
    }

    private static Predicate<SchemaInfo> isOf(String subject) {
        return schema -> subject.equals(schema.subject());
    }

    /// Proposes a topic and a span, where the person has chosen none.
    public void propose() {
        if (topic.get().isEmpty()) {
            var first = topics().stream().findFirst().filter(this::uses);
            first.ifPresent(topic::set);
        }
        boolean isHeld = neighbours.held(topic.get()).isPresent();
        if (!spanChosen) {
            span.set(isHeld ? new Span.Held() : new Span.Last(LAST));
        } else if (!isHeld && span.get() instanceof Span.Held) {
            span.set(new Span.Last(LAST));
        }
    }

    /// The person chose.
    public void choose(String name) {
        topic.set(name);
        propose();
        changed();
    }

    /// The person chose.
    public void choose(Span chosen) {
        spanChosen = true;
        span.set(chosen);
        changed();
    }

    /// Spans to choose from, without those since a time.
    public List<Span> spans() {
        var spans = new ArrayList<Span>();
        if (neighbours.held(topic.get()).isPresent()) {
            spans.add(new Span.Held());
        }
        spans.add(new Span.Whole());
        for (long count : new long[] {1_000, 10_000, 100_000, 1_000_000}) {
            spans.add(new Span.Last(count));
        }
        return spans;
    }

    /// How many records the topic's tab holds; empty where there is no tab.
    public Optional<Long> held() {
        return neighbours.held(topic.get()).map(tail -> tail.next() - tail.first());
    }

    /// Why a proof cannot begin; empty where it can.
    public Optional<Sentence> obstacle() {
        var now = shown.get();
        if (now == null) {
            return Optional.of(Sentence.of("The schema is not here yet."));
        }
        if (now.right().parsed() == null) {
            return Optional.of(
                    Sentence.builder()
                            .strong(now.right().source().name())
                            .text(" does not parse, so nobody can read with it.")
                            .build());
        }
        return topic.get().isEmpty()
                ? Optional.of(Sentence.of("Choose a topic whose records are to be read."))
                : Optional.empty();
    }

    /// Begins; what ran before is ended and forgotten. Nothing happens while there is an
    /// [#obstacle].
    public void start() {
        propose();
        var now = shown.get();
        if (now == null || obstacle().isPresent()) {
            return;
        }
        cancel();
        var readers = new ArrayList<ProofJob.Reader>();
        add(readers, now.right());
        if (now.left() != null && now.left().format() == now.right().format()) {
            add(readers, now.left());
        }
        var held =
                span.get() instanceof Span.Held ? neighbours.held(topic.get()).orElse(null) : null;
        var of = held == null && span.get() instanceof Span.Held ? new Span.Last(LAST) : span.get();
        job = ProofJob.start(connection, topic.get(), of, held, readers);
        settled = false;
        changed();
    }

    private static void add(List<ProofJob.Reader> readers, LoadedSchema side) {
        var schema = side.parsed();
        if (schema != null) {
            var label = side.source().name().replaceFirst("-value( v\\d+)$", "$1");
            readers.add(new ProofJob.Reader(label, side.label(), schema));
        }
    }

    /// Ends what runs; what was found by then stays.
    public void cancel() {
        var running = job;
        if (running != null) {
            running.cancel();
        }
    }

    /// Takes over what has happened since.
    public void look() {
        var running = job;
        if (running != null && !settled) {
            settled = running.isEnded();
            changed();
        }
    }

    private void changed() {
        revision.set(revision.get() + 1);
    }

    public boolean isRunning() {
        var running = job;
        return running != null && !running.isEnded();
    }

    /// How far the run has got; empty where none runs.
    public Optional<Progress> progress() {
        var running = job;
        if (running == null || running.isEnded()) {
            return Optional.empty();
        }
        if (running.parts().isEmpty()) {
            return Optional.of(new Progress("", "", -1, "Beginning…"));
        }
        var part = running.parts().getLast();
        long records = part.run().records();
        long expected = part.run().expected();
        var of =
                running.size() == 1
                        ? ""
                        : "reader " + running.parts().size() + " of " + running.size();
        var words =
                Texts.grouped(records)
                        + (expected < 0 ? "" : " of " + Texts.grouped(Math.max(records, expected)))
                        + " records · "
                        + Texts.grouped(Math.round(part.run().rate()))
                        + "/s";
        double done = expected <= 0 ? -1 : Math.min(1, records / (double) expected);
        return Optional.of(new Progress(part.reader().brief(), of, done, words));
    }

    /// What is known of each reader so far, the right schema's first.
    public List<Result> results() {
        var running = job;
        if (running == null) {
            return List.of();
        }
        return running.parts().stream()
                .map(part ->
                        new Result(
                                part.reader().brief(),
                                part.proof(),
                                part.run().state() instanceof ScanState.Failed(var why)
                                        ? why
                                        : null,
                                part.run().rate()))
                .toList();
    }

    /// @param reader `v4`
    /// @param failure why it could not go on, or null
    /// @param rate records a second
    public record Result(String reader, Proof proof, @Nullable Sentence failure, double rate) {}

    /// `proved against 200 000 records of order-status`; empty where nothing is.
    public String note() {
        var running = job;
        if (running == null || running.parts().isEmpty()) {
            return "";
        }
        long records = running.parts().getFirst().proof().records();
        return (running.isEnded() ? "proved against " : "proving against ")
                + Texts.grouped(records)
                + " records of "
                + running.topic();
    }

    /// What a run has found of a change of what is shown; nothing where there was none, or it was
    /// of other schemas.
    public List<Sentence> counts(SchemaChange change) {
        var now = shown.get();
        if (now == null || now.left() == null) {
            return List.of();
        }
        var before = side(now.left());
        var after = side(now.right());
        return before == null || after == null || before.proof() == null && after.proof() == null
                ? List.of()
                : new ChangeCounts(before, after).of(change);
    }

    private ChangeCounts.@Nullable Side side(LoadedSchema schema) {
        var parsed = schema.parsed();
        return parsed == null
                ? null
                : new ChangeCounts.Side(schema.label(), parsed, wrote(schema), proof(parsed));
    }

    private @Nullable Proof proof(ParsedSchema schema) {
        var running = job;
        if (running != null) {
            for (var part : running.parts()) {
                if (part.reader().schema() == schema) {
                    return part.proof();
                }
            }
        }
        return null;
    }

    private static @Nullable Predicate<SchemaInfo> wrote(LoadedSchema schema) {
        return switch (schema.source()) {
            case SchemaSource.Version(var of, int version) ->
                    info ->
                            of.equals(info.subject())
                                    && Integer.valueOf(version).equals(info.version());
            case SchemaSource.ById(int id) -> info -> Integer.valueOf(id).equals(info.id());
            case SchemaSource.File _,
                    SchemaSource.Elsewhere _,
                    SchemaSource.Revision _,
                    SchemaSource.Draft _ ->
                    null;
        };
    }

    /// Whether a run has something to say of what is shown.
    public boolean isOfShown() {
        var now = shown.get();
        return now != null
                && now.sidesShown().stream()
                        .anyMatch(side -> side.parsed() != null && proof(side.parsed()) != null);
    }

    /// Shows a record that a result names, in a tab of its topic.
    public void show(RecordPlace place) {
        var running = job;
        if (running != null) {
            neighbours.show(running.topic(), place);
        }
    }

    /// The topic that was proved last; empty where none was.
    public Optional<String> proved() {
        return Optional.ofNullable(job).map(ProofJob::topic);
    }

    /// The topic that is chosen; empty where none is.
    public StringProperty topicProperty() {
        return topic;
    }

    public ObjectProperty<Span> spanProperty() {
        return span;
    }

    /// Grows whenever there is something new to show.
    public ReadOnlyLongProperty revisionProperty() {
        return revision.getReadOnlyProperty();
    }

    @Override
    public void close() {
        cancel();
    }
}
