package io.sightglass.ui.schema;

import io.sightglass.compat.outline.Row;
import io.sightglass.compat.report.Report;
import io.sightglass.connect.Connection;
import io.sightglass.model.Sentence;
import io.sightglass.schema.LocalSchemas;
import io.sightglass.schema.search.SchemaElement;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// A tab with a schema, alone or beside another one: which two are shown, and what becomes of them.
/// How they are written is [LinesModel]'s, the subject's versions [VersionsModel]'s, proof on
/// records [ProofModel]'s. Used from the window's thread; what takes time happens on others.
public final class SchemaModel implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaModel.class);

    private final String name;
    private final @Nullable String subject;
    private final Connection connection;
    private final SchemaLoader loader;
    private final Work work;
    private final LinesModel lines;
    private final VersionsModel versions;
    private final ProofModel proof;
    private final PickerModel picker;
    private final ReferencesModel references;
    private final SourceModel source;
    private final DraftsModel drafts;
    private final VerdictModel registry;

    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper();
    private final ReadOnlyBooleanWrapper loading = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable Sentence> problem = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Shown> shown = new ReadOnlyObjectWrapper<>();
    private LocalSchemas local;
    private @Nullable SchemaElement sought;
    private int wantedVersion = -1;
    private long asked;

    private SchemaModel(
            String name,
            @Nullable String subject,
            Connection connection,
            Neighbours neighbours,
            Executor window) {
        this.name = name;
        this.subject = subject;
        this.connection = connection;
        this.local = connection.local();
        this.loader = new SchemaLoader(connection, neighbours.registries());
        this.work = new Work(window, this::failed);
        this.lines = new LinesModel(work);
        this.versions = new VersionsModel(subject, loader, work);
        this.proof = new ProofModel(connection, neighbours, shown, subject);
        this.references = new ReferencesModel(loader, work, shown.getReadOnlyProperty());
        this.source = new SourceModel(connection, loader, work, shown, this::show);
        this.registry = new VerdictModel(loader, work);
        this.drafts =
                new DraftsModel(connection, loader, work, lines, shown, this::show, this::changed);
        this.picker = new PickerModel(connection, neighbours, loader, work, drafts::all);
        drafts.unsavedProperty().subscribe((_, _) -> entitle());
        busy.bind(loading.or(lines.busyProperty()));
        title.set(name);
    }

    /// A subject of the registry: its latest version, beside the one before it.
    public static SchemaModel subject(
            Connection connection, String subject, Neighbours neighbours, Executor window) {
        var model = new SchemaModel(subject, subject, connection, neighbours, window);
        model.versions.find(model::begin, model::failed);
        return model;
    }

    /// The schema with an id of the registry's.
    public static SchemaModel id(
            Connection connection, int id, Neighbours neighbours, Executor window) {
        return alone(new SchemaSource.ById(id), connection, neighbours, window);
    }

    /// A schema file.
    public static SchemaModel file(
            Connection connection,
            Path folder,
            String path,
            Neighbours neighbours,
            Executor window) {
        return alone(new SchemaSource.File(folder, path), connection, neighbours, window);
    }

    private static SchemaModel alone(
            SchemaSource source, Connection connection, Neighbours neighbours, Executor window) {
        var model = new SchemaModel(source.name(), null, connection, neighbours, window);
        model.show(null, source);
        return model;
    }

    private void begin(List<Integer> found) {
        go(found.contains(wantedVersion) ? wantedVersion : found.getLast());
    }

    /// Shows a schema, beside an older one unless that is null.
    public void show(@Nullable SchemaSource left, SchemaSource right) {
        show(left, right, false);
    }

    /// @param again the same two, of which one has changed
    private void show(@Nullable SchemaSource left, SchemaSource right, boolean again) {
        long ticket = ++asked;
        loading.set(true);
        var as = lines.modeProperty().get();
        work.start(
                () -> {
                    var old = left == null ? null : loader.load(left);
                    var now = Comparer.show(old, loader.load(right));
                    return new Written(now, now.rows(as));
                },
                written -> {
                    if (ticket == asked) {
                        take(written, as, again);
                    }
                });
    }

    private record Written(Shown shown, List<Row> rows) {}

    private void take(Written written, Mode as, boolean again) {
        if (!again) {
            shown.set(null);
        }
        lines.show(written.shown(), written.rows(), as, again, sought);
        sought = null;
        problem.set(written.shown().problem());
        shown.set(written.shown());
        entitle();
        loading.set(false);
        registry.ask(written.shown());
    }

    private void entitle() {
        var now = shown.get();
        if (now != null) {
            boolean alone = subject == null && now.left() == null && !now.isEdited();
            var sides = alone ? "" : " · " + now.sides();
            title.set(name + sides + (drafts.isUnsaved() ? " •" : ""));
        }
    }

    /// A draft is another text now.
    private void changed(SchemaSource draft) {
        var of = shown.get();
        if (of != null && of.sidesShown().stream().anyMatch(side -> side.source().equals(draft))) {
            show(of.left() == null ? null : of.left().source(), of.right().source(), true);
        }
    }

    /// Takes over what has happened since the last frame: a file that is shown may have been saved.
    public void look() {
        registry.look();
        var now = connection.local();
        if (now == local) {
            return;
        }
        var before = local;
        local = now;
        var of = shown.get();
        if (of != null
                && (isChanged(of.right(), before, now)
                        || of.left() != null && isChanged(of.left(), before, now))) {
            show(of.left() == null ? null : of.left().source(), of.right().source(), true);
        }
    }

    private static boolean isChanged(LoadedSchema side, LocalSchemas before, LocalSchemas now) {
        if (!(side.source() instanceof SchemaSource.File(_, var path))) {
            return false;
        }
        var old = before.files().stream().filter(each -> each.path().equals(path)).toList();
        return !old.equals(now.files().stream().filter(each -> each.path().equals(path)).toList())
                || before.parsed(path).orElse(null) != now.parsed(path).orElse(null)
                || side.problem() != null;
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
        int at = versions.all().indexOf(version);
        if (at >= 0) {
            show(versions.all().get(Math.max(0, at - 1)), version);
        }
    }

    /// Goes to an element of the right schema.
    ///
    /// @param version the one that it is in; 0 for a file's only one
    public void seek(SchemaElement element, int version) {
        if (lines.modeProperty().get() == Mode.JSON) {
            lines.modeProperty().set(Mode.STRUCTURE);
        }
        if (version > 0 || loading.get()) {
            sought = element;
            if (version > 0) {
                go(version);
            }
        } else {
            lines.seek(element);
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
            work.start(() -> report().map(Report::markdown).orElse(""), taker);
        }
    }

    /// Writes the comparison as one HTML page; a sentence says what became of it.
    public void save(Path file, Consumer<Sentence> told) {
        work.start(() -> write(file), told);
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

    private void failed(Sentence sentence) {
        loading.set(false);
        problem.set(sentence);
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

    /// What the registry says of the two sides; null while it has not been asked, or cannot be.
    public ReadOnlyObjectProperty<@Nullable RegistryVerdict> registryProperty() {
        return registry.verdictProperty();
    }

    public LinesModel lines() {
        return lines;
    }

    public VersionsModel versions() {
        return versions;
    }

    /// Who refers to whom.
    public ReferencesModel references() {
        return references;
    }

    /// The text of the right side.
    public SourceModel source() {
        return source;
    }

    /// Copies of schemas that are edited.
    public DraftsModel drafts() {
        return drafts;
    }

    /// What another side may be.
    public PickerModel picker() {
        return picker;
    }

    public ProofModel proof() {
        return proof;
    }

    /// Ends what is under way.
    @Override
    public void close() {
        asked++;
        proof.close();
    }
}
