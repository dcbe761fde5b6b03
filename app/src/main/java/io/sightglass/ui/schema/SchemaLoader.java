package io.sightglass.ui.schema;

import io.sightglass.connect.Connection;
import io.sightglass.model.Format;
import io.sightglass.model.SchemaRef;
import io.sightglass.model.Sentence;
import io.sightglass.port.RegisteredSchema;
import io.sightglass.port.RegistryAnswer;
import io.sightglass.schema.Lookup;
import io.sightglass.schema.ParsedSchema;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;

/// Fetches schemas from the registry and reads those of local files. Waits for both, so it is not
/// for the window's thread. What the registry has never changes and is kept.
final class SchemaLoader {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaLoader.class);

    /// Of a larger file the beginning is shown.
    private static final int MOST_BYTES = 16 << 20;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /// What the catalog says at the end to people who read records.
    private static final String OF_RECORDS = ", so the value stays as bytes";

    private final Connection connection;
    private final Map<SchemaSource, LoadedSchema> known = new ConcurrentHashMap<>();

    SchemaLoader(Connection connection) {
        this.connection = connection;
    }

    /// Never fails: what is wrong is in the answer.
    LoadedSchema load(SchemaSource source) {
        var earlier = known.get(source);
        if (earlier != null) {
            return earlier;
        }
        var loaded =
                switch (source) {
                    case SchemaSource.Version(var subject, int version) ->
                            registered(source, new SchemaRef.BySubjectVersion(subject, version));
                    case SchemaSource.ById(int id) -> registered(source, new SchemaRef.ById(id));
                    case SchemaSource.File file -> read(file);
                };
        if (loaded.parsed() != null && !(source instanceof SchemaSource.File)) {
            known.put(source, loaded);
            known.put(loaded.source(), loaded);
        }
        return loaded;
    }

    /// The versions of a subject, ascending.
    RegistryAnswer<List<Integer>> versions(String subject) {
        var registry = connection.registry();
        return registry == null ? noRegistry() : answer(registry.versions(subject));
    }

    /// The level of a subject, where the registry tells.
    @Nullable String level(String subject) {
        var registry = connection.registry();
        return registry != null
                        && answer(registry.level(subject))
                                instanceof RegistryAnswer.Found<String>(var level)
                ? level
                : null;
    }

    private LoadedSchema registered(SchemaSource source, SchemaRef ref) {
        var registry = connection.registry();
        if (registry == null) {
            return LoadedSchema.missing(source, NO_REGISTRY);
        }
        var asked =
                switch (ref) {
                    case SchemaRef.BySubjectVersion(var subject, int version) ->
                            registry.version(subject, version);
                    case SchemaRef.ById(int id) -> registry.byId(id);
                    default -> throw new IllegalArgumentException("not a registry's: " + ref);
                };
        return switch (answer(asked)) {
            case RegistryAnswer.Found<RegisteredSchema>(var schema) -> parsed(source, ref, schema);
            case RegistryAnswer.NotFound<RegisteredSchema>(var sentence) ->
                    LoadedSchema.missing(source, sentence);
            case RegistryAnswer.Unavailable<RegisteredSchema>(var sentence) ->
                    LoadedSchema.missing(source, sentence);
        };
    }

    private LoadedSchema parsed(SchemaSource source, SchemaRef ref, RegisteredSchema schema) {
        ParsedSchema parsed = null;
        Sentence problem = null;
        switch (connection.schemas().await(ref, PATIENCE)) {
            case Lookup.Found(var found) -> parsed = found.parsed();
            case Lookup.Missing(var sentence) -> problem = ofSchemas(sentence);
            case Lookup.Pending(var sentence) -> problem = ofSchemas(sentence);
        }
        var version = schema.version();
        var found =
                source instanceof SchemaSource.Version(var subject, _) && version != null
                        ? new SchemaSource.Version(subject, version)
                        : source;
        var id = schema.id() == RegisteredSchema.NO_ID ? null : schema.id();
        return new LoadedSchema(
                found,
                id,
                schema.format(),
                schema.text(),
                parsed,
                schema.references(),
                problem,
                false);
    }

    private static Sentence ofSchemas(Sentence sentence) {
        return Sentence.of(sentence.plain().replace(OF_RECORDS, ""));
    }

    private LoadedSchema read(SchemaSource.File source) {
        var file =
                connection.local().files().stream()
                        .filter(each ->
                                each.folder().equals(source.folder())
                                        && each.path().equals(source.path()))
                        .findFirst()
                        .orElse(null);
        if (file == null) {
            return LoadedSchema.missing(
                    source,
                    Sentence.builder()
                            .strong(source.path())
                            .text(" is not among the local schemas any more.")
                            .build());
        }
        var parsed = connection.local().parsed(source.path()).orElse(null);
        var problem = file.problem() == null ? null : Sentence.of(file.problem().text());
        // A descriptor set is no text of its own.
        boolean binary = file.format() == Format.PROTOBUF && !source.path().endsWith(".proto");
        var text =
                binary && parsed != null
                        ? parsed.text()
                        : text(source.folder().resolve(source.path()));
        if (text == null) {
            return LoadedSchema.missing(
                    source,
                    Sentence.builder()
                            .strong(source.path())
                            .text(" cannot be read; it may have been moved.")
                            .build());
        }
        return new LoadedSchema(
                source,
                null,
                file.format(),
                text,
                parsed,
                List.of(),
                problem,
                parsed != null && problem != null);
    }

    private static @Nullable String text(Path path) {
        try (var in = Files.newInputStream(path)) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            LOG.warn("cannot read schema file {}", path, e);
            return null;
        }
    }

    private static final Sentence NO_REGISTRY = Sentence.of("This connection has no registry.");

    private static <T> RegistryAnswer<T> noRegistry() {
        return new RegistryAnswer.NotFound<>(NO_REGISTRY);
    }

    private static <T> RegistryAnswer<T> answer(CompletableFuture<RegistryAnswer<T>> asked) {
        try {
            return asked.join();
        } catch (CompletionException e) {
            LOG.error("a registry's answer failed", e);
            return new RegistryAnswer.Unavailable<>(
                    Sentence.of("The registry's answer could not be read; the log says more."));
        }
    }
}
