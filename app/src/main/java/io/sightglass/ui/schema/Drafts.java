package io.sightglass.ui.schema;

import io.sightglass.connect.Connection;
import io.sightglass.connect.OtherRegistries;
import io.sightglass.model.Format;
import io.sightglass.model.Sentence;
import io.sightglass.port.RegisteredSchema;
import io.sightglass.port.SchemaRegistry;
import io.sightglass.schema.DraftContext;
import io.sightglass.ui.source.Fault;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The drafts that a tab has begun. For any thread; beginning one waits for a registry or reads a
/// folder.
final class Drafts {
    private final Connection connection;
    private final OtherRegistries others;
    private final Map<SchemaSource, Draft> begun = new ConcurrentHashMap<>();

    Drafts(Connection connection, OtherRegistries others) {
        this.connection = connection;
        this.others = others;
    }

    /// Makes a copy of a schema, to be edited.
    ///
    /// @param format of `of`
    Draft begin(SchemaSource.Draft source, LoadedSchema of, Format format) {
        var draft = Draft.begin(source, of, format, context(of, format));
        begun.put(source, draft);
        return draft;
    }

    LoadedSchema load(SchemaSource.Draft source) {
        var draft = begun.get(source);
        return draft == null
                ? LoadedSchema.missing(source, Sentence.of("The draft is not here any more."))
                : draft.loaded();
    }

    /// What is wrong with a draft by line, 0 for the first; nothing where `loaded` is another text
    /// of it.
    Map<Integer, Fault> faults(SchemaSource.Draft source, LoadedSchema loaded) {
        var draft = begun.get(source);
        var now = draft == null ? null : draft.state();
        return now == null || !now.text().equals(loaded.text())
                ? Map.of()
                : Faults.of(now.problems());
    }

    private DraftContext context(LoadedSchema of, Format format) {
        return switch (of.source()) {
            case SchemaSource.File(var folder, var path) ->
                    DraftContext.inFolder(folder, path, format);
            case SchemaSource.Revision(var folder, var path, _) ->
                    DraftContext.inFolder(folder, path, format);
            case SchemaSource.Version version ->
                    registered(connection.registry(), version.name(), of, format);
            case SchemaSource.ById byId ->
                    registered(connection.registry(), byId.name(), of, format);
            case SchemaSource.Elsewhere(var address, var subject, int version) -> {
                var other = others.find(address);
                yield registered(
                        other == null ? null : other.registry(),
                        subject + " v" + version,
                        of,
                        format);
            }
            case SchemaSource.Draft draft -> {
                var before = begun.get(draft);
                yield before == null ? DraftContext.alone("draft", format) : before.context();
            }
        };
    }

    private static DraftContext registered(
            @Nullable SchemaRegistry registry, String name, LoadedSchema of, Format format) {
        var file = name.replaceAll("[^A-Za-z0-9._-]+", "-");
        return registry == null
                ? DraftContext.alone(file, format)
                : DraftContext.registered(
                        registry,
                        file,
                        new RegisteredSchema(
                                RegisteredSchema.NO_ID,
                                null,
                                null,
                                null,
                                format,
                                of.text(),
                                of.references(),
                                Map.of()));
    }
}
