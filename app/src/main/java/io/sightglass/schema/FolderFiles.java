package io.sightglass.schema;

import io.sightglass.model.Sentence;
import io.sightglass.schema.LocalSchemas.Problem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Predicate;

/// The files below a folder that somebody asked for, within bounds: links that lead out of the
/// folder, hidden folders and what is too large are left out.
///
/// @param files by path
/// @param problems what was left out and should be known
public record FolderFiles(List<TextFile> files, List<Problem> problems) {
    private static final int MAX_DEPTH = 20;
    private static final int MAX_VISITED = 50_000;
    private static final int MAX_FILES = 5_000;
    private static final int MAX_SIZE = 4 << 20;
    private static final int MAX_BINARY_SIZE = 16 << 20;
    private static final long MAX_TOTAL = 64L << 20;

    public FolderFiles {
        files = List.copyOf(files);
        problems = List.copyOf(problems);
    }

    /// A file as it was when it was read.
    ///
    /// @param path below the folder, with `/`
    /// @param shown how to name it to a person: the folder as it was given, and the path
    /// @param text what is in it; in a binary file each character stands for a byte
    public record TextFile(Path folder, String path, String shown, String text) {
        /// The name without its folders.
        public String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        /// What is in a binary file.
        byte[] bytes() {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    /// Reads the text files whose name satisfies `wanted`.
    public static FolderFiles read(Path folder, Predicate<String> wanted) {
        return read(folder, wanted, _ -> false);
    }

    /// @param binary which of the names are those of files that hold no text
    static FolderFiles read(Path folder, Predicate<String> wanted, Predicate<String> binary) {
        var walk = new Walk(folder, wanted, binary);
        try {
            if (!Files.isDirectory(folder)) {
                walk.problem(folder, "is not a folder.");
            } else {
                walk.root = folder.toRealPath();
                Files.walkFileTree(
                        walk.root,
                        EnumSet.noneOf(java.nio.file.FileVisitOption.class),
                        MAX_DEPTH,
                        walk);
            }
        } catch (IOException e) {
            walk.problem(folder, "cannot be read: " + e.getMessage() + ".");
        }
        walk.files.sort(Comparator.comparing(TextFile::path));
        return new FolderFiles(walk.files, walk.problems);
    }

    private static final class Walk extends SimpleFileVisitor<Path> {
        private final Path folder;
        private final Predicate<String> wanted;
        private final Predicate<String> binary;
        private final List<TextFile> files = new ArrayList<>();
        private final List<Problem> problems = new ArrayList<>();
        private Path root;
        private int visited;
        private long total;

        private Walk(Path folder, Predicate<String> wanted, Predicate<String> binary) {
            this.folder = folder;
            this.root = folder;
            this.wanted = wanted;
            this.binary = binary;
        }

        private void problem(Path file, String sentence) {
            problems.add(new Problem(file.toString(), 0, 0, Sentence.of(sentence)));
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            var name = directory.getFileName();
            boolean hidden = name != null && name.toString().startsWith(".");
            return hidden && !directory.equals(root)
                    ? FileVisitResult.SKIP_SUBTREE
                    : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (++visited > MAX_VISITED) {
                problem(folder, "holds more than " + MAX_VISITED + " files; the rest is not read.");
                return FileVisitResult.TERMINATE;
            }
            var name = file.getFileName();
            if (name == null || !(wanted.test(name.toString()) || isLinkedFolder(file))) {
                return FileVisitResult.CONTINUE;
            }
            if (files.size() == MAX_FILES) {
                problem(
                        folder,
                        "holds more than " + MAX_FILES + " schema files; the rest is not read.");
                return FileVisitResult.TERMINATE;
            }
            var path = root.relativize(file).toString().replace('\\', '/');
            var shown = folder.resolve(path);
            try {
                read(file, path, shown);
            } catch (IOException e) {
                problem(shown, "cannot be read: " + e.getMessage() + ".");
            }
            return FileVisitResult.CONTINUE;
        }

        /// Whatever lies behind a link to another folder is not walked, so it may hold anything.
        private static boolean isLinkedFolder(Path file) {
            return Files.isSymbolicLink(file) && Files.isDirectory(file);
        }

        private void read(Path file, String path, Path shown) throws IOException {
            var real = Files.isSymbolicLink(file) ? file.toRealPath() : file;
            if (!real.startsWith(root)) {
                problem(shown, "is a link that leads out of the folder, so it is not read.");
                return;
            }
            if (!Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
                return;
            }
            boolean isBinary = binary.test(path);
            int most = isBinary ? MAX_BINARY_SIZE : MAX_SIZE;
            byte[] bytes;
            try (var in = Files.newInputStream(real, LinkOption.NOFOLLOW_LINKS)) {
                bytes = in.readNBytes(most + 1);
            }
            total += bytes.length;
            if (bytes.length > most) {
                problem(shown, "is larger than " + (most >> 20) + " MiB, so it is not read.");
            } else if (total > MAX_TOTAL) {
                problem(
                        shown,
                        "is not read, because the folder's files are larger than "
                                + (MAX_TOTAL >> 20)
                                + " MiB together.");
            } else {
                var charset = isBinary ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
                var text = new String(bytes, charset);
                text = !isBinary && text.startsWith("\uFEFF") ? text.substring(1) : text;
                files.add(new TextFile(folder, path, shown.toString().replace('\\', '/'), text));
            }
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            var path = root.relativize(file).toString();
            problem(folder.resolve(path), "cannot be read: " + e.getMessage() + ".");
            return FileVisitResult.CONTINUE;
        }
    }
}
