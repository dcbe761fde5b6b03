package io.sightglass.schema;

import io.sightglass.model.Format;
import io.sightglass.model.Sentence;
import io.sightglass.schema.GitRevisions.Answer;
import io.sightglass.schema.LocalSchemas.Problem;
import io.sightglass.schema.SchemaText.Result;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/// The schema files of a folder as they were in a revision: laid out in a temporary folder, and
/// read there as any folder is.
final class GitFolder {
    private static final Logger LOG = LoggerFactory.getLogger(GitFolder.class);

    private final GitTree tree;
    private final String prefix;

    /// @param prefix of the folder's paths, ended by `/`; empty for the repository's top
    GitFolder(GitTree tree, String prefix) {
        this.tree = tree;
        this.prefix = prefix;
    }

    boolean isThere() {
        return tree.paths().stream().anyMatch(path -> path.startsWith(prefix));
    }

    /// @param only the format to read; null for all
    Answer<SchemaFolder> read(@Nullable Format only) {
        var wanted =
                tree.paths().stream()
                        .filter(path -> path.startsWith(prefix))
                        .filter(path -> SchemaFolder.format(path) != null)
                        .toList();
        var why = tree.load(wanted);
        if (why != null) {
            return new Answer.Refused<>(why);
        }
        try {
            var folder = Files.createTempDirectory("sightglass-git");
            try {
                for (var path : wanted) {
                    var bytes = tree.bytes(path);
                    if (bytes == null) {
                        return new Answer.Refused<>(unread(path));
                    }
                    write(folder, path.substring(prefix.length()), bytes);
                }
                return new Answer.Found<>(named(SchemaFolder.read(folder, only), folder));
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            LOG.warn("a revision could not be laid out", e);
            return new Answer.Refused<>(
                    Sentence.of("The temporary directory cannot be used: " + e.getMessage() + "."));
        }
    }

    private Sentence unread(String path) {
        var large = tree.tooLarge(path);
        return large != null
                ? large
                : Sentence.builder()
                        .strong(path)
                        .text(" is not to be had in that revision, or the folder is too large.")
                        .build();
    }

    private static void write(Path folder, String name, byte[] bytes) throws IOException {
        var file = folder.resolve(name).normalize();
        if (!file.startsWith(folder)) {
            throw new IOException(name + " leads out of its folder");
        }
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    /// Problems name the files as git names them.
    private SchemaFolder named(SchemaFolder read, Path folder) {
        var files = new TreeMap<String, Result>();
        read.files()
                .forEach((path, result) ->
                        files.put(
                                path,
                                result instanceof Result.Failed(var problems)
                                        ? new Result.Failed(named(problems, folder))
                                        : result));
        return new SchemaFolder(files, named(read.problems(), folder));
    }

    private List<Problem> named(List<Problem> problems, Path folder) {
        var own = folder.toString().replace('\\', '/') + "/";
        var name = GitRevisions.shown(tree.hash()) + ":" + prefix;
        return problems.stream()
                .map(problem ->
                        new Problem(
                                problem.file().replace('\\', '/').replace(own, name),
                                problem.line(),
                                problem.column(),
                                problem.sentence()))
                .toList();
    }

    private static void delete(Path folder) {
        try (var below = Files.walk(folder)) {
            for (var path : below.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            LOG.warn("a revision's temporary folder could not be deleted", e);
        }
    }
}
