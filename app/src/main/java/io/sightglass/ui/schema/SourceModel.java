package io.sightglass.ui.schema;

import io.sightglass.connect.Connection;
import io.sightglass.model.Sentence;
import io.sightglass.port.RegisteredSchema.Reference;
import io.sightglass.ui.source.Fault;
import io.sightglass.ui.source.Language;
import io.sightglass.ui.source.SourceContent;
import io.sightglass.ui.source.SourceMap;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/// The text of the right schema, and the way from a type's name to where it is declared: in the
/// text, in a schema that it refers to, or in another file of its folder. Used from the window's
/// thread.
public final class SourceModel {
    /// References of references and so on; more are hardly wanted.
    private static final int MOST_SCHEMAS = 200;

    private final Connection connection;
    private final SchemaLoader loader;
    private final Work work;
    private final BiConsumer<@Nullable SchemaSource, SchemaSource> show;
    private final ReadOnlyObjectWrapper<@Nullable Text> content = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<SourceMap.@Nullable Place> goal =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Sentence> note =
            new ReadOnlyObjectWrapper<>(Sentence.of(""));
    private final Deque<Step> steps = new ArrayDeque<>();
    private @Nullable Shown shown;
    private @Nullable Shown made;
    private @Nullable Shown ready;
    private SourceMap.@Nullable Place wanted;
    private boolean open;

    /// A text and whose it is.
    public record Text(SchemaSource source, SourceContent content) {
        public boolean isDraft() {
            return source instanceof SchemaSource.Draft;
        }
    }

    /// Where somebody was before following a name.
    private record Step(@Nullable SchemaSource left, SchemaSource right, SourceMap.Place place) {}

    private record Found(SchemaSource source, SourceMap.Place place) {}

    /// @param show shows another schema in the tab, beside the first unless that is null
    SourceModel(
            Connection connection,
            SchemaLoader loader,
            Work work,
            ReadOnlyObjectProperty<@Nullable Shown> of,
            BiConsumer<@Nullable SchemaSource, SchemaSource> show) {
        this.connection = connection;
        this.loader = loader;
        this.work = work;
        this.show = show;
        of.subscribe(this::take);
    }

    private void take(@Nullable Shown now) {
        shown = now;
        make();
    }

    /// Whether somebody reads the text: only then is it made ready.
    void open(boolean reads) {
        open = reads;
        make();
    }

    private void make() {
        var now = shown;
        if (!open || now == null || now == made) {
            return;
        }
        made = now;
        var schema = now.right();
        work.start(
                () -> {
                    var language = Language.of(schema.format(), schema.text());
                    return schema.source() instanceof SchemaSource.Draft draft
                            ? SourceContent.whole(
                                    language, schema.text(), loader.drafts().faults(draft, schema))
                            : SourceContent.of(language, schema.text(), faults(schema));
                },
                text -> {
                    if (shown == now) {
                        ready = now;
                        arrived(new Text(schema.source(), text));
                    }
                });
    }

    private void arrived(Text text) {
        content.set(text);
        note.set(
                Sentence.of(
                        text.content().broken()
                                ? "Lines over "
                                        + SourceContent.LONGEST_LINE
                                        + " characters are broken here."
                                : ""));
        var place = wanted;
        wanted = null;
        if (place != null) {
            go(place);
        }
    }

    private Map<Integer, Fault> faults(LoadedSchema schema) {
        if (schema.problem() == null) {
            return Map.of();
        }
        if (schema.source() instanceof SchemaSource.File(var folder, var path)) {
            return connection.local().files().stream()
                    .filter(each -> each.folder().equals(folder) && each.path().equals(path))
                    .findFirst()
                    .map(each -> each.problem())
                    .map(problem -> Faults.of(List.of(problem)))
                    .orElse(Map.of());
        }
        return Faults.inWords(schema.problem().plain());
    }

    /// Goes to where a type is declared.
    ///
    /// @param from where the person is, to come back to
    public void follow(String name, SourceMap.Place from) {
        var now = shown;
        var here = content.get();
        if (now == null || here == null) {
            return;
        }
        var left = now.left() == null ? null : now.left().source();
        var step = new Step(left, now.right().source(), from);
        var place = here.content().map().definition(name);
        if (place.isPresent()) {
            steps.push(step);
            go(place.get());
            return;
        }
        var schema = now.right();
        work.start(
                () -> elsewhere(schema, name),
                found -> {
                    if (shown != now) {
                        return;
                    }
                    if (found.isEmpty()) {
                        note.set(
                                Sentence.of(
                                        name
                                                + " is declared neither here nor in what this"
                                                + " schema refers to."));
                        return;
                    }
                    steps.push(step);
                    wanted = found.get().place();
                    show.accept(null, found.get().source());
                });
    }

