package io.sightglass.connect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.model.Auth;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Secret;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class ProfileJsonTest {
    private static final String VALUE = "planted-7Qx";

    @TempDir Path folder;

    @ParameterizedTest
    @MethodSource("io.sightglass.connect.EveryProfile#all")
    void everyWayInComesBackAsItWasKept(ClusterProfile profile) throws IOException {
        var profiles = Profiles.read(folder);
        profiles.keep(profile.mapSecrets((_, secret) -> secret.with(VALUE)));

        var again = Profiles.read(folder);
        assertNull(again.problem());
        assertEquals(profile, again.find("a").orElseThrow());
        var text = Files.readString(folder.resolve("connections.json"));
        assertFalse(text.contains(VALUE), text);
        assertTrue(profiles.find("a").orElseThrow().secrets().stream().noneMatch(Secret::isKnown));
        profile.secrets().forEach(secret -> assertTrue(text.contains(secret.name()), text));
    }

    @Test
    void aSecretWithoutANameIsNotKept() {
        var profile = EveryProfile.plain().withAuth(new Auth.Plain("ada", Secret.of(VALUE)));
        assertThrows(IllegalArgumentException.class, () -> Profiles.read(folder).keep(profile));
        assertFalse(Files.exists(folder.resolve("connections.json")));
    }

    /// None of them may be read as a connection that is less careful than it was meant.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"auth\": {\"kind\": \"magic\"}",
                "\"auth\": {\"kind\": \"plain\", \"user\": \"ada\"}",
                "\"auth\": {\"kind\": \"plain\", \"user\": \"ada\", \"password\": \"typed\"}",
                "\"auth\": {\"kind\": \"scram\", \"user\": \"a\", \"password\": {\"secret\":"
                        + " \"b\"}}",
                "\"tls\": {\"trust\": {\"store\": \"/x\"}}",
                "\"tls\": {\"identity\": {\"certificate\": \"/x\"}}",
                "\"registryAccess\": {\"basic\": {\"user\": \"ada\"}}",
                "\"client\": {\"ssl.key.password\": {}}"
            })
    void whatIsNotUnderstoodIsKeptAsideAndNamed(String part) throws IOException {
        var file = folder.resolve("connections.json");
        Files.writeString(
                file,
                "{\"connections\": [{\"name\": \"a\", \"bootstrap\": \"k:9092\", " + part + "}]}");
        var profiles = Profiles.read(folder);
        assertTrue(profiles.list().isEmpty());
        var problem = profiles.problem();
        assertNotNull(problem);
        assertTrue(problem.plain().contains("connection a: "), problem.plain());
        assertTrue(Files.exists(folder.resolve("connections.json.broken-1")));
    }

    @Test
    void hostNamesAreVerifiedUnlessTheFileSaysFalse() throws IOException {
        Files.writeString(
                folder.resolve("connections.json"),
                """
                {"connections": [
                  {"name": "a", "bootstrap": "k:1", "tls": {"verifyHostName": "false"}},
                  {"name": "b", "bootstrap": "k:1", "tls": {"verifyHostName": false}},
                  {"name": "c", "bootstrap": "k:1", "tls": {}}]}
                """);
        var profiles = Profiles.read(folder);
        assertFalse(profiles.find("a").orElseThrow().skipsHostNames());
        assertTrue(profiles.find("b").orElseThrow().skipsHostNames());
        assertFalse(profiles.find("c").orElseThrow().skipsHostNames());
    }
}
