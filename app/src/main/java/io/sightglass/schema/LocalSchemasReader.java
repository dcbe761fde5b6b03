package io.sightglass.schema;

import io.sightglass.model.Format;
import io.sightglass.model.SchemaRef.LocalFile;
import io.sightglass.model.Sentence;
import io.sightglass.schema.FolderFiles.TextFile;
import io.sightglass.schema.LocalSchemas.Problem;
import io.sightglass.schema.LocalSchemas.SchemaFile;
import io.sightglass.schema.SchemaText.Result;

import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/// Reads schema folders into a [LocalSchemas], and reads them again when files have been saved.
///
/// What it read before it remembers: files that have not changed are not parsed again and stay the
/// same objects, and a file that breaks stays in force as it was when it was right. For one thread
/// at a time.
public final class LocalSchemasReader {
    private static final Logger LOG = LoggerFactory.getLogger(LocalSchemasReader.class);

    private final List<Path> folders;
    private final InstantSource clock;
    private final Map<Key, Version> versions = new HashMap<>();
    private final Map<Path, BindingsVersion> bindingsVersions = new HashMap<>();
    private List<FolderFiles> read = List.of();
    private Map<TextFile, Result> results = Map.of();
    private @Nullable LocalSchemas last;

    private record Key(Path folder, String path) {}

    /// A schema that was right, and when it was read.
    private record Version(ParsedSchema schema, Instant time) {}

    private record BindingsVersion(TextFile file, Instant time) {}

    public LocalSchemasReader(List<Path> folders) {
        this(folders, InstantSource.system());
    }

    LocalSchemasReader(List<Path> folders, InstantSource clock) {
        this.folders = folders.stream().distinct().toList();
        this.clock = clock;
    }

    /// The folders as they are now. The same object as before where nothing has changed.
    public LocalSchemas read() {
        if (folders.isEmpty()) {
            return LocalSchemas.none();
        }
        var now =
                folders.stream()
                        .map(folder ->
                                FolderFiles.read(
                                        folder,
                                        LocalSchemasReader::isWanted,
                                        DescriptorSets::isSet))
                        .toList();
        var known = last;
        if (known != null && now.equals(read)) {
            return known;
        }
        var reading = new Reading();
        now.forEach(reading::folder);
        var schemas = reading.finish();
        read = now;
        results = reading.results;
        last = schemas;
        return schemas;
    }

    /// Whether a file of that name, without its folders, may be one that is read.
    public static boolean isWanted(String name) {
        return isAvro(name)
                || name.endsWith(".proto")
                || DescriptorSets.isSet(name)
                || name.endsWith(".json")
                || name.equals(TopicBindings.FILE);
    }

    static boolean isAvro(String name) {
        return name.endsWith(".avsc") || name.endsWith(".avdl") || name.endsWith(".avpr");
    }

    /// One reading of all folders.
    private final class Reading {
        private final Map<TextFile, Result> results = new LinkedHashMap<>();
        private final List<Problem> problems = new ArrayList<>();
        private final List<TextFile> bindingFiles = new ArrayList<>();
        private final Instant time = clock.instant();

        void folder(FolderFiles folder) {
            problems.addAll(folder.problems());
            var all = new HashMap<TextFile, Result>();
            all.putAll(group(folder, LocalSchemasReader::isAvro, AvroFolder::parse));
            all.putAll(group(folder, name -> name.endsWith(".proto"), LocalSchemasReader::protos));
            for (var file : folder.files()) {
                if (file.path().equals(TopicBindings.FILE)) {
                    bindingFiles.add(file);
                } else if (!all.containsKey(file)) {
                    var result = alone(file);
                    if (result != null) {
                        all.put(file, result);
                    }
                }
            }
            for (var file : folder.files()) {
                var result = all.get(file);
                if (result != null) {
                    results.put(file, result);
                }
            }
        }

