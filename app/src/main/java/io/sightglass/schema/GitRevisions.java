package io.sightglass.schema;

import io.sightglass.model.Format;
import io.sightglass.model.Sentence;
import io.sightglass.schema.LocalSchemas.Problem;
import io.sightglass.schema.SchemaText.Result;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/// What schema files were in earlier revisions of the git repository that they are in, read with
/// the `git` command. Nothing is checked out or changed. Waits for git, so it is not for the
/// window's thread; a call takes as long as git does, and is stopped after a while.
public final class GitRevisions {
    private static final GitRevisions STANDARD = new GitRevisions(Git.STANDARD);

    /// Between the fields of a revision, and before one.
    private static final char FIELD = '\u001f';

    private static final char REVISION = '\u0001';
    private static final int HASH_SHOWN = 8;

    private final Git git;

    GitRevisions(Git git) {
        this.git = git;
    }

    /// With the git that is on the PATH.
    public static GitRevisions standard() {
        return STANDARD;
    }

    /// What became of a question.
    public sealed interface Answer<T> {
        record Found<T>(T value) implements Answer<T> {}

        /// Why there is no answer.
        record Refused<T>(Sentence why) implements Answer<T> {}
    }

    /// A revision in which a file was changed.
    ///
    /// @param hash in full
    /// @param time of the commit
    /// @param names tags and branches that stand at it
    /// @param subject the first line of what was said of it
    /// @param path of the file in that revision, below the repository's top, with `/`
    public record Revision(
            String hash,
            OffsetDateTime time,
            String author,
            List<String> names,
            String subject,
            String path) {
        public Revision {
            names = List.copyOf(names);
        }

        /// Enough of the hash for a person.
        public String shortHash() {
            return GitRevisions.shown(hash);
        }
    }

    /// A file as it was.
    ///
    /// @param hash of the revision, in full
    /// @param path of the file in that revision, below the repository's top, with `/`
    /// @param text what people read of it: nothing where a descriptor set does not parse
    public record Past(String hash, String path, Format format, String text, Result result) {
        /// As git writes it, with enough of the hash for a person: `1a2b3c4d:schemas/order.avsc`.
        public String name() {
            return GitRevisions.shown(hash) + ":" + path;
        }
    }

    /// The revisions that led to the file as it is in the revision that is checked out, the newest
    /// first, also under the names that it had before.
    ///
    /// @param file need not be there any more
    /// @param most so many at most
    public Answer<List<Revision>> list(Path file, int most) {
        return switch (Place.find(git, file)) {
            case Answer.Refused<Place>(var why) -> new Answer.Refused<>(why);
            case Answer.Found<Place>(var place) -> list(place, most);
        };
    }

    private Answer<List<Revision>> list(Place place, int most) {
        var asked =
                List.of(
                        "log",
                        "--follow",
                        "-z",
                        "--name-only",
                        "--no-color",
                        "--no-ext-diff",
                        "--no-textconv",
                        "--no-show-signature",
                        "--max-count=" + most,
                        "--decorate=short",
                        "--format=%x01%H%x1f%cI%x1f%an%x1f%D%x1f%s",
                        "--",
                        place.below());
        return switch (git.run(place.folder(), asked, "")) {
            case Git.Ended.Refused(var why) -> new Answer.Refused<>(why);
            case Git.Ended.Badly(var said) ->
                    new Answer.Refused<>(
                            said.contains("does not have any commits")
                                    ? untracked(place)
                                    : Place.said(said));
            case Git.Ended.Well well -> {
                var revisions = revisions(well.text());
                yield revisions.isEmpty()
                        ? new Answer.Refused<>(untracked(place))
                        : new Answer.Found<>(revisions);
            }
        };
    }

    private static Sentence untracked(Place place) {
        return Sentence.builder()
                .strong(place.path())
                .text(" was never committed to git, so there is no earlier revision of it.")
                .build();
    }

