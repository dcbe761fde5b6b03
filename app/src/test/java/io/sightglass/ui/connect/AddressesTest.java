package io.sightglass.ui.connect;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;

class AddressesTest {
    @ParameterizedTest
    @ValueSource(strings = {"kafka-1:9092", "a:1, b:65535", "[::1]:9092", "10.0.0.1:9092"})
    void goodBrokers(String text) {
        assertNull(Addresses.bootstrapProblem(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "kafka-1",
                "kafka-1:",
                "kafka-1:0",
                "kafka-1:70000",
                "http://kafka-1:9092",
                "a:1,,b:2",
                "::1:9092",
                "user@host:9092",
                "[::1]"
            })
    void badBrokers(String text) {
        assertNotNull(Addresses.bootstrapProblem(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http://localhost:8081", "https://sr.example/path"})
    void goodRegistries(String text) {
        assertNull(Addresses.registryProblem(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8081", "http://", "http://a b", "ftp://sr"})
    void badRegistries(String text) {
        assertNotNull(Addresses.registryProblem(text));
    }

    @Test
    void aPasswordInARegistrysAddressIsRefused() {
        var problem = Addresses.registryProblem("https://me:hunter2@sr.example");
        assertNotNull(problem);
        assertTrue(!problem.contains("hunter2"), problem);
    }

    @Test
    void foldersMustExist(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("a.avsc"), "");
        assertNull(Addresses.folderProblem(folder.toString()));
        assertNotNull(Addresses.folderProblem(file.toString()));
        assertNotNull(Addresses.folderProblem(folder.resolve("gone").toString()));
    }
}
