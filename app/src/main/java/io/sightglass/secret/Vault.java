package io.sightglass.secret;

import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Secret;
import io.sightglass.model.Sentence;
import io.sightglass.port.ConnectionFailure;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Puts the values of secrets into connections, and keeps those that a person wants kept. For any
/// thread; calls may wait for a person.
public final class Vault {
    private final GivenSecrets given;
    private final Supplier<Optional<SecretStore>> findKeychain;
    private final EncryptedFile file;
    private final Asker asker;
    // What was typed, or found, in this run.
    private final Map<String, Secret> session = new ConcurrentHashMap<>();
    private @org.jspecify.annotations.Nullable Optional<SecretStore> keychain;

    /// Where a value is kept after it was typed.
    public enum Keeping {
        /// In the operating system's keychain.
        KEYCHAIN,
        /// In the file that is encrypted under a passphrase.
        FILE,
        /// Nowhere: it is asked for once a run.
        NOWHERE
    }

    /// @param folder the configuration folder
    public Vault(Path folder, GivenSecrets given, Asker asker) {
        this(new EncryptedFile(folder, asker), given, Keychain::find, asker);
    }

    Vault(
            EncryptedFile file,
            GivenSecrets given,
            Supplier<Optional<SecretStore>> findKeychain,
            Asker asker) {
        this.file = file;
        this.given = given;
        this.findKeychain = findKeychain;
        this.asker = asker;
    }

    /// The operating system's keychain; empty where there is none. The first call may take a
    /// moment.
    public synchronized Optional<SecretStore> keychain() {
        if (keychain == null) {
            keychain = findKeychain.get();
        }
        return keychain;
    }

    /// A connection with the values of all its secrets.
    ///
    /// @throws ConnectionFailure when one is to be had nowhere, and nobody gives it
    public ClusterProfile fill(ClusterProfile profile) throws ConnectionFailure {
        return fill(profile, true);
    }

    /// The same without a look into what is kept: for a connection of which only its file says that
    /// those secrets are its own.
    public ClusterProfile fillFromThisRun(ClusterProfile profile) throws ConnectionFailure {
        return fill(profile, false);
    }

    private ClusterProfile fill(ClusterProfile profile, boolean kept) throws ConnectionFailure {
        var found = new HashMap<String, Secret>();
        for (var secret : profile.secrets()) {
            if (!secret.isKnown() && !found.containsKey(secret.name())) {
                found.put(secret.name(), value(secret.name(), kept));
            }
        }
        return profile.mapSecrets((_, secret) ->
                secret.isKnown() ? secret : found.getOrDefault(secret.name(), secret));
    }

    private Secret value(String name, boolean kept) throws ConnectionFailure {
        var known = kept ? find(name) : given(name);
        if (known.isEmpty()) {
            var words =
                    Sentence.builder()
                            .text("Give the secret ")
                            .strong(name)
                            .text("; it is kept nowhere and will be asked for once a run.")
                            .build();
            known =
                    Optional.ofNullable(asker.ask(new Asker.Question(words, false)))
                            .map(answer -> answer.as(name));
        }
        var secret =
                known.orElseThrow(() ->
                        new ConnectionFailure(
                                Sentence.builder()
                                        .text("The secret ")
                                        .strong(name)
                                        .text(
                                                " is not known; keep it by connecting in the"
                                                        + " window, set ")
                                        .strong(GivenSecrets.variable(name))
                                        .text(" or give --secrets-from FILE.")
                                        .build()));
        session.put(name, secret);
        return secret;
    }

    private Optional<Secret> given(String name) {
        return Optional.ofNullable(session.get(name)).or(() -> given.find(name));
    }

    private Optional<Secret> find(String name) throws ConnectionFailure {
        var known = given(name);
        if (known.isPresent()) {
            return known;
        }
        var store = keychain();
        if (store.isPresent()) {
            var kept = store.get().find(name);
            if (kept.isPresent()) {
                return kept;
            }
        }
        return file.find(name);
    }

    /// Keeps the values that a connection carries; those whose value is not here stay as they are.
    ///
    /// @throws ConnectionFailure when the place cannot be written; the values count for this run
    ///   all the same
    public void keep(ClusterProfile profile, Keeping keeping) throws ConnectionFailure {
        for (var secret : profile.secrets()) {
            if (!secret.isKnown()) {
                continue;
            }
            session.put(secret.name(), secret);
            switch (keeping) {
                case KEYCHAIN -> {
                    var store = keychain();
                    if (store.isEmpty()) {
                        throw new ConnectionFailure(
                                Sentence.of(
                                        "There is no keychain on this machine; keep secrets in an"
                                                + " encrypted file."));
                    }
                    store.get().keep(secret);
                }
                case FILE -> file.keep(secret);
                case NOWHERE -> {}
            }
        }
    }

    /// Hears that a connection did not come about: what was typed for it in this run may be why,
    /// and is asked for again. What is kept somewhere stays.
    public void doubt(ClusterProfile profile) {
        profile.secrets().forEach(secret -> session.remove(secret.name()));
    }

    /// Forgets the secrets of a connection, wherever they are kept.
    ///
    /// @throws ConnectionFailure when a place cannot be written
    public void forget(ClusterProfile profile) throws ConnectionFailure {
        for (var secret : profile.secrets()) {
            session.remove(secret.name());
            var store = keychain();
            if (store.isPresent()) {
                store.get().forget(secret.name());
            }
            file.forget(secret.name());
        }
    }
}
