package io.sightglass.schema;

import io.sightglass.model.Format;
import io.sightglass.model.SchemaRef.LocalFile;
import io.sightglass.model.Sentence;
import io.sightglass.schema.FolderFiles.TextFile;
import io.sightglass.schema.LocalSchemas.Problem;
import io.sightglass.schema.LocalSchemas.SchemaFile;

import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads schema folders into a [LocalSchemas].
final class LocalSchemasReader {
    private static final Logger LOG = LoggerFactory.getLogger(LocalSchemasReader.class);

    private final Map<TextFile, SchemaText.Result> results = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private LocalSchemasReader() {}

    static LocalSchemas read(List<Path> folders) {
        var reader = new LocalSchemasReader();
        var bindings = new ArrayList<TextFile>();
        for (var folder : folders.stream().distinct().toList()) {
            reader.folder(folder, bindings);
        }
        return reader.finish(bindings);
    }

    private void folder(Path folder, List<TextFile> bindings) {
        var read = FolderFiles.read(folder, LocalSchemasReader::isWanted);
        problems.addAll(read.problems());
        var avro = new ArrayList<TextFile>();
        var protos = new ArrayList<TextFile>();
        var all = new HashMap<TextFile, SchemaText.Result>();
        for (var file : read.files()) {
            if (file.path().equals(TopicBindings.FILE)) {
                bindings.add(file);
            } else if (file.path().endsWith(".avsc")) {
                avro.add(file);
            } else if (file.path().endsWith(".proto")) {
                protos.add(file);
            } else if (file.path().endsWith(".schema.json") || JsonSchemaText.claims(file.text())) {
                all.put(file, JsonSchemaText.parse(file.shown(), file.text()));
            }
        }
        all.putAll(AvroFolder.parse(avro));
        all.putAll(protos(folder, protos));
        read.files().stream()
                .filter(all::containsKey)
                .forEach(file -> results.put(file, all.get(file)));
    }

    private static boolean isWanted(String name) {
        return name.endsWith(".avsc")
                || name.endsWith(".proto")
                || name.endsWith(".json")
                || name.equals(TopicBindings.FILE);
    }

    private static Map<TextFile, SchemaText.Result> protos(Path folder, List<TextFile> files) {
        var texts = new HashMap<String, String>();
        files.forEach(file -> texts.put(file.path(), file.text()));
        var results = new HashMap<TextFile, SchemaText.Result>();
        try {
            var outcomes = ProtoFolder.compile(ProtoCompiler.standard(), texts);
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
                results.put(file, new SchemaText.Result.Failed(List.of(problem)));
            }
        }
        return results;
    }

    private static SchemaText.Result result(
            Path folder, TextFile file, Map<String, String> texts, ProtoFolder.Outcome outcome) {
        return switch (outcome) {
            case ProtoFolder.Outcome.Compiled(var descriptor) ->
                    new SchemaText.Result.Parsed(
                            new ParsedSchema.Protobuf(descriptor, file.text()));
            case ProtoFolder.Outcome.Failed(var found) ->
                    new SchemaText.Result.Failed(
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

    private LocalSchemas finish(List<TextFile> bindingFiles) {
        var files = new ArrayList<SchemaFile>();
        var parsed = new HashMap<String, ParsedSchema>();
        var fingerprints = new HashMap<Long, LocalFile>();
        results.forEach((file, result) -> {
            switch (result) {
                case SchemaText.Result.Parsed(var schema) -> {
                    files.add(good(file, schema));
                    parsed.putIfAbsent(file.path(), schema);
                    if (schema instanceof ParsedSchema.Avro avro) {
                        fingerprint(file, avro.schema(), fingerprints);
                    }
                }
                case SchemaText.Result.Failed(var found) -> {
                    files.add(broken(file, found));
                    found.stream()
                            .filter(problem -> !problems.contains(problem))
                            .forEach(problems::add);
                }
            }
        });
        var schemas = new LocalSchemas(files, parsed, Map.of(), Map.of(), List.of());
        var bindings = new HashMap<TopicBindings.Key, LocalFile>();
        for (var file : bindingFiles) {
            TopicBindings.read(
                            file.shown(),
                            file.text(),
                            ref -> fault(ref, schemas, parsed),
                            problems::add)
                    .forEach(bindings::putIfAbsent);
        }
        return new LocalSchemas(files, parsed, fingerprints, bindings, problems);
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
        into.putIfAbsent(
                SchemaNormalization.parsingFingerprint64(schema), new LocalFile(file.path(), ""));
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

    private static SchemaFile good(TextFile file, ParsedSchema schema) {
        return new SchemaFile(
                file.folder(),
                file.path(),
                schema.format(),
                SchemaNames.types(schema, file.path()),
                null);
    }

    private static SchemaFile broken(TextFile file, List<Problem> problems) {
        return new SchemaFile(
                file.folder(), file.path(), format(file.path()), List.of(), problems.getFirst());
    }

    private static Format format(String path) {
        return path.endsWith(".avsc")
                ? Format.AVRO
                : path.endsWith(".proto") ? Format.PROTOBUF : Format.JSON;
    }
}
