package io.sightglass.ui.shell;

import io.sightglass.model.Sentence;
import io.sightglass.port.RegisteredSchema;
import io.sightglass.port.RegistryAnswer;
import io.sightglass.port.SchemaRegistry;
import io.sightglass.schema.LocalSchemas;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/// A schema's source text, to read: of a registry's subject, with its versions, or of a local file.
public final class SourceModel {
    private static final Logger log = LoggerFactory.getLogger(SourceModel.class);

    /// Schemas are small; a larger file is shown up to here.
    private static final int MOST_BYTES = 1 << 20;

    private final String title;
    private final Executor window;
    private final ObservableList<Integer> versions = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable Integer> version = new SimpleObjectProperty<>();
    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper about = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<@Nullable Sentence> problem = new ReadOnlyObjectWrapper<>();

    private SourceModel(String title, Executor window) {
        this.title = title;
        this.window = window;
    }

    /// A subject of a registry: its versions, the latest one chosen.
    static SourceModel subject(SchemaRegistry registry, String subject, Executor window) {
        var model = new SourceModel(subject, window);
        model.version.subscribe(number -> {
            if (number != null) {
                model.fetch(registry, subject, number);
            }
        });
        model.about.set("Asking the registry…");
        model.on(
                registry.versions(subject),
                found -> {
                    model.versions.setAll(found.reversed());
                    if (!found.isEmpty()) {
                        model.version.set(found.getLast());
                    }
                });
        return model;
    }

    /// The schema with an id of a registry's.
    static SourceModel id(SchemaRegistry registry, int id, Executor window) {
        var model = new SourceModel(title(id), window);
        model.about.set("Asking the registry…");
        model.on(
                registry.byId(id),
                found -> {
                    model.text.set(found.text());
                    model.about.set(about(found));
                });
        return model;
    }

    /// The title of the tab of a schema that was asked for by id.
    static String title(int id) {
        return "schema " + id;
    }

    /// A schema file.
    static SourceModel file(LocalSchemas.SchemaFile file, Executor window) {
        var model = new SourceModel(file.path(), window);
        var path = file.folder().resolve(file.path());
        var types = String.join(", ", file.types());
        model.about.set(
                file.format().badge() + " · " + path + (types.isEmpty() ? "" : " · " + types));
        if (file.problem() != null) {
            model.problem.set(file.problem().sentence());
        }
        Thread.ofVirtual().name("sightglass-source").start(() -> model.read(path));
        return model;
    }

    private void fetch(SchemaRegistry registry, String subject, int number) {
        about.set("Asking the registry for version " + number + "…");
        on(
                registry.version(subject, number),
                found -> {
                    if (Integer.valueOf(number).equals(version.get())) {
                        problem.set(null);
                        text.set(found.text());
                        about.set(about(found));
                    }
                });
    }

    private static String about(RegisteredSchema schema) {
        var references = schema.references().size();
        return schema.format().badge()
                + " · schema id "
                + schema.id()
                + (references == 0
                        ? ""
                        : " · " + references + (references == 1 ? " reference" : " references"));
    }

    private <T> void on(CompletableFuture<RegistryAnswer<T>> answer, Consumer<T> found) {
        var _ = answer.whenComplete((value, e) -> window.execute(() -> deliver(value, e, found)));
    }

    private <T> void deliver(
            @Nullable RegistryAnswer<T> answer, @Nullable Throwable e, Consumer<T> found) {
        switch (answer) {
            case RegistryAnswer.Found<T>(var value) -> found.accept(value);
            case RegistryAnswer.NotFound<T>(var sentence) -> failed(sentence);
            case RegistryAnswer.Unavailable<T>(var sentence) -> failed(sentence);
            case null -> {
                log.error("a registry's answer failed", e);
                failed(Sentence.of("The registry's answer could not be read; the log says more."));
            }
        }
    }

    private void failed(Sentence sentence) {
        about.set("");
        problem.set(sentence);
    }

    private void read(Path path) {
        try (var in = Files.newInputStream(path)) {
            var bytes = in.readNBytes(MOST_BYTES);
            var content = new String(bytes, StandardCharsets.UTF_8);
            window.execute(() -> text.set(content));
        } catch (IOException e) {
            log.warn("cannot read schema file {}", path, e);
            window.execute(() ->
                    problem.set(
                            Sentence.builder()
                                    .strong(path.toString())
                                    .text(" cannot be read; it may have been moved.")
                                    .build()));
        }
    }

    public String title() {
        return title;
    }

    /// The versions, latest first; empty for a file.
    public ObservableList<Integer> versions() {
        return versions;
    }

    /// The version that is shown; null for a file, or while none is known.
    public ObjectProperty<@Nullable Integer> versionProperty() {
        return version;
    }

    public ReadOnlyStringProperty textProperty() {
        return text.getReadOnlyProperty();
    }

    /// Format, id and place.
    public ReadOnlyStringProperty aboutProperty() {
        return about.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<@Nullable Sentence> problemProperty() {
        return problem.getReadOnlyProperty();
    }
}
