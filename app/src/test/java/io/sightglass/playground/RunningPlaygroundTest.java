package io.sightglass.playground;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Environment;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

class RunningPlaygroundTest {
    private static final long NOBODY = 999_999_999;

    @TempDir private Path temporary;

    @Test
    void findsWhatIsAnnounced() throws IOException {
        assertEquals(List.of(), RunningPlayground.all(temporary));
        var starting = RunningPlayground.createFolder(temporary);
        assertEquals(List.of(), RunningPlayground.all(temporary), "not yet announced");
        assertTrue(Files.exists(starting), "but not removed");

        RunningPlayground.announce(starting, "127.0.0.1:1", "http://127.0.0.1:2", temporary);
        var found = RunningPlayground.all(temporary).getFirst();
        assertEquals(ClusterProfile.PLAYGROUND, found.name());
        assertEquals("127.0.0.1:1", found.bootstrap());
        assertEquals("http://127.0.0.1:2", found.registry());
        assertEquals(List.of(temporary), found.schemaFolders());
        assertEquals(Environment.DEMO, found.environment());
    }

    @Test
    void oneProcessMayHaveSeveralAndTheLatestCounts() throws IOException {
        var first = RunningPlayground.createFolder(temporary);
        var second = RunningPlayground.createFolder(temporary);
        assertNotEquals(first, second);
        RunningPlayground.announce(second, "second:1", "http://127.0.0.1:2", temporary);
        RunningPlayground.announce(first, "first:1", "http://127.0.0.1:2", temporary);
        assertEquals("first:1", RunningPlayground.all(temporary).getFirst().bootstrap());
    }

    @Test
    void removesWhatDeadOnesHaveLeft() throws IOException {
        var own = RunningPlayground.createFolder(temporary);
        RunningPlayground.announce(own, "own:1", "http://127.0.0.1:2", temporary);
        var properties = Files.readString(own.resolve("playground.properties"));
        long pid = ProcessHandle.current().pid();

        var dead = sibling(own, NOBODY);
        Files.writeString(
                dead.resolve("playground.properties"),
                properties.replace("pid=" + pid, "pid=" + NOBODY));
        Files.createDirectories(dead.resolve("log/orders-0"));
        Files.writeString(dead.resolve("log/orders-0/1.log"), "records");
        var neverUp = sibling(own, NOBODY + 1);
        var numberGivenAgain = sibling(own, NOBODY + 2);
        Files.writeString(
                numberGivenAgain.resolve("playground.properties"),
                properties.replaceAll("(?m)^started=.*$", "started=1999"));

        assertEquals(1, RunningPlayground.all(temporary).size());
        assertFalse(Files.exists(dead));
        assertFalse(Files.exists(neverUp));
        assertFalse(Files.exists(numberGivenAgain));
        assertTrue(Files.exists(own));
    }

    @Test
    void passesOverWhatOthersCouldHaveWritten() throws IOException {
        Assumptions.assumeTrue(Files.getFileStore(temporary).supportsFileAttributeView("posix"));
        var folder = RunningPlayground.createFolder(temporary);
        assertEquals(
                "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
        RunningPlayground.announce(folder, "own:1", "http://127.0.0.1:2", temporary);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertEquals(List.of(), RunningPlayground.all(temporary));
    }

    @Test
    void survivesNonsense() throws IOException {
        var folder = RunningPlayground.createFolder(temporary);
        Files.writeString(folder.resolve("playground.properties"), "\\u00zz");
        assertEquals(List.of(), RunningPlayground.all(temporary));
        Files.writeString(folder.resolve("playground.properties"), "pid=many");
        assertEquals(List.of(), RunningPlayground.all(temporary));
    }

    /// A folder with the name that another process's playground would have.
    private static Path sibling(Path own, long pid) throws IOException {
        var name = own.getFileName().toString();
        var other = name.substring(0, name.lastIndexOf('-') + 1) + pid;
        return Files.createDirectory(
                own.resolveSibling(other),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
}
