package io.sightglass.secret;

import io.sightglass.connect.JsonFile;
import io.sightglass.model.Secret;
import io.sightglass.model.Sentence;
import io.sightglass.port.ConnectionFailure;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// `secrets.json` in the configuration folder: every secret, encrypted together under a passphrase
/// that is asked for once a run. Names are encrypted as well.
public final class EncryptedFile implements SecretStore {
    static final String NAME = "secrets.json";
    private static final int TRIES = 3;

    private final Path path;
    private final Asker asker;
    private @Nullable Secret passphrase;
    private @Nullable Map<String, String> values;

    /// Reads nothing yet.
    ///
    /// @param folder the configuration folder
    public EncryptedFile(Path folder, Asker asker) {
        this.path = folder.resolve(NAME);
        this.asker = asker;
    }

    /// Whether there is such a file.
    public boolean exists() {
        return java.nio.file.Files.exists(path);
    }

    @Override
    public String place() {
        return "a file, encrypted under a passphrase";
    }

    @Override
    public synchronized Optional<Secret> find(String name) throws ConnectionFailure {
        if (values == null && !exists()) {
            return Optional.empty();
        }
        var value = open().get(name);
        return value == null ? Optional.empty() : Optional.of(Secret.named(name).with(value));
    }

    @Override
    public synchronized void keep(Secret secret) throws ConnectionFailure {
        var open = open();
        open.put(secret.name(), secret.reveal());
        write(open);
    }

    @Override
    public synchronized void forget(String name) throws ConnectionFailure {
        if (values == null && !exists()) {
            return;
        }
        var open = open();
        if (open.remove(name) != null) {
            write(open);
        }
    }

    private Map<String, String> open() throws ConnectionFailure {
        var known = values;
        if (known == null) {
            known = read();
            values = known;
        }
        return known;
    }

    private Map<String, String> read() throws ConnectionFailure {
        var file = new JsonFile(path);
        return switch (file.read()) {
            case JsonFile.Content.Absent() -> choosePassphrase();
            case JsonFile.Content.Unusable(var sentence) -> throw new ConnectionFailure(sentence);
            case JsonFile.Content.Json(var root) -> {
                var sealed = SealedSecrets.parse(root);
                if (sealed == null) {
                    throw new ConnectionFailure(
                            file.keepAside("it is not a file of encrypted secrets").sentence());
                }
                yield unlock(sealed);
            }
        };
    }

    private Map<String, String> choosePassphrase() throws ConnectionFailure {
        var words =
                Sentence.of(
                        "Choose a passphrase for Sightglass's secrets. It is asked for once each"
                                + " time Sightglass starts; nobody can get the secrets back without"
                                + " it.");
        passphrase = answered(asker.ask(new Asker.Question(words, true)));
        return new TreeMap<>();
    }

    private Map<String, String> unlock(SealedSecrets sealed) throws ConnectionFailure {
        var words = "Give the passphrase of Sightglass's secrets.";
        for (int i = 0; i < TRIES; i++) {
            var given = answered(asker.ask(new Asker.Question(Sentence.of(words), false)));
            try {
                var opened = sealed.open(given);
                if (opened != null) {
                    passphrase = given;
                    return opened;
                }
            } catch (GeneralSecurityException e) {
                throw new ConnectionFailure(
                        Sentence.of("This Java cannot decrypt " + path + "."), e);
            }
            words = "That was not the passphrase, or the file is damaged; give it again.";
        }
        throw new ConnectionFailure(
                Sentence.of("The secrets in " + path + " stay locked: no passphrase fitted."));
    }

    private static Secret answered(@Nullable Secret answer) throws ConnectionFailure {
        if (answer == null) {
            throw new ConnectionFailure(
                    Sentence.of("The secrets stay locked without their passphrase."));
        }
        return answer;
    }

    private void write(Map<String, String> open) throws ConnectionFailure {
        var given = passphrase;
        if (given == null) {
            throw new IllegalStateException("the file is not open");
        }
        try {
            new JsonFile(path).write(SealedSecrets.seal(open, given).toJson());
        } catch (IOException | GeneralSecurityException e) {
            throw new ConnectionFailure(
                    Sentence.of(
                            "The secrets could not be written to "
                                    + path
                                    + "; look at the folder's permissions and at the disk's"
                                    + " space."),
                    e);
        }
    }
}
