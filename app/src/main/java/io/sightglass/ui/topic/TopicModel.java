package io.sightglass.ui.topic;

import io.sightglass.connect.Connection;
import io.sightglass.contract.Contract;
import io.sightglass.model.Format;
import io.sightglass.model.Mark;
import io.sightglass.model.Sentence;
import io.sightglass.port.TopicReport;
import io.sightglass.schema.search.SchemaHolder;
import io.sightglass.schema.search.SearchProgress;
import io.sightglass.schema.search.SearchResults;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/// A topic's page. What the cluster tells is asked for again and again while the page is on screen;
/// the record and the schemas once, and when somebody wants to. Used from the window's thread.
public final class TopicModel implements AutoCloseable {
    private static final int MOST_SAME = 60;
    private static final Duration SEARCH_EVERY = Duration.ofMillis(500);
    private static final Duration SUBJECTS_EVERY = Duration.ofSeconds(1);

    private final Connection connection;
    private final String topic;
    private final Supplier<Glance> glance;
    private final Supplier<Map<String, Integer>> subjects;
    private final Work work;
    private final Refresh refresh = new Refresh();

    private final ReadOnlyObjectWrapper<@Nullable TopicReport> report =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Instant> asOf = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Sentence> problem = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Example> example =
            new ReadOnlyObjectWrapper<>(new Example.Reading());
    private final ReadOnlyObjectWrapper<@Nullable List<TopicSchema>> schemas =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Contract> contract =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper chosen = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<@Nullable Same> same = new ReadOnlyObjectWrapper<>();

    private List<Sample> samples = List.of();
    private int sampleShown;
    private boolean sampling;
    private boolean schemasWanted = true;
    private boolean findingSchemas;
    private long edition;
    private Map<String, Integer> ownSubjects = Map.of();
    private long subjectsAt = System.nanoTime();
    private long searchedAt = System.nanoTime() - SEARCH_EVERY.toNanos();
    private long searchedRevision = -1;
    private boolean searching;

    /// What the side bar knows of a topic.
    ///
    /// @param rate records a second, -1 while unknown
    /// @param valid the share of valid ones among the last records, -1 while unknown
    public record Glance(double rate, @Nullable Format format, @Nullable Mark mark, double valid) {
        public static final Glance NONE = new Glance(-1, null, null, -1);
    }

    /// The record that stands as an example.
    public sealed interface Example {
        record Reading() implements Example {}

        record Shown(Sample sample) implements Example {}

        /// There is none; why, and what may be done.
        record None(Sentence why) implements Example {}
    }

    /// Where else there is a field of the chosen name.
    public record Same(String name, SearchResults results, SearchProgress progress) {}

    /// @param glance what is seen of the topic in passing, as of now
    /// @param subjects the registry's subjects with their latest versions, as far as they are known
    /// @param window runs what changes properties on the window's thread
    public TopicModel(
            Connection connection,
            String topic,
            Supplier<Glance> glance,
            Supplier<Map<String, Integer>> subjects,
            Executor window) {
        this.connection = connection;
        this.topic = topic;
        this.glance = glance;
        this.subjects = subjects;
        this.work = new Work("sightglass-topic", window);
    }

    /// Asks for everything for the first time.
    public void start() {
        edition = connection.shownEdition();
        contract.set(connection.contracts().forTopic(topic).orElse(null));
        readSamples();
        look();
    }

    /// Asks again what it is time for; once a frame, while the page is on screen.
    public void look() {
        if (refresh.isDue()) {
            describe();
        }
        if (connection.shownEdition() != edition) {
            edition = connection.shownEdition();
            contract.set(connection.contracts().forTopic(topic).orElse(null));
            readSamples();
        }
        lookAtSubjects();
        if (schemasWanted && !findingSchemas && !sampling) {
            findSchemas();
        }
        searchAgain();
    }

    /// A subject of the topic's has come, or got another version.
    private void lookAtSubjects() {
        if (System.nanoTime() - subjectsAt < SUBJECTS_EVERY.toNanos()) {
            return;
        }
        subjectsAt = System.nanoTime();
        var own = new HashMap<String, Integer>();
        subjects.get()
                .forEach((subject, version) -> {
                    if (subject.startsWith(topic + "-")) {
                        own.put(subject, version);
                    }
                });
        schemasWanted |= !own.equals(ownSubjects);
        ownSubjects = own;
    }

    private void describe() {
        refresh.begin();
        work.ask(
                () -> connection.cluster().describe(topic),
                found -> {
                    refresh.end();
                    problem.set(null);
                    asOf.set(Instant.now());
                    report.set(found);
                },
                failure -> {
                    refresh.end();
                    problem.set(GroupModel.sentence(failure));
                });
    }