        /// Files that may refer to one another are parsed together, unless none has changed.
        private Map<TextFile, Result> group(
                FolderFiles folder,
                Predicate<String> member,
                BiFunction<Path, List<TextFile>, Map<TextFile, Result>> parser) {
            var files = folder.files().stream().filter(file -> member.test(file.path())).toList();
            if (files.isEmpty()) {
                return Map.of();
            }
            var root = files.getFirst().folder();
            long before =
                    LocalSchemasReader.this.results.keySet().stream()
                            .filter(file -> file.folder().equals(root) && member.test(file.path()))
                            .count();
            boolean same =
                    before == files.size()
                            && files.stream()
                                    .allMatch(file -> earlier(file) instanceof Result.Parsed);
            if (same) {
                var kept = new HashMap<TextFile, Result>();
                LocalSchemasReader.this.results.forEach((file, result) -> {
                    if (file.folder().equals(root) && member.test(file.path())) {
                        kept.put(file, result);
                    }
                });
                return kept;
            }
            return parser.apply(root, files);
        }

        private @Nullable Result earlier(TextFile file) {
            return LocalSchemasReader.this.results.get(file);
        }

        private @Nullable Result alone(TextFile file) {
            var known = earlier(file);
            if (known != null) {
                return known;
            }
            if (DescriptorSets.isSet(file.path())) {
                return DescriptorSets.parse(file.path(), file.shown(), file.bytes());
            }
            return file.path().endsWith(".schema.json") || JsonSchemaText.claims(file.text())
                    ? JsonSchemaText.parse(file.shown(), file.text())
                    : null;
        }

        LocalSchemas finish() {
            var files = new ArrayList<SchemaFile>();
            var parsed = new HashMap<String, ParsedSchema>();
            var fingerprints = new HashMap<Long, LocalFile>();
            var inForce = new HashMap<Key, Version>();
            results.forEach((file, result) -> {
                var key = new Key(file.folder(), file.path());
                var before = versions.get(key);
                switch (result) {
                    case Result.Parsed(var schema) -> {
                        boolean same = before != null && isSame(before.schema(), schema);
                        inForce.put(key, same ? before : new Version(schema, time));
                    }
                    case Result.Failed(var found) -> {
                        if (before != null) {
                            inForce.put(key, before);
                        }
                        found.stream()
                                .filter(problem -> !problems.contains(problem))
                                .forEach(problems::add);
                    }
                }
                var version = inForce.get(key);
                files.add(entry(file, result, version));
                if (version != null) {
                    parsed.putIfAbsent(file.path(), version.schema());
                    if (version.schema() instanceof ParsedSchema.Avro avro) {
                        fingerprint(file, avro.schema(), fingerprints);
                    }
                }
            });
            versions.clear();
            versions.putAll(inForce);
            var schemas = new LocalSchemas(files, parsed, Map.of(), Map.of(), List.of());
            var bindings = bindings(schemas, parsed);
            return new LocalSchemas(files, parsed, fingerprints, bindings, problems);
        }

        private Map<TopicBindings.Key, LocalFile> bindings(
                LocalSchemas schemas, Map<String, ParsedSchema> parsed) {
            var bindings = new HashMap<TopicBindings.Key, LocalFile>();
            var inForce = new HashMap<Path, BindingsVersion>();
            for (var file : bindingFiles) {
                var before = bindingsVersions.get(file.folder());
                var said =
                        TopicBindings.read(
                                file.shown(),
                                file.text(),
                                ref -> fault(ref, schemas, parsed),
                                problems::add);
                if (said != null) {
                    boolean same = before != null && before.file().equals(file);
                    inForce.put(file.folder(), same ? before : new BindingsVersion(file, time));
                } else if (before != null) {
                    inForce.put(file.folder(), before);
                    problems.add(Problem.stillReading(file.shown(), before.time()));
                    said =
                            TopicBindings.read(
                                    file.shown(),
                                    before.file().text(),
                                    ref -> fault(ref, schemas, parsed),
                                    _ -> {});
                }
                if (said != null) {
                    said.forEach(bindings::putIfAbsent);
                }
            }
            bindingsVersions.clear();
            bindingsVersions.putAll(inForce);
            return bindings;
        }
    }

    /// Whether a schema reads exactly like another, imports included.
    private static boolean isSame(ParsedSchema before, ParsedSchema now) {
        if (before == now) {
            return true;
        }
        if (!before.text().equals(now.text())) {
            return false;
        }
        return switch (before) {
            case ParsedSchema.Avro(var schema, _) ->
                    now instanceof ParsedSchema.Avro(var other, _)
                            && schema.equals(other)
                            && schema.toString().equals(other.toString());
            case ParsedSchema.Json _ -> now instanceof ParsedSchema.Json;
            case ParsedSchema.Protobuf(var file, _) ->
                    now instanceof ParsedSchema.Protobuf(var other, _)
                            && DescriptorSets.closure(file).equals(DescriptorSets.closure(other));
        };
    }

