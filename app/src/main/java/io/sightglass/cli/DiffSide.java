package io.sightglass.cli;

import io.sightglass.model.Format;
import io.sightglass.schema.GitRevisions;
import io.sightglass.schema.GitRevisions.Answer;
import io.sightglass.schema.LocalSchemas;
import io.sightglass.schema.ParsedSchema;
import io.sightglass.schema.SchemaFolder;
import io.sightglass.schema.SchemaText;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/// What `diff` is given as OLD or NEW: a file or a folder, on disk or in a revision.
sealed interface DiffSide {
    /// `git:HEAD~1:schemas/order.avsc`; no revision has a colon in its name.
    Pattern IN_GIT = Pattern.compile("git:([^:]+):(.+)");

    /// @param which OLD or NEW, for sentences
    static DiffSide parse(String text, String which) throws CliFailure {
        var inGit = IN_GIT.matcher(text);
        if (!text.startsWith("git:") || Files.exists(Path.of(text))) {
            return new OnDisk(Path.of(text), which);
        }
        if (!inGit.matches()) {
            throw CliFailure.usage(
                    which
                            + " is \""
                            + Printable.line(text)
                            + "\"; expected git:REVISION:PATH, such as git:HEAD~1:order.avsc.");
        }
        return new AtRevision(inGit.group(1), Path.of(inGit.group(2)), text);
    }

    /// How locations name it.
    String shown();

    /// What a file is called, which says its format.
    String name();

    boolean exists() throws CliFailure;

    boolean isFolder() throws CliFailure;

    /// As a file.
    ///
    /// @param format what it is, whatever it is called; null for what its name says
    ParsedSchema file(@Nullable Format format) throws CliFailure;

    /// As a folder.
    ///
    /// @param format the only format to read; null for all
    SchemaFolder folder(@Nullable Format format) throws CliFailure;

    record OnDisk(Path path, String which) implements DiffSide {
        @Override
        public String shown() {
            return path.toString().replace('\\', '/');
        }

        @Override
        public String name() {
            return shown();
        }

        @Override
        public boolean exists() {
            return Files.exists(path);
        }

        @Override
        public boolean isFolder() {
            return Files.isDirectory(path);
        }

        @Override
        public ParsedSchema file(@Nullable Format format) throws CliFailure {
            return new SchemaFileReader(List.of(), which, "").parse(path, format);
        }

        @Override
        public SchemaFolder folder(@Nullable Format format) {
            return SchemaFolder.read(path, format);
        }
    }

    /// @param shown as the person named it
    record AtRevision(String revision, Path path, String shown) implements DiffSide {
        @Override
        public String name() {
            return path.toString().replace('\\', '/');
        }

        /// What is wrong with it is told when it is read.
        @Override
        public boolean exists() {
            return true;
        }

        @Override
        public boolean isFolder() throws CliFailure {
            return found(GitRevisions.standard().isFolder(path, revision));
        }

        @Override
        public ParsedSchema file(@Nullable Format format) throws CliFailure {
            var past = found(GitRevisions.standard().read(null, path, revision, format));
            return switch (past.result()) {
                case SchemaText.Result.Parsed(var schema) -> schema;
                case SchemaText.Result.Failed(var problems) ->
                        throw CliFailure.usage(problem(problems.getFirst()));
            };
        }

        private static String problem(LocalSchemas.Problem problem) {
            return Printable.line(problem.text());
        }

        @Override
        public SchemaFolder folder(@Nullable Format format) throws CliFailure {
            return found(GitRevisions.standard().readFolder(path, revision, format));
        }

        private static <T> T found(Answer<T> answer) throws CliFailure {
            return switch (answer) {
                case Answer.Found<T>(var value) -> value;
                case Answer.Refused<T>(var why) -> throw CliFailure.unreadable(why, null);
            };
        }
    }
}
