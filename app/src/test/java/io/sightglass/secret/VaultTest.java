package io.sightglass.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.model.Auth;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Environment;
import io.sightglass.model.RegistryAccess;
import io.sightglass.model.RegistryAuth;
import io.sightglass.model.Secret;
import io.sightglass.model.Tls;
import io.sightglass.port.ConnectionFailure;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class VaultTest {
    private static final String VALUE = "planted-7Qx";
    private static final String PASSPHRASE = "open sesame";

    @TempDir Path folder;

    private final List<String> asked = new ArrayList<>();
    private final Deque<String> answers = new ArrayDeque<>();
    private final Map<String, Secret> chain = new HashMap<>();
    private boolean hasChain;

    private Vault vault(GivenSecrets given) {
        Asker asker = this::answer;
        return new Vault(
                new EncryptedFile(folder, asker),
                given,
                () -> hasChain ? Optional.of(new Chain()) : Optional.empty(),
                asker);
    }

    private Vault vault() {
        return vault(GivenSecrets.of(Map.of()));
    }

    private @Nullable Secret answer(Asker.Question question) {
        asked.add(question.words().plain());
        var answer = answers.poll();
        return answer == null ? null : Secret.of(answer);
    }

    private final class Chain implements SecretStore {
        @Override
        public String place() {
            return "a keychain";
        }

        @Override
        public Optional<Secret> find(String name) {
            return Optional.ofNullable(chain.get(name));
        }

        @Override
        public void keep(Secret secret) {
            chain.put(secret.name(), secret);
        }

        @Override
        public void forget(String name) {
            chain.remove(name);
        }
    }

    private static ClusterProfile profile(Secret password, Secret token) {
        return new ClusterProfile(
                        "Orders",
                        "k:9092",
                        "http://sr",
                        List.of(),
                        Environment.DEV,
                        new Auth.None())
                .withAuth(new Auth.Plain("ada", password))
                .withRegistry(
                        "http://sr",
                        new RegistryAccess(
                                new RegistryAuth.Bearer(token), Tls.DEFAULT, null, null, null));
    }

    /// As a person typed it.
    private static ClusterProfile typed() {
        return profile(Secret.of(VALUE), Secret.of(VALUE + "-token")).withSecretsNamed();
    }

    /// As it comes from the list of connections.
    private static ClusterProfile kept() {
        return typed().mapSecrets((_, secret) -> Secret.named(secret.name()));
    }

    private static List<String> values(ClusterProfile profile) {
        return profile.secrets().stream().map(Secret::reveal).toList();
    }

    private static final List<String> BOTH = List.of(VALUE, VALUE + "-token");

    @Test
    void theNamesSayWhatTheyAreFor() {
        assertEquals(
                List.of("Orders/password", "Orders/registry-token"),
                kept().secrets().stream().map(Secret::name).toList());
    }

    @Test
    void whatIsKeptInTheKeychainComesFromThere() throws ConnectionFailure {
        hasChain = true;
        vault().keep(typed(), Vault.Keeping.KEYCHAIN);
        var later = vault();
        assertEquals(BOTH, values(later.fill(kept())));
        assertEquals(List.of(), asked);
        assertFalse(Files.exists(folder.resolve(EncryptedFile.NAME)));
        later.forget(kept());
        assertEquals(Map.of(), chain);
    }

    @Test
    void whatIsKeptInTheFileOpensWithItsPassphraseOnceARun() throws Exception {
        answers.add(PASSPHRASE);
        vault().keep(typed(), Vault.Keeping.FILE);
        assertEquals(1, asked.size());
        assertTrue(asked.getFirst().startsWith("Choose a passphrase"), asked.getFirst());

        var later = vault();
        answers.add("wrong");
        answers.add(PASSPHRASE);
        assertEquals(BOTH, values(later.fill(kept())));
        assertEquals(BOTH, values(later.fill(kept())));
        assertEquals(3, asked.size());
        later.forget(kept());
        answers.add(PASSPHRASE);
        assertThrows(ConnectionFailure.class, () -> vault().fill(kept()));
    }

    @Test
    void theFileShowsNeitherValueNorNameNorPassphrase() throws Exception {
        answers.add(PASSPHRASE);
        vault().keep(typed(), Vault.Keeping.FILE);
        var text =
                Files.readString(folder.resolve(EncryptedFile.NAME), StandardCharsets.ISO_8859_1);
        for (var hidden : List.of(VALUE, "Orders", "password", PASSPHRASE)) {
            assertFalse(text.contains(hidden), text);
        }
        assertTrue(text.contains("PBKDF2WithHmacSHA256"), text);
        assertTrue(text.contains("600000"), text);
    }

    @Test
    void aFileThatWasChangedDoesNotOpen() throws Exception {
        answers.add(PASSPHRASE);
        vault().keep(typed(), Vault.Keeping.FILE);
        var file = folder.resolve(EncryptedFile.NAME);
        Files.writeString(file, Files.readString(file).replace("600000", "600001"));
        answers.addAll(List.of(PASSPHRASE, PASSPHRASE, PASSPHRASE));
        var failure = assertThrows(ConnectionFailure.class, () -> vault().fill(kept()));
        assertTrue(failure.getMessage().contains("stay locked"), failure.getMessage());
        assertTrue(Files.exists(file));
    }

    @Test
    void aFileOfAnotherKindIsKeptAside() throws IOException {
        Files.writeString(folder.resolve(EncryptedFile.NAME), "{\"format\": \"other\"}");
        var failure = assertThrows(ConnectionFailure.class, () -> vault().fill(kept()));
        assertTrue(failure.getMessage().contains("secrets.json.broken-1"), failure.getMessage());
        assertTrue(Files.exists(folder.resolve("secrets.json.broken-1")));
    }

    @Test
    void whatIsKeptNowhereIsAskedForOnceARun() throws ConnectionFailure {
        var vault = vault();
        vault.keep(typed(), Vault.Keeping.NOWHERE);
        assertEquals(BOTH, values(vault.fill(kept())));
        assertEquals(List.of(), asked);

        var later = vault();
        answers.addAll(BOTH);
        assertEquals(BOTH, values(later.fill(kept())));
        assertEquals(BOTH, values(later.fill(kept())));
        assertEquals(2, asked.size());
        try (var files = Files.list(folder)) {
            assertEquals(0, files.count());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void whatCameWithTheRunCountsBeforeWhatIsKept() throws Exception {
        hasChain = true;
        chain.put("Orders/password", Secret.named("Orders/password").with("old"));
        var file = Files.writeString(folder.resolve("given"), "# mine\n\nOrders/password=a=b \n");
        var given =
                GivenSecrets.of(
                                Map.of(
                                        "SIGHTGLASS_SECRET_ORDERS_REGISTRY_TOKEN", "t",
                                        "SIGHTGLASS_SECRET_ORDERS_PASSWORD", "env"))
                        .withFile(file);
        assertEquals(List.of("a=b ", "t"), values(vault(given).fill(kept())));
    }

    @Test
    void aFileOfSecretsThatCannotBeReadIsNamedWithoutWhatStandsThere() throws Exception {
        var given = GivenSecrets.of(Map.of());
        var none = folder.resolve("none");
        var failure = assertThrows(ConnectionFailure.class, () -> given.withFile(none));
        assertTrue(failure.getMessage().contains("cannot be read"), failure.getMessage());
        var odd = Files.writeString(folder.resolve("odd"), "a=b\n" + VALUE + "\n");
        var line = assertThrows(ConnectionFailure.class, () -> given.withFile(odd));
        assertTrue(line.getMessage().contains("line 2"), line.getMessage());
        assertFalse(line.getMessage().contains(VALUE), line.getMessage());
    }

    @Test
    void whatNobodyGivesIsNamedWithWhatToDo() {
        var failure = assertThrows(ConnectionFailure.class, () -> vault().fill(kept()));
        var said = failure.getMessage();
        assertTrue(said.contains("Orders/password"), said);
        assertTrue(said.contains("SIGHTGLASS_SECRET_ORDERS_PASSWORD"), said);
        assertTrue(said.contains("--secrets-from"), said);
    }

    @Test
    void withoutAKeychainNothingIsLostSilently() {
        var failure =
                assertThrows(
                        ConnectionFailure.class,
                        () -> vault().keep(typed(), Vault.Keeping.KEYCHAIN));
        assertTrue(failure.getMessage().contains("no keychain"), failure.getMessage());
    }

    @Test
    void aMachineWithoutADesktopHasNoKeychain() {
        // Where there is one, it is found; neither throws.
        Keychain.find().ifPresent(store -> assertFalse(store.place().isBlank()));
    }

    @Test
    void whatIsKeptIsNotGivenToWhoeverNamesIt() throws ConnectionFailure {
        hasChain = true;
        vault().keep(typed(), Vault.Keeping.KEYCHAIN);
        assertEquals(List.of(VALUE, VALUE + "-token"), values(vault().fill(kept())));
        assertThrows(ConnectionFailure.class, () -> vault().fillFromThisRun(kept()));
        assertEquals(1, asked.size(), asked.toString());
        var given =
                GivenSecrets.of(
                        Map.of(
                                "SIGHTGLASS_SECRET_ORDERS_PASSWORD",
                                "a",
                                "SIGHTGLASS_SECRET_ORDERS_REGISTRY_TOKEN",
                                "b"));
        assertEquals(List.of("a", "b"), values(vault(given).fillFromThisRun(kept())));
    }
}
