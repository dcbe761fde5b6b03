package io.sightglass.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Each test waits until what the watch last had read is what stands in the folder.
class FolderWatchTest {
    private static final Duration DEADLINE = Duration.ofSeconds(30);

    @TempDir Path folder;
    private @Nullable FolderWatch watch;
    private volatile Map<String, String> seen = Map.of();

    @AfterEach
    void close() {
        if (watch != null) {
            watch.close();
        }
    }

    private void start() {
        start(folder);
        await(_ -> true);
    }

    private void start(Path root) {
        watch = FolderWatch.start(List.of(root), name -> name.endsWith(".avsc"), () -> read(root));
    }

    private void read(Path root) {
        var files = FolderFiles.read(root, name -> name.endsWith(".avsc")).files();
        seen =
                files.stream()
                        .collect(
                                Collectors.toMap(
                                        FolderFiles.TextFile::path,
                                        FolderFiles.TextFile::text,
                                        (a, _) -> a,
                                        TreeMap::new));
    }

    private void await(Predicate<Map<String, String>> wanted) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!wanted.test(seen) && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private void expect(Map<String, String> files) {
        await(files::equals);
        assertEquals(files, seen);
    }

    @Test
    void whatIsSavedInAnyWayIsSeen() throws IOException {
        Files.writeString(folder.resolve("a.avsc"), "1");
        start();
        expect(Map.of("a.avsc", "1"));

        Files.writeString(folder.resolve("a.avsc"), "2");
        expect(Map.of("a.avsc", "2"));

        var temporary = Files.writeString(folder.resolve(".a.swp"), "3");
        Files.move(
                temporary,
                folder.resolve("a.avsc"),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        expect(Map.of("a.avsc", "3"));

        Files.writeString(folder.resolve("b.avsc"), "4");
        expect(Map.of("a.avsc", "3", "b.avsc", "4"));

        Files.delete(folder.resolve("a.avsc"));
        expect(Map.of("b.avsc", "4"));
    }

    @Test
    void foldersBelowAreWatchedAlsoNewOnes() throws IOException {
        Files.createDirectories(folder.resolve("old"));
        start();
        Files.writeString(folder.resolve("old/a.avsc"), "1");
        expect(Map.of("old/a.avsc", "1"));

        Files.createDirectories(folder.resolve("new/deep"));
        Files.writeString(folder.resolve("new/deep/b.avsc"), "2");
        expect(Map.of("old/a.avsc", "1", "new/deep/b.avsc", "2"));
        Files.writeString(folder.resolve("new/deep/b.avsc"), "3");
        expect(Map.of("old/a.avsc", "1", "new/deep/b.avsc", "3"));

        Files.move(folder.resolve("new"), folder.resolve("renamed"));
        expect(Map.of("old/a.avsc", "1", "renamed/deep/b.avsc", "3"));
        Files.writeString(folder.resolve("renamed/deep/b.avsc"), "4");
        expect(Map.of("old/a.avsc", "1", "renamed/deep/b.avsc", "4"));

        Files.delete(folder.resolve("old/a.avsc"));
        Files.delete(folder.resolve("old"));
        expect(Map.of("renamed/deep/b.avsc", "4"));
    }

    @Test
    void aFolderThatComesLateIsSeen() throws IOException {
        var late = folder.resolve("late");
        start(late);
        Files.createDirectories(late);
        Files.writeString(late.resolve("a.avsc"), "1");
        expect(Map.of("a.avsc", "1"));
        Files.writeString(late.resolve("a.avsc"), "2");
        expect(Map.of("a.avsc", "2"));
    }

    @Test
    void nothingToWatchNoWatch() {
        assertNull(FolderWatch.start(List.of(), _ -> true, () -> {}));
    }
}