    /// Reads the topic's last records again.
    public void readSamples() {
        if (sampling) {
            return;
        }
        sampling = true;
        work.ask(
                () -> new SampleReader(connection, topic, work::isClosed).read(),
                found -> {
                    sampling = false;
                    schemasWanted = true;
                    samples = found;
                    sampleShown = 0;
                    showSample();
                },
                failure -> {
                    sampling = false;
                    schemasWanted = true;
                    samples = List.of();
                    example.set(new Example.None(GroupModel.sentence(failure)));
                });
    }

    private void showSample() {
        example.set(
                samples.isEmpty()
                        ? new Example.None(
                                Sentence.of(
                                        "None of the last records can be read, or there are none."
                                                + " Watch the topic to see what there is."))
                        : new Example.Shown(samples.get(sampleShown)));
    }

    /// Shows another record; after the last one, reads newer ones.
    public void nextSample() {
        if (sampleShown + 1 < samples.size()) {
            sampleShown++;
            showSample();
        } else {
            readSamples();
        }
    }

    private void findSchemas() {
        findingSchemas = true;
        schemasWanted = false;
        var used =
                samples.stream().map(Sample::schema).filter(Objects::nonNull).distinct().toList();
        var known = Set.copyOf(subjects.get().keySet());
        work.ask(
                () -> new TopicSchemas(connection, topic).find(known, used),
                found -> {
                    findingSchemas = false;
                    schemas.set(found);
                },
                failure -> {
                    findingSchemas = false;
                    schemas.set(List.of());
                    problem.set(GroupModel.sentence(failure));
                });
    }

    /// Chooses a field by its path, to see who else has it; the same again for none.
    public void choose(SampleField field) {
        boolean again = field.path().equals(chosen.get());
        same.set(null);
        chosen.set(again ? "" : field.path());
        searchedRevision = -1;
        searchedAt = System.nanoTime() - SEARCH_EVERY.toNanos();
        searchAgain();
    }

    /// Searches anew as more schemas are read.
    private void searchAgain() {
        if (chosen.get().isEmpty()
                || searching
                || System.nanoTime() - searchedAt < SEARCH_EVERY.toNanos()) {
            return;
        }
        searchedAt = System.nanoTime();
        var search = connection.search();
        var latest = subjects.get();
        var path = chosen.get();
        var own = own();
        long before = searchedRevision;
        searching = true;
        work.ask(
                () -> {
                    search.refresh(latest);
                    long revision = search.revision();
                    if (revision == before) {
                        return Optional.<Searched>empty();
                    }
                    var name = lastName(path);
                    var results =
                            search.index().fields(name, holder -> !own.contains(holder), MOST_SAME);
                    return Optional.of(
                            new Searched(revision, new Same(name, results, search.progress())));
                },
                found -> {
                    searching = false;
                    if (found.isPresent() && path.equals(chosen.get())) {
                        searchedRevision = found.get().revision();
                        same.set(found.get().same());
                    }
                },
                _ -> searching = false);
    }

    private record Searched(long revision, Same same) {}

    /// The topic's own schemas.
    private Set<SchemaHolder> own() {
        var own = new HashSet<SchemaHolder>();
        own.add(new SchemaHolder.Subject(topic + "-value"));
        var found = schemas.get();
        if (found != null) {
            found.forEach(schema -> own.add(schema.holder()));
        }
        return own;
    }

    /// `boldness` of `items[0].boldness`.
    static String lastName(String path) {
        var plain = path.replaceAll("(\\[[^\\]]*])+$", "");
        return plain.substring(plain.lastIndexOf('.') + 1);
    }

    public String topic() {
        return topic;
    }

    public Glance glance() {
        return glance.get();
    }

    /// What the cluster told last; null before it told anything.
    public ReadOnlyObjectProperty<@Nullable TopicReport> reportProperty() {
        return report.getReadOnlyProperty();
    }

    /// When that was.
    public ReadOnlyObjectProperty<@Nullable Instant> asOfProperty() {
        return asOf.getReadOnlyProperty();
    }

    /// What keeps the page from being as of now; null for nothing.
    public ReadOnlyObjectProperty<@Nullable Sentence> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Example> exampleProperty() {
        return example.getReadOnlyProperty();
    }

    /// The topic's schemas; null before they were looked for.
    public ReadOnlyObjectProperty<@Nullable List<TopicSchema>> schemasProperty() {
        return schemas.getReadOnlyProperty();
    }

    /// The topic's contract; null where there is none.
    public ReadOnlyObjectProperty<@Nullable Contract> contractProperty() {
        return contract.getReadOnlyProperty();
    }

    /// The path of the field of which one wants to know who else has it; empty for none.
    public ReadOnlyStringProperty chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    /// Who else has it, as far as is known by now; null before anything is.
    public ReadOnlyObjectProperty<@Nullable Same> sameProperty() {
        return same.getReadOnlyProperty();
    }

    /// Ends everything that is under way.
    @Override
    public void close() {
        work.close();
    }
}