    /// Back to where the last name was followed from; answers whether there was one.
    public boolean back() {
        var step = steps.poll();
        var now = shown;
        if (step == null || now == null) {
            return false;
        }
        if (step.right().equals(now.right().source())) {
            go(step.place());
        } else {
            wanted = step.place();
            show.accept(step.left(), step.right());
        }
        return true;
    }

    /// Goes to a line, 1 for the first, as soon as the text is there.
    void line(int number) {
        var place = new SourceMap.Place(number - 1, 0);
        if (ready != null && ready == shown) {
            go(place);
        } else {
            wanted = place;
        }
    }

    private void go(SourceMap.Place place) {
        goal.set(null); // the same place again is news, too
        goal.set(place);
    }

    private Optional<Found> elsewhere(LoadedSchema schema, String name) {
        return elsewhere(schema.source(), schema, name);
    }

    private Optional<Found> elsewhere(SchemaSource source, LoadedSchema schema, String name) {
        return switch (source) {
            case SchemaSource.Draft draft -> elsewhere(draft.origin(), schema, name);
            case SchemaSource.File(var folder, var path) -> inFolder(schema, folder, path, name);
            case SchemaSource.Version _, SchemaSource.ById _ ->
                    inReferences(schema.references(), name);
            case SchemaSource.Elsewhere _, SchemaSource.Revision _ -> Optional.empty();
        };
    }

    private Optional<Found> inReferences(List<Reference> references, String name) {
        var open = new ArrayDeque<>(references);
        Set<SchemaSource> seen = new HashSet<>();
        while (!open.isEmpty() && seen.size() < MOST_SCHEMAS) {
            var reference = open.poll();
            var source = new SchemaSource.Version(reference.subject(), reference.version());
            if (!seen.add(source)) {
                continue;
            }
            var loaded = loader.load(source);
            // An import, or a `$ref`, names the whole text
            if (reference.name().equals(name)) {
                return Optional.of(new Found(source, new SourceMap.Place(0, 0)));
            }
            var place = map(loaded).definition(after(name, reference.name()));
            if (place.isPresent()) {
                return Optional.of(new Found(source, place.get()));
            }
            open.addAll(loaded.references());
        }
        return Optional.empty();
    }

    /// Of a `$ref` into a text that is called `reference`, what is behind `#`.
    private static String after(String name, String reference) {
        return name.startsWith(reference + "#") ? name.substring(reference.length()) : name;
    }

    private Optional<Found> inFolder(
            LoadedSchema schema, java.nio.file.Path folder, String path, String name) {
        var others = new ArrayList<SchemaSource.File>();
        for (var file : connection.local().files()) {
            if (file.folder().equals(folder)
                    && file.format() == schema.format()
                    && !file.path().equals(path)) {
                others.add(new SchemaSource.File(folder, file.path()));
            }
        }
        for (var source : others) {
            if (source.path().equals(name) || source.path().endsWith("/" + name)) {
                return Optional.of(new Found(source, new SourceMap.Place(0, 0)));
            }
        }
        for (var source : others.subList(0, Math.min(others.size(), MOST_SCHEMAS))) {
            var place = map(loader.load(source)).definition(name);
            if (place.isPresent() && !name.startsWith("#")) {
                return Optional.of(new Found(source, place.get()));
            }
        }
        return Optional.empty();
    }

    private static SourceMap map(LoadedSchema loaded) {
        return SourceMap.of(Language.of(loaded.format(), loaded.text()), loaded.text());
    }

    /// The text; null until it is ready.
    public ReadOnlyObjectProperty<@Nullable Text> contentProperty() {
        return content.getReadOnlyProperty();
    }

    /// The place that is to be seen next.
    public ReadOnlyObjectProperty<SourceMap.@Nullable Place> goalProperty() {
        return goal.getReadOnlyProperty();
    }

    /// What there is to say; empty where nothing is.
    public ReadOnlyObjectProperty<Sentence> noteProperty() {
        return note.getReadOnlyProperty();
    }
}
