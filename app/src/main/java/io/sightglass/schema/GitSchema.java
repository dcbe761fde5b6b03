package io.sightglass.schema;

import io.sightglass.model.Format;
import io.sightglass.model.Sentence;
import io.sightglass.schema.FolderFiles.TextFile;
import io.sightglass.schema.GitRevisions.Answer;
import io.sightglass.schema.LocalSchemas.Problem;
import io.sightglass.schema.SchemaText.Reference;
import io.sightglass.schema.SchemaText.Result;

import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One schema file of a revision, with what it needs of the same revision.
final class GitSchema {
    private static final int MOST_FILES = 5_000;

    private final GitTree tree;
    private final @Nullable String root;
    private final String path;
    private final Format format;

    /// @param text what people read of it
    record Read(String text, Result result) {}

    /// @param root folder of imports, empty or ended by `/`; null for what suits a file alone
    GitSchema(GitTree tree, @Nullable String root, String path, Format format) {
        this.tree = tree;
        this.root = root != null && path.startsWith(root) ? root : null;
        this.path = path;
        this.format = format;
    }

    Answer<Read> read() {
        var fault = tree.tooLarge(path);
        if (fault == null) {
            fault = tree.load(List.of(path));
        }
        var text = tree.text(path);
        if (fault != null || text == null) {
            return new Answer.Refused<>(fault == null ? missing() : fault);
        }
        return new Answer.Found<>(
                switch (format) {
                    case AVRO -> new Read(text, avro(text));
                    case PROTOBUF -> DescriptorSets.isSet(path) ? set() : protobuf(text);
                    case JSON -> new Read(text, JsonSchemaText.parse(shown(path), text));
                    case CBOR, MESSAGEPACK, XML, TEXT, BYTES ->
                            throw new IllegalArgumentException(format + " has no schemas");
                });
    }

    private Sentence missing() {
        return Sentence.builder()
                .strong(shown(path))
                .text(" is not in this clone of the repository, so it cannot be read.")
                .build();
    }

    private String shown(String file) {
        return GitRevisions.shown(tree.hash()) + ":" + file;
    }

    private Result avro(String text) {
        if (path.endsWith(".avpr")) {
            return AvroProtocol.parse(shown(path), text);
        }
        if (!path.endsWith(".avdl")) {
            var alone = AvroText.parse(shown(path), text, List.<Schema>of());
            if (alone instanceof Result.Parsed) {
                return alone;
            }
        }
        var folder = root == null ? path.substring(0, path.lastIndexOf('/') + 1) : root;
        var paths =
                tree.paths().stream()
                        .filter(each -> each.startsWith(folder))
                        .filter(each -> LocalSchemasReader.isAvro(each) || each.equals(path))
                        .limit(MOST_FILES)
                        .toList();
        var fault = tree.load(paths);
        if (fault != null) {
            return failed(fault);
        }
        var files = new ArrayList<TextFile>();
        for (var each : paths) {
            var content = tree.text(each);
            if (content != null) {
                var below = each.substring(folder.length());
                files.add(new TextFile(Path.of(folder), below, shown(each), content));
            }
        }
        var results = AvroFolder.parse(Path.of(folder), files);
        for (var file : files) {
            var result = results.get(file);
            if (result != null && file.shown().equals(shown(path))) {
                return result;
            }
        }
        // another name than Avro's: it was taken for Avro on purpose
        return AvroText.parse(shown(path), text, List.<Schema>of());
    }

    private Read set() {
        var bytes = tree.bytes(path);
        var result = DescriptorSets.parse(path, shown(path), bytes == null ? new byte[0] : bytes);
        return new Read(result instanceof Result.Parsed(var schema) ? schema.text() : "", result);
    }

    private Read protobuf(String text) {
        var imported = new HashMap<String, String>();
        var protos =
                tree.paths().stream()
                        .filter(each -> each.endsWith(".proto"))
                        .limit(MOST_FILES)
                        .toList();
        // One call reads them all; what most repositories hold of them is small.
        var fault = text.contains("import") ? tree.load(protos) : null;
        if (fault != null) {
            return new Read(text, failed(fault));
        }
        var references =
                ProtoReferences.of(
                        text,
                        name -> {
                            var file = locate(name);
                            if (file != null) {
                                imported.put(name, file);
                            }
                            return file == null ? null : tree.text(file);
                        });
        var below = root == null ? path.lastIndexOf('/') + 1 : root.length();
        return new Read(text, compile(path.substring(below), text, references, imported));
    }

    private Result compile(
            String name, String text, List<Reference> references, Map<String, String> imported) {
        var stem = name.endsWith(".proto") ? name.substring(0, name.length() - 6) : name;
        var file = stem + ".proto";
        return switch (SchemaText.parse(Format.PROTOBUF, stem, text, references)) {
            case Result.Parsed parsed -> parsed;
            case Result.Failed(var problems) ->
                    new Result.Failed(
                            problems.stream()
                                    .map(problem -> shown(problem, file, imported))
                                    .toList());
        };
    }

    private Problem shown(Problem problem, String file, Map<String, String> imported) {
        var at = problem.file().equals(file) ? path : imported.get(problem.file());
        return at == null ? problem : GitRevisions.shown(tree, at, problem);
    }

    /// Below the root, else below the file's own folder or one above it.
    private @Nullable String locate(String name) {
        if (root != null && tree.has(root + name)) {
            return root + name;
        }
        for (int slash = path.lastIndexOf('/');
                slash >= 0;
                slash = path.lastIndexOf('/', slash - 1)) {
            var beside = path.substring(0, slash + 1) + name;
            if (tree.has(beside)) {
                return beside;
            }
        }
        return tree.has(name) ? name : null;
    }

    private Result failed(Sentence sentence) {
        return new Result.Failed(List.of(new Problem(shown(path), 0, 0, sentence)));
    }
}
