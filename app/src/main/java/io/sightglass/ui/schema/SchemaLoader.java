package io.sightglass.ui.schema;

import io.sightglass.connect.Connection;
import io.sightglass.connect.OtherRegistries;
import io.sightglass.model.Format;
import io.sightglass.model.SchemaRef;
import io.sightglass.model.Sentence;
import io.sightglass.port.RegisteredSchema;
import io.sightglass.port.RegistryAnswer;
import io.sightglass.port.SchemaRegistry;
import io.sightglass.schema.GitRevisions;
import io.sightglass.schema.LocalReferences;
import io.sightglass.schema.Lookup;
import io.sightglass.schema.ParsedSchema;
import io.sightglass.schema.ReferenceFinder;
import io.sightglass.schema.ReferenceGraph;
import io.sightglass.schema.SchemaCatalog;
import io.sightglass.schema.SchemaText;

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
import java.util.Optional;
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

    private final Connection connection;

    private final OtherRegistries others;
    private final Drafts drafts;
    private final Map<SchemaSource, LoadedSchema> known = new ConcurrentHashMap<>();

    /// @param others registries besides the connection's own
    SchemaLoader(Connection connection, OtherRegistries others) {
        this.connection = connection;
        this.others = others;
        this.drafts = new Drafts(connection, others);
    }

    Drafts drafts() {
        return drafts;
    }

    /// Never fails: what is wrong is in the answer.
    LoadedSchema load(SchemaSource source) {
        var earlier = known.get(source);
        if (earlier != null) {
            return earlier;
        }
        var loaded =
                switch (source) {
                    case SchemaSource.Version version -> version(version);
                    case SchemaSource.ById byId -> byId(byId);
                    case SchemaSource.Elsewhere elsewhere -> elsewhere(elsewhere);
                    case SchemaSource.Revision revision -> revision(revision);
                    case SchemaSource.File file -> read(file);
                    case SchemaSource.Draft draft -> drafts.load(draft);
                };
        boolean stays =
                !(source instanceof SchemaSource.File) && !(source instanceof SchemaSource.Draft);
        if (loaded.parsed() != null && stays) {
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

    /// The subjects of another registry that is open.
    RegistryAnswer<List<String>> subjects(String address) {
        var other = others.find(address);
        return other == null ? noRegistry() : answer(other.registry().subjects());
    }

    /// The versions of a subject of another registry that is open, ascending.
    RegistryAnswer<List<Integer>> versions(String address, String subject) {
        var other = others.find(address);
        return other == null ? noRegistry() : answer(other.registry().versions(subject));
    }

    /// The versions of a subject that were deleted softly, where the registry tells.
    List<Integer> deletedVersions(String subject, List<Integer> there) {
        var registry = connection.registry();
        return registry != null
                        && answer(registry.versionsWithDeleted(subject))
                                instanceof RegistryAnswer.Found<List<Integer>>(var all)
                ? all.stream().filter(version -> !there.contains(version)).toList()
                : List.of();
    }

    /// What the registry thinks of `right` after `left`; empty where there is nothing that it could
    /// be asked.
    Optional<RegistryVerdict> verdict(Shown shown) {
        var registry = connection.registry();
        var left = shown.left();
        var comparison = shown.comparison();
        var format = shown.right().format();
        if (registry == null
                || left == null
                || comparison == null
                || format == null
                || left.deleted()
                || !(left.source() instanceof SchemaSource.Version(var subject, int version))) {
            return Optional.empty();
        }
        var level = level(subject);
        var asked =
                new RegisteredSchema(
                        RegisteredSchema.NO_ID,
                        null,
                        null,
                        null,
                        format,
                        shown.right().text(),
                        shown.right().references(),
                        Map.of());
        RegistryAnswer<SchemaRegistry.Compatibility> answer =
                answer(registry.compatibility(subject, version, asked));
        return Optional.of(
                RegistryVerdict.of(
                        comparison.verdict(),
                        level == null ? "" : level.name(),
                        answer,
                        format,
                        left.label(),
                        shown.right().label()));
    }

    /// What a version of the registry or a local file refers to and what refers to it; empty where
    /// `schema` is neither.
    Optional<ReferenceGraph> references(LoadedSchema schema) {
        if (schema.source() instanceof SchemaSource.File(var folder, var path)) {
            return Optional.of(LocalReferences.find(connection.local(), folder, path));
        }
        var registry = connection.registry();
        if (registry == null) {
            return Optional.empty();
        }
        var of =
                switch (schema.source()) {
                    case SchemaSource.Version(var subject, int version) when version > 0 ->
                            Optional.of(new SchemaRegistry.Registration(subject, version));
                    case SchemaSource.ById(int id)
                            when answer(registry.registrations(id))
                                            instanceof
                                            RegistryAnswer.Found<List<SchemaRegistry.Registration>>(
                                                    var places)
                                    && !places.isEmpty() ->
                            Optional.of(places.getFirst());
                    case SchemaSource.Version _,
                            SchemaSource.ById _,
                            SchemaSource.Elsewhere _,
                            SchemaSource.Revision _,
                            SchemaSource.Draft _,
                            SchemaSource.File _ ->
                            Optional.<SchemaRegistry.Registration>empty();
                };
        return of.map(
                place -> new ReferenceFinder(registry).find(place.subject(), place.version()));
    }

    /// The level of a subject, where the registry tells.
    VersionsModel.@Nullable Level level(String subject) {
        var registry = connection.registry();
        if (registry == null) {
            return null;
        }
        if (answer(registry.ownLevel(subject)) instanceof RegistryAnswer.Found<String>(var own)) {
            return new VersionsModel.Level(own, true);
        }
        return answer(registry.level(subject)) instanceof RegistryAnswer.Found<String>(var all)
                ? new VersionsModel.Level(all, false)
                : null;
    }

    private LoadedSchema version(SchemaSource.Version source) {
        var registry = connection.registry();
        if (registry == null) {
            return LoadedSchema.missing(source, NO_REGISTRY);
        }
        var ref = new SchemaRef.BySubjectVersion(source.subject(), source.version());
        var answer = answer(registry.version(source.subject(), source.version()));
        if (answer instanceof RegistryAnswer.NotFound<RegisteredSchema>
                && source.version() > 0
                && answer(registry.versionEvenDeleted(source.subject(), source.version()))
                        instanceof RegistryAnswer.Found<RegisteredSchema>(var gone)) {
            // Its id is still known to everybody.
            return registered(source, answerOf(gone), new SchemaRef.ById(gone.id()), true);
        }
        return registered(source, answer, ref, false);
    }

    private static RegistryAnswer<RegisteredSchema> answerOf(RegisteredSchema schema) {
        return new RegistryAnswer.Found<>(schema);
    }

    private LoadedSchema byId(SchemaSource.ById source) {
        var registry = connection.registry();
        return registry == null
                ? LoadedSchema.missing(source, NO_REGISTRY)
                : registered(
                        source,
                        answer(registry.byId(source.id())),
                        new SchemaRef.ById(source.id()),
                        false);
    }

    private LoadedSchema registered(
            SchemaSource source,
            RegistryAnswer<RegisteredSchema> answer,
            SchemaRef ref,
            boolean deleted) {
        return switch (answer) {
            case RegistryAnswer.Found<RegisteredSchema>(var schema) ->
                    parsed(source, connection.schemas(), ref, schema, deleted);
            case RegistryAnswer.NotFound<RegisteredSchema>(var sentence) ->
                    LoadedSchema.missing(source, sentence);
            case RegistryAnswer.Unavailable<RegisteredSchema>(var sentence) ->
                    LoadedSchema.missing(source, sentence);
        };
    }

    private LoadedSchema elsewhere(SchemaSource.Elsewhere source) {
        var other = others.find(source.registry());
        if (other == null) {
            return LoadedSchema.missing(
                    source,
                    Sentence.builder()
                            .text("The registry at ")
                            .strong(source.registry())
                            .text(" is not open any more; choose it again.")
                            .build());
        }
        var ref = new SchemaRef.BySubjectVersion(source.subject(), source.version());
        return switch (answer(other.registry().version(source.subject(), source.version()))) {
            case RegistryAnswer.Found<RegisteredSchema>(var schema) ->
                    parsed(source, other.schemas(), ref, schema, false);
            case RegistryAnswer.NotFound<RegisteredSchema>(var sentence) ->
                    LoadedSchema.missing(source, sentence);
            case RegistryAnswer.Unavailable<RegisteredSchema>(var sentence) ->
                    LoadedSchema.missing(source, sentence);
        };
    }

    private static LoadedSchema revision(SchemaSource.Revision source) {
        var file = source.folder().resolve(source.path());
        var answer = GitRevisions.standard().read(source.folder(), file, source.revision(), null);
        return switch (answer) {
            case GitRevisions.Answer.Refused<GitRevisions.Past>(var why) ->
                    LoadedSchema.missing(source, why);
            case GitRevisions.Answer.Found<GitRevisions.Past>(var past) -> {
                var found = new SchemaSource.Revision(source.folder(), source.path(), past.hash());
                yield switch (past.result()) {
                    case SchemaText.Result.Parsed(var schema) ->
                            new LoadedSchema(
                                    found,
                                    null,
                                    past.format(),
                                    past.text(),
                                    schema,
                                    List.of(),
                                    null,
                                    false,
                                    false);
                    case SchemaText.Result.Failed(var problems) ->
                            new LoadedSchema(
                                    found,
                                    null,
                                    past.format(),
                                    past.text(),
                                    null,
                                    List.of(),
                                    Sentence.of(problems.getFirst().text()),
                                    false,
                                    false);
                };
            }
        };
    }

    private static LoadedSchema parsed(
            SchemaSource source,
            SchemaCatalog schemas,
            SchemaRef ref,
            RegisteredSchema schema,
            boolean deleted) {
        ParsedSchema parsed = null;
        Sentence problem = null;
        switch (schemas.await(ref, PATIENCE)) {
            case Lookup.Found(var found) -> parsed = found.parsed();
            case Lookup.Missing(var sentence, _) -> problem = sentence;
            case Lookup.Pending(var sentence) -> problem = sentence;
        }
        return new LoadedSchema(
                found(source, schema.version()),
                schema,
                schema.format(),
                schema.text(),
                parsed,
                schema.references(),
                problem,
                false,
                deleted);
    }

    /// With the version that was found, where the latest was asked for.
    private static SchemaSource found(SchemaSource source, @Nullable Integer version) {
        if (version == null) {
            return source;
        }
        return switch (source) {
            case SchemaSource.Version(var subject, _) -> new SchemaSource.Version(subject, version);
            case SchemaSource.Elsewhere(var registry, var subject, _) ->
                    new SchemaSource.Elsewhere(registry, subject, version);
            case SchemaSource.ById _,
                    SchemaSource.File _,
                    SchemaSource.Revision _,
                    SchemaSource.Draft _ ->
                    source;
        };
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
                parsed != null && problem != null,
                false);
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
