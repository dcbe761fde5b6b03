package io.sightglass.ui.schema;

import io.sightglass.compat.outline.Row;
import io.sightglass.compat.report.Report;
import io.sightglass.connect.Connection;
import io.sightglass.model.SchemaChange;
import io.sightglass.model.Sentence;
import io.sightglass.model.Verdict;
import io.sightglass.port.RegistryAnswer;
import io.sightglass.schema.LocalSchemas;

import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A tab with a schema, alone or beside another one: which ones, how they are written, which row is
/// chosen, and how the versions of its subject get along. Used from the window's thread; what takes
/// time happens on others.
public final class SchemaModel {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaModel.class);

    /// So many of the last versions are compared with each other.
    private static final int MOST_VERSIONS = 24;

    private final String name;
    private final @Nullable String subject;
    private final SchemaLoader loader;
    private final Supplier<List<LocalSchemas.SchemaFile>> files;
    private final Executor window;

    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper();
    private final ReadOnlyStringWrapper level = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyObjectWrapper<@Nullable Sentence> problem = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Shown> shown = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<History> history =
            new ReadOnlyObjectWrapper<>(History.NONE);
    private final ObservableList<Integer> versions = FXCollections.observableArrayList();
    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final ObjectProperty<Mode> mode = new SimpleObjectProperty<>(Mode.STRUCTURE);
    private final IntegerProperty selected = new SimpleIntegerProperty(ChangeRows.NONE);
    private List<Integer> changeRows = List.of();
    private @Nullable String wanted;
    private int wantedVersion = -1;
    private boolean comparingAll;
    private long asked;

    private SchemaModel(
            String name, @Nullable String subject, Connection connection, Executor window) {
        this.name = name;
        this.subject = subject;
        this.loader = new SchemaLoader(connection);
        this.files = () -> connection.local().files();
        this.window = window;
        title.set(name);
        mode.subscribe((_, _) -> write());
    }

    /// A subject of the registry: its latest version, beside the one before it.
    public static SchemaModel subject(Connection connection, String subject, Executor window) {
        var model = new SchemaModel(subject, subject, connection, window);
        model.findVersions(subject);
        return model;
    }

    /// The schema with an id of the registry's.
    public static SchemaModel id(Connection connection, int id, Executor window) {
        return alone(new SchemaSource.ById(id), connection, window);
    }

    /// A schema file.
    public static SchemaModel file(
            Connection connection, Path folder, String path, Executor window) {
        return alone(new SchemaSource.File(folder, path), connection, window);
    }

    private static SchemaModel alone(SchemaSource source, Connection connection, Executor window) {
        var model = new SchemaModel(source.name(), null, connection, window);
        model.show(null, source);
        return model;
    }

    private void findVersions(String of) {
        background(
                () -> loader.versions(of),
                answer -> {
                    switch (answer) {
                        case RegistryAnswer.Found<List<Integer>>(var found) -> versions(of, found);
                        case RegistryAnswer.NotFound<List<Integer>>(var sentence) ->
                                failed(sentence);
                        case RegistryAnswer.Unavailable<List<Integer>>(var sentence) ->
                                failed(sentence);
                    }
                });
        background(() -> Optional.ofNullable(loader.level(of)), it -> level.set(it.orElse("")));
    }

    private void versions(String of, List<Integer> found) {
        versions.setAll(found);
        history.set(new History(found, Map.of()));
        if (found.isEmpty()) {
            failed(Sentence.of("The registry has no version of " + of + "."));
            return;
        }
        go(found.contains(wantedVersion) ? wantedVersion : found.getLast());
        compareNeighbours(of, found);
    }

    /// Shows a schema, beside an older one unless that is null.
    public void show(@Nullable SchemaSource left, SchemaSource right) {
        long ticket = ++asked;
        busy.set(true);
        var wanted = mode.get();
        background(
                () -> {
                    var old = left == null ? null : loader.load(left);
                    var now = Comparer.show(old, loader.load(right));
                    return new Written(now, now.rows(wanted));
                },
                written -> {
                    if (ticket == asked) {
                        take(written, wanted);
                    }
                });
    }

    private record Written(Shown shown, List<Row> rows) {}

    private void take(Written written, Mode as) {
        shown.set(null);
        fill(written.shown(), written.rows(), as);
        title.set(
                subject == null && written.shown().left() == null
                        ? name
                        : name + " · " + written.shown().sides());
        problem.set(written.shown().problem());
        shown.set(written.shown());
        busy.set(false);
        if (as != mode.get()) {
            write();
        }
    }

    /// Writes what is shown in the mode of now.
    private void write() {
        var now = shown.get();
        if (now == null) {
            return;
        }
        long ticket = ++asked;
        busy.set(true);
        var wanted = mode.get();
        background(
                () -> now.rows(wanted),
                written -> {
                    if (ticket == asked) {
                        fill(now, written, wanted);
                        busy.set(false);
                    }
                });
    }

    private void fill(Shown now, List<Row> written, Mode as) {
        selected.set(ChangeRows.NONE);
        rows.setAll(written);
        changeRows = ChangeRows.of(changes(now), written, now.possible(as));
        var line = wanted;
        wanted = null;
        if (line != null) {
            chooseLine(line);
        }
    }

    private static List<SchemaChange> changes(Shown now) {
        var comparison = now.comparison();
        return comparison == null ? List.of() : comparison.changes();
    }

    /// The two sides change places.
    public void swap() {
        var now = shown.get();
        if (now != null && now.left() != null) {
            show(now.right().source(), now.left().source());
        }
    }

    /// Another schema on the left; null for none.
    public void showLeft(@Nullable SchemaSource left) {
        var now = shown.get();
        if (now != null) {
            show(left, now.right().source());
        }
    }

    public void showRight(SchemaSource right) {
        var now = shown.get();
        if (now != null) {
            var left = now.left();
            show(left == null ? null : left.source(), right);
        }
    }

    /// A version of the subject, beside the one before it. May come before the versions are known.
    public void go(int version) {
        wantedVersion = version;
        int at = versions.indexOf(version);
        if (at >= 0) {
            show(versions.get(Math.max(0, at - 1)), version);
        }
    }

    /// Two versions of the subject.
    public void show(int old, int now) {
        if (subject != null) {
            show(
                    old == now ? null : new SchemaSource.Version(subject, old),
                    new SchemaSource.Version(subject, now));
        }
    }

    /// Chooses the next group of rows that differ, or the one before; around the end.
    ///
    /// @return whether there is one
    public boolean nextChange(int step) {
        int size = rows.size();
        int from = selected.get() < 0 ? (step > 0 ? -1 : size) : selected.get();
        for (int i = 1; i <= size; i++) {
            int at = Math.floorMod(from + i * step, size);
            if (rows.get(at).differs() && (at == 0 || !continues(at))) {
                selected.set(at);
                return true;
            }
        }
        return false;
    }

    private boolean continues(int at) {
        return rows.get(at - 1).kind() == rows.get(at).kind();
    }

    /// Chooses the next row, or the one before.
    public void move(int step) {
        if (!rows.isEmpty()) {
            selected.set(Math.clamp(selected.get() + step, 0, rows.size() - 1));
        }
    }

    /// Chooses the row of a change.
    public void choose(SchemaChange change) {
        var now = shown.get();
        int index = now == null ? -1 : changes(now).indexOf(change);
        if (index >= 0 && changeRows.get(index) != ChangeRows.NONE) {
            selected.set(changeRows.get(index));
        }
    }

    /// The change that is seen in the chosen row.
    public Optional<SchemaChange> chosenChange() {
        var now = shown.get();
        int index = selected.get() < 0 ? -1 : changeRows.indexOf(selected.get());
        return now == null || index < 0 ? Optional.empty() : Optional.of(changes(now).get(index));
    }

    /// Goes to the line of the right schema's structure that begins with `text`.
    public void chooseLine(String text) {
        if (mode.get() != Mode.STRUCTURE) {
            wanted = text;
            mode.set(Mode.STRUCTURE);
            return;
        }
        for (int i = 0; i < rows.size(); i++) {
            var half = rows.get(i).right();
            if (half != null && half.text().strip().startsWith(text)) {
                selected.set(i);
                return;
            }
        }
    }

    /// What a review needs, of the structures side by side; nothing while there is one side only.
    /// Takes its time with large schemas.
    private Optional<Report> report() {
        var now = shown.get();
        if (now == null || now.left() == null) {
            return Optional.empty();
        }
        var before = now.left().source().name();
        var after = now.right().source().name();
        return Optional.of(new Report(before, after, now.comparison(), now.rows(Mode.STRUCTURE)));
    }

    /// The comparison as Markdown, to `taker` on the window's thread.
    public void markdown(Consumer<String> taker) {
        if (isComparing()) {
            background(() -> report().map(Report::markdown).orElse(""), taker);
        }
    }

    /// Writes the comparison as one HTML page; a sentence says what became of it.
    public void save(Path file, Consumer<Sentence> told) {
        background(() -> write(file), told);
    }

    private Sentence write(Path file) {
        try {
            Files.writeString(file, report().map(Report::html).orElse(""));
            return Sentence.builder().text("Saved as ").strong(file.toString()).text(".").build();
        } catch (IOException e) {
            LOG.warn("cannot write {}", file, e);
            return Sentence.builder()
                    .strong(file.toString())
                    .text(" cannot be written; choose another place.")
                    .build();
        }
    }

    /// Finds out how every two of the last versions get along.
    public void compareAll() {
        if (comparingAll || subject == null) {
            return;
        }
        comparingAll = true;
        var compared = last(versions);
        background(
                () -> {
                    var found = new HashMap<History.Pair, Verdict>();
                    for (int i = 0; i < compared.size(); i++) {
                        for (int j = i + 1; j < compared.size(); j++) {
                            judge(subject, compared.get(i), compared.get(j), found);
                        }
                    }
                    return found;
                },
                this::add);
    }

    private void compareNeighbours(String of, List<Integer> found) {
        var compared = last(found);
        background(
                () -> {
                    var verdicts = new HashMap<History.Pair, Verdict>();
                    for (int i = 1; i < compared.size(); i++) {
                        judge(of, compared.get(i - 1), compared.get(i), verdicts);
                    }
                    return verdicts;
                },
                this::add);
    }

    private void judge(String of, int old, int now, HashMap<History.Pair, Verdict> into) {
        var verdict =
                Comparer.verdict(
                        loader.load(new SchemaSource.Version(of, old)),
                        loader.load(new SchemaSource.Version(of, now)));
        if (verdict != null) {
            into.put(new History.Pair(old, now), verdict);
        }
    }

    private void add(HashMap<History.Pair, Verdict> found) {
        var all = new HashMap<>(history.get().verdicts());
        all.putAll(found);
        history.set(new History(last(versions), all));
    }

    private static List<Integer> last(List<Integer> found) {
        return List.copyOf(found.subList(Math.max(0, found.size() - MOST_VERSIONS), found.size()));
    }

    private <T> void background(Supplier<T> work, Consumer<T> done) {
        Thread.ofVirtual()
                .name("sightglass-schema")
                .start(() -> {
                    try {
                        var answer = work.get();
                        window.execute(() -> done.accept(answer));
                    } catch (RuntimeException | StackOverflowError e) {
                        LOG.error("a schema could not be shown", e);
                        window.execute(() ->
                                failed(
                                        Sentence.of(
                                                "The schema could not be shown; the log says"
                                                        + " more.")));
                    }
                });
    }

    private void failed(Sentence sentence) {
        busy.set(false);
        problem.set(sentence);
    }

    /// The schemas that another side may be: local files.
    public List<SchemaSource> files() {
        return files.get().stream()
                .<SchemaSource>map(file -> new SchemaSource.File(file.folder(), file.path()))
                .toList();
    }

    /// The subject, the file, or the id: what the tab was opened for.
    public String name() {
        return name;
    }

    /// The registry's subject, if the tab was opened for one.
    public Optional<String> subject() {
        return Optional.ofNullable(subject);
    }

    /// Whether there are two sides.
    public boolean isComparing() {
        var now = shown.get();
        return now != null && now.left() != null;
    }

    /// As on the tab: `order-status-value · v3 ↔ v4`.
    public ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    /// The subject's compatibility level at the registry; empty where it is not known.
    public ReadOnlyStringProperty levelProperty() {
        return level.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<@Nullable Sentence> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// What is shown; null until the first schema is here.
    public ReadOnlyObjectProperty<@Nullable Shown> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<History> historyProperty() {
        return history.getReadOnlyProperty();
    }

    /// The subject's versions, ascending; empty for what is no subject.
    public ObservableList<Integer> versions() {
        return versions;
    }

    /// Both sides, row by row.
    public ObservableList<Row> rows() {
        return rows;
    }

    public ObjectProperty<Mode> modeProperty() {
        return mode;
    }

    /// The index of the chosen row, or -1.
    public IntegerProperty selectedProperty() {
        return selected;
    }
}
