package io.sightglass.schema;

import io.sightglass.model.Format;
import io.sightglass.schema.FolderFiles.TextFile;
import io.sightglass.schema.LocalSchemas.Problem;
import io.sightglass.schema.SchemaText.Result;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Every schema file of a folder, as a whole: what [LocalSchemas] reads, for those who compare
/// files and not types. The .proto files are one module, compiled together.
///
/// @param files what became of each file, by its path below the folder, sorted
/// @param problems what is wrong with the folder itself
public record SchemaFolder(Map<String, Result> files, List<Problem> problems) {
    /// Keywords of which a JSON Schema without `$schema` has at least one.
    private static final List<String> KEYWORDS =
            List.of(
                    "$ref",
                    "$defs",
                    "definitions",
                    "properties",
                    "allOf",
                    "anyOf",
                    "oneOf",
                    "items",
                    "enum",
                    "type");

    private static final List<String> TYPES =
            List.of("null", "boolean", "object", "array", "number", "integer", "string");

    public SchemaFolder {
        problems = List.copyOf(problems);
    }

    /// @param only the format to read; null for all
    public static SchemaFolder read(Path folder, @Nullable Format only) {
        Predicate<String> wanted = name -> only == null ? isSchema(name) : format(name) == only;
        var found = FolderFiles.read(folder, wanted, DescriptorSets::isSet);
        var files = new TreeMap<String, Result>();
        put(files, AvroFolder.parse(folder, some(found, LocalSchemasReader::isAvro)));
        var protos = some(found, name -> name.endsWith(".proto"));
        if (!protos.isEmpty()) {
            // Where nothing was left out, nothing below the folder leads out of it.
            var whole = found.problems().isEmpty() ? folder.toAbsolutePath() : null;
            put(files, LocalSchemasReader.protos(protos.getFirst().folder(), protos, whole));
        }
        for (var file : found.files()) {
            if (DescriptorSets.isSet(file.path())) {
                var set = DescriptorSets.parse(file.path(), file.shown(), file.bytes());
                files.put(file.path(), set);
            } else if (file.path().endsWith(".json") && isJsonSchema(file)) {
                files.put(file.path(), JsonSchemaText.parse(file.shown(), file.text()));
            }
        }
        var problems = new ArrayList<Problem>();
        var root = folder.toString().replace('\\', '/') + "/";
        for (var problem : found.problems()) {
            var shown = problem.file().replace('\\', '/');
            if (shown.startsWith(root)) {
                var failed = new Result.Failed(List.of(problem));
                files.putIfAbsent(shown.substring(root.length()), failed);
            } else {
                problems.add(problem);
            }
        }
        return new SchemaFolder(files, problems);
    }

    private static List<TextFile> some(FolderFiles found, Predicate<String> member) {
        return found.files().stream().filter(file -> member.test(file.path())).toList();
    }

    private static void put(Map<String, Result> files, Map<TextFile, Result> results) {
        results.forEach((file, result) -> files.put(file.path(), result));
    }

    private static boolean isSchema(String name) {
        return format(name) != null;
    }

    /// By the file's name; null for a file that is no schema.
    public static @Nullable Format format(String name) {
        return LocalSchemasReader.isAvro(name)
                ? Format.AVRO
                : name.endsWith(".proto") || DescriptorSets.isSet(name)
                        ? Format.PROTOBUF
                        : name.endsWith(".json") ? Format.JSON : null;
    }

    /// A file that is just called `.json` may be anything.
    private static boolean isJsonSchema(TextFile file) {
        if (file.path().endsWith(".schema.json") || JsonSchemaText.claims(file.text())) {
            return true;
        }
        return JsonText.read(file.shown(), file.text()) instanceof JsonText.Tree(var root, _)
                && root.isObject()
                && KEYWORDS.stream().anyMatch(keyword -> isKeyword(root, keyword));
    }

    private static boolean isKeyword(JsonNode root, String keyword) {
        var value = root.get(keyword);
        if (value == null) {
            return false;
        }
        return switch (keyword) {
            case "type" -> value.isString() && TYPES.contains(value.stringValue());
            case "$ref" -> value.isString();
            case "allOf", "anyOf", "oneOf", "enum" -> value.isArray();
            default -> value.isObject();
        };
    }
}