    private static List<Revision> revisions(String text) {
        var found = new ArrayList<Revision>();
        for (var part : text.split(String.valueOf(REVISION), -1)) {
            // hash, time, author, names and subject; a NUL, a line's end, the path and a NUL
            int end = part.indexOf('\0');
            var fields = end < 0 ? new String[0] : part.substring(0, end).split("" + FIELD, 5);
            if (fields.length == 5) {
                var path = part.substring(end + 1).replace("\0", "").strip();
                found.add(
                        new Revision(
                                fields[0],
                                time(fields[1]),
                                fields[2],
                                names(fields[3]),
                                fields[4],
                                path));
            }
        }
        return found;
    }

    private static OffsetDateTime time(String text) {
        try {
            return OffsetDateTime.parse(text);
        } catch (DateTimeException e) {
            return OffsetDateTime.MIN; // a commit may claim any year
        }
    }

    /// `HEAD -> main, tag: v1.2, origin/main`.
    private static List<String> names(String decoration) {
        var names = new ArrayList<String>();
        for (var each : decoration.split(", ", -1)) {
            var name = each.replace("HEAD -> ", "").replace("tag: ", "");
            if (!name.isEmpty() && !name.equals("HEAD")) {
                names.add(name);
            }
        }
        return names;
    }

    /// A schema file as it was, parsed with what it imports or refers to in the same revision.
    ///
    /// @param root the folder that the imports of a .proto start from and whose other Avro files an
    ///   Avro file may use; null for what suits a file alone: the folders above it, for Avro its
    ///   own
    /// @param file as it is called now, also where it had another name then; need not be there
    /// @param revision a hash, tag, branch, or whatever else git takes for a commit: `HEAD~3`
    /// @param format what it is, whatever it is called; null for what its name says
    public Answer<Past> read(
            @Nullable Path root, Path file, String revision, @Nullable Format format) {
        return switch (Place.find(git, file)) {
            case Answer.Refused<Place>(var why) -> new Answer.Refused<>(why);
            case Answer.Found<Place>(var place) -> read(root, place, revision, format);
        };
    }

    private Answer<Past> read(
            @Nullable Path root, Place place, String revision, @Nullable Format format) {
        var known = format == null ? SchemaFolder.format(place.path()) : format;
        if (known == null) {
            return new Answer.Refused<>(
                    Sentence.builder()
                            .strong(place.path())
                            .text(
                                    " is no schema file: its name ends in none of .avsc, .avdl,"
                                            + " .avpr, .proto, .desc, .binpb and .json.")
                            .build());
        }
        return switch (GitTree.open(git, place, revision)) {
            case Answer.Refused<GitTree>(var why) -> new Answer.Refused<>(why);
            case Answer.Found<GitTree>(var tree) -> {
                var path = tree.has(place.path()) ? place.path() : earlier(place, tree);
                if (path == null) {
                    yield new Answer.Refused<>(
                            Sentence.builder()
                                    .text("Revision ")
                                    .strong(revision)
                                    .text(" has no file ")
                                    .strong(place.path())
                                    .text(".")
                                    .build());
                }
                yield read(tree, root == null ? null : place.below(root), path, known);
            }
        };
    }

    /// Whether a path was a folder in that revision.
    public Answer<Boolean> isFolder(Path path, String revision) {
        return switch (folder(path, revision)) {
            case Answer.Refused<GitFolder>(var why) -> new Answer.Refused<>(why);
            case Answer.Found<GitFolder>(var folder) -> new Answer.Found<>(folder.isThere());
        };
    }

    /// The schema files of a folder as they were, with the whole folder as import root.
    ///
    /// @param only the format to read; null for all
    public Answer<SchemaFolder> readFolder(Path path, String revision, @Nullable Format only) {
        return switch (folder(path, revision)) {
            case Answer.Refused<GitFolder>(var why) -> new Answer.Refused<>(why);
            case Answer.Found<GitFolder>(var folder) -> folder.read(only);
        };
    }