    static Map<TextFile, Result> protos(Path folder, List<TextFile> files) {
        return protos(folder, files, null);
    }

    /// @param whole the folder, where everything below it may be read; null where it may not
    static Map<TextFile, Result> protos(Path folder, List<TextFile> files, @Nullable Path whole) {
        var texts = new HashMap<String, String>();
        files.forEach(file -> texts.put(file.path(), file.text()));
        var results = new HashMap<TextFile, Result>();
        try {
            var outcomes = ProtoFolder.compile(ProtoCompiler.standard(), texts, whole);
            for (var file : files) {
                var outcome = outcomes.get(file.path());
                if (outcome != null) {
                    results.put(file, result(folder, file, texts, outcome));
                }
            }
        } catch (IOException e) {
            LOG.warn("protoc's working directory could not be used", e);
            var sentence =
                    Sentence.of(
                            "cannot be compiled, because the temporary directory cannot be used: "
                                    + e.getMessage()
                                    + ".");
            for (var file : files) {
                var problem = new Problem(file.shown(), 0, 0, sentence);
                results.put(file, new Result.Failed(List.of(problem)));
            }
        }
        return results;
    }

    private static Result result(
            Path folder, TextFile file, Map<String, String> texts, ProtoFolder.Outcome outcome) {
        return switch (outcome) {
            case ProtoFolder.Outcome.Compiled(var descriptor) ->
                    new Result.Parsed(new ParsedSchema.Protobuf(descriptor, file.text()));
            case ProtoFolder.Outcome.Failed(var found) ->
                    new Result.Failed(
                            found.stream().map(problem -> shown(folder, texts, problem)).toList());
        };
    }

    private static Problem shown(Path folder, Map<String, String> texts, Problem problem) {
        if (!texts.containsKey(problem.file())) {
            return problem;
        }
        var file = folder.resolve(problem.file()).toString().replace('\\', '/');
        return new Problem(file, problem.line(), problem.column(), problem.sentence());
    }

    private static Optional<String> fault(
            LocalFile ref, LocalSchemas schemas, Map<String, ParsedSchema> parsed) {
        if (schemas.find(ref).isPresent()) {
            return Optional.empty();
        }
        if (parsed.containsKey(ref.path())) {
            return Optional.of(
                    ref.type().isEmpty()
                            ? ref.path() + " declares no message."
                            : ref.path() + " declares no type " + ref.type() + ".");
        }
        boolean broken = schemas.files().stream().anyMatch(file -> file.path().equals(ref.path()));
        return Optional.of(
                broken
                        ? ref.path() + " does not parse, so the topic has no schema."
                        : "there is no schema file " + ref.path() + " in this folder.");
    }

    private static void fingerprint(TextFile file, Schema schema, Map<Long, LocalFile> into) {
        if (!AvroTypes.isSideBySide(schema)) {
            into.putIfAbsent(
                    SchemaNormalization.parsingFingerprint64(schema),
                    new LocalFile(file.path(), ""));
        }
        if (schema.getType() == Schema.Type.UNION) {
            for (var branch : schema.getTypes()) {
                if (branch.getType() == Schema.Type.RECORD) {
                    into.putIfAbsent(
                            SchemaNormalization.parsingFingerprint64(branch),
                            new LocalFile(file.path(), branch.getFullName()));
                }
            }
        }
    }

    private static SchemaFile entry(TextFile file, Result result, @Nullable Version version) {
        var problem = result instanceof Result.Failed(var problems) ? problems.getFirst() : null;
        var types =
                version == null
                        ? List.<String>of()
                        : SchemaNames.types(version.schema(), file.path());
        return new SchemaFile(
                file.folder(),
                file.path(),
                version == null ? format(file.path()) : version.schema().format(),
                types,
                problem,
                problem == null || version == null ? null : version.time());
    }

    private static Format format(String path) {
        return isAvro(path)
                ? Format.AVRO
                : path.endsWith(".proto") || DescriptorSets.isSet(path)
                        ? Format.PROTOBUF
                        : Format.JSON;
    }
}
