package io.sightglass.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.model.Auth;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Environment;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

class ProfilesTest {
    @TempDir Path folder;

    private static ClusterProfile profile(String name, @Nullable String registry) {
        return new ClusterProfile(
                name,
                "kafka-1:9092",
                registry,
                List.of(Path.of("/schemas")),
                Environment.STAGING,
                new Auth.None());
    }

    @Test
    void keepsReplacesAndForgetsByName() throws IOException {
        var profiles = Profiles.read(folder.resolve("new"));
        assertEquals(List.of(), profiles.list());
        profiles.keep(profile("a", "http://sr:8081"));
        profiles.keep(profile("b", null));
        profiles.keep(profile("a", null));

        var again = Profiles.read(folder.resolve("new"));
        assertEquals(List.of(profile("a", null), profile("b", null)), again.list());
        assertEquals(profile("b", null), again.find("b").orElseThrow());
        assertNull(again.problem());

        again.forget("a");
        assertEquals(List.of(profile("b", null)), Profiles.read(folder.resolve("new")).list());
    }

    @Test
    void onlyTheOwnerMayReadTheFileAndNothingElseIsLeft() throws IOException {
        Assumptions.assumeTrue(
                FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        var own = folder.resolve("own");
        Profiles.read(own).keep(profile("a", null));
        try (var files = Files.list(own)) {
            assertEquals(List.of(own.resolve("connections.json")), files.toList());
        }
        assertEquals(
                "rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(own)));
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(own.resolve("connections.json"))));
    }

    @Test
    void aBrokenFileIsKeptAsideAndNamed() throws IOException {
        var file = folder.resolve("connections.json");
        Files.writeString(file, "{\"connections\": [\n{\"name\":");
        var profiles = Profiles.read(folder);
        var problem = assertNotNull(profiles.problem()).plain();
        assertTrue(problem.contains("connections.json.broken-1"), problem);
        assertTrue(problem.contains("line 2"), problem);

        profiles.keep(profile("a", null));
        assertEquals(List.of(profile("a", null)), Profiles.read(folder).list());
        assertEquals(
                "{\"connections\": [\n{\"name\":",
                Files.readString(folder.resolve("connections.json.broken-1")));
    }

    @Test
    void aConnectionThatLacksItsAddressCostsNoOther() throws IOException {
        Files.writeString(
                folder.resolve("connections.json"),
                """
                {"connections": [{"name": "a"}, {"name": "b", "bootstrap": "k:9092"}]}
                """);
        var profiles = Profiles.read(folder);
        assertEquals(List.of("b"), profiles.list().stream().map(ClusterProfile::name).toList());
        assertTrue(
                assertNotNull(profiles.problem())
                        .plain()
                        .contains("connection a: bootstrap is missing"));
        assertTrue(Files.exists(folder.resolve("connections.json.broken-1")));
    }

    @Test
    void anUnknownEnvironmentIsTreatedWithTheMostCare() throws IOException {
        Files.writeString(
                folder.resolve("connections.json"),
                """
                {"connections": [{"name": "b", "bootstrap": "k:9092", "environment": "moon"}]}
                """);
        assertEquals(Environment.PROD, Profiles.read(folder).find("b").orElseThrow().environment());
    }

    @Test
    void theFolderFollowsTheOperatingSystem() {
        var home = Path.of("/home/ada");
        assertEquals(home.resolve(".config/sightglass"), UserFolder.of("Linux", Map.of(), home));
        assertEquals(
                Path.of("/etc/ada/sightglass"),
                UserFolder.of("Linux", Map.of("XDG_CONFIG_HOME", "/etc/ada"), home));
        assertEquals(
                home.resolve("Library/Application Support/Sightglass"),
                UserFolder.of("Mac OS X", Map.of(), home));
    }

    private static <T> T assertNotNull(@Nullable T value) {
        org.junit.jupiter.api.Assertions.assertNotNull(value);
        return java.util.Objects.requireNonNull(value);
    }
}