    private Answer<GitFolder> folder(Path path, String revision) {
        // What is below it: the place of the folder itself would be looked for beside it.
        var within = path.resolve("any");
        return switch (Place.find(git, within)) {
            case Answer.Refused<Place>(var why) -> new Answer.Refused<>(why);
            case Answer.Found<Place>(var place) ->
                    switch (GitTree.open(git, place, revision)) {
                        case Answer.Refused<GitTree>(var why) -> new Answer.Refused<>(why);
                        case Answer.Found<GitTree>(var tree) -> {
                            var below = place.path();
                            var prefix = below.substring(0, below.length() - "any".length());
                            yield new Answer.Found<>(new GitFolder(tree, prefix));
                        }
                    };
        };
    }

    /// What the file was called in that revision, where it was renamed since.
    private @Nullable String earlier(Place place, GitTree tree) {
        if (list(place, Integer.MAX_VALUE) instanceof Answer.Found<List<Revision>>(var all)) {
            for (var revision : all) {
                if (tree.has(revision.path())) {
                    return revision.path();
                }
            }
        }
        return null;
    }

    private static Answer<Past> read(
            GitTree tree, @Nullable String root, String path, Format format) {
        return switch (new GitSchema(tree, root, path, format).read()) {
            case Answer.Refused<GitSchema.Read>(var why) -> new Answer.Refused<>(why);
            case Answer.Found<GitSchema.Read>(var read) ->
                    new Answer.Found<>(
                            new Past(tree.hash(), path, format, read.text(), read.result()));
        };
    }

    static String shown(String hash) {
        return hash.substring(0, Math.min(HASH_SHOWN, hash.length()));
    }

    /// A file's place in its repository.
    ///
    /// @param folder one that is there, in the repository
    /// @param below the file's path below that folder
    /// @param path its path below the repository's top
    /// @param top the repository's
    record Place(Path folder, String below, String path, Path top) {
        static Answer<Place> find(Git git, Path file) {
            var absolute = file.toAbsolutePath().normalize();
            var folder = absolute.getParent();
            while (folder != null && !Files.isDirectory(folder)) {
                folder = folder.getParent();
            }
            if (folder == null) {
                return new Answer.Refused<>(notInGit(file));
            }
            var asked = List.of("rev-parse", "--show-toplevel", "--show-prefix");
            return switch (git.run(folder, asked, "")) {
                case Git.Ended.Refused(var why) -> new Answer.Refused<>(why);
                case Git.Ended.Badly(var said) ->
                        new Answer.Refused<>(
                                said.contains("not a git repository")
                                        ? notInGit(file)
                                        : said(said));
                case Git.Ended.Well well -> {
                    var lines = well.text().lines().toList();
                    var prefix = lines.size() < 2 ? "" : lines.get(1);
                    var below = slashes(folder.relativize(absolute));
                    yield lines.isEmpty()
                            ? new Answer.Refused<>(notInGit(file))
                            : new Answer.Found<>(
                                    new Place(
                                            folder,
                                            below,
                                            prefix + below,
                                            Path.of(lines.getFirst())));
                }
            };
        }

        /// The path of a folder below the repository's top, with a `/` at the end unless it is the
        /// top; null where the file is not below the folder.
        @Nullable String below(Path other) {
            var absolute = other.toAbsolutePath().normalize();
            if (!folder.resolve(below).startsWith(absolute)) {
                return null;
            }
            var rest = slashes(absolute.relativize(folder.resolve(below)));
            return path.endsWith(rest) ? path.substring(0, path.length() - rest.length()) : null;
        }

        private static Sentence notInGit(Path file) {
            return Sentence.builder()
                    .strong(file.toString())
                    .text(" is in no git repository, so there is no earlier revision of it.")
                    .build();
        }

        /// What git says, as a sentence.
        static Sentence said(String words) {
            var text = words.replaceFirst("^(fatal|error): ", "");
            return Sentence.of("git says: " + text + (text.endsWith(".") ? "" : "."));
        }

        private static String slashes(Path path) {
            return path.toString().replace('\\', '/');
        }
    }

    /// A problem, named as git names the file.
    static Problem shown(GitTree tree, String path, Problem problem) {
        return new Problem(
                shown(tree.hash()) + ":" + path,
                problem.line(),
                problem.column(),
                problem.sentence());
    }
}
