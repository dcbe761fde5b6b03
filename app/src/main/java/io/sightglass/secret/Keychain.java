package io.sightglass.secret;

import com.github.javakeyring.BackendNotSupportedException;
import com.github.javakeyring.Keyring;
import com.github.javakeyring.PasswordAccessException;

import io.sightglass.model.Secret;
import io.sightglass.model.Sentence;
import io.sightglass.port.ConnectionFailure;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;

/// The operating system's own: Keychain on macOS, Credential Manager on Windows, the Secret Service
/// (GNOME Keyring, KWallet) on Linux.
public final class Keychain implements SecretStore {
    private static final Logger log = LoggerFactory.getLogger(Keychain.class);
    private static final String SERVICE = "Sightglass";

    private final Keyring keyring;

    private Keychain(Keyring keyring) {
        this.keyring = keyring;
    }

    /// The keychain of this session; empty where there is none, as on a server without a desktop.
    public static Optional<SecretStore> find() {
        try {
            return Optional.of(new Keychain(Keyring.create()));
        } catch (BackendNotSupportedException | RuntimeException | LinkageError e) {
            // Common, and no fault: the encrypted file does as well. Where the system's own library
            // or its session bus is missing, the keychain's library says so in many ways.
            log.info("no keychain here: {}", e.getClass().getName());
            return Optional.empty();
        }
    }

    @Override
    public String place() {
        return switch (keyring.getKeyringStorageType()) {
            case WINDOWS_CREDENTIAL_STORE -> "Windows' Credential Manager";
            case OSX_KEYCHAIN, LEGACY_OSX_KEYCHAIN -> "the keychain of this Mac";
            case KWALLET -> "KDE's wallet";
            case GNOME_KEYRING -> "the desktop's keyring";
        };
    }

    @Override
    public Optional<Secret> find(String name) {
        try {
            return Optional.ofNullable(keyring.getPassword(SERVICE, name))
                    .map(value -> Secret.named(name).with(value));
        } catch (PasswordAccessException | RuntimeException e) {
            // The library does not tell a missing entry from a locked keychain, or from a session
            // bus that is gone; asking helps each time.
            return Optional.empty();
        }
    }

    @Override
    public void keep(Secret secret) throws ConnectionFailure {
        try {
            keyring.setPassword(SERVICE, secret.name(), secret.reveal());
        } catch (PasswordAccessException | RuntimeException e) {
            // Without its cause: nobody promises that the value is not in there.
            throw new ConnectionFailure(
                    Sentence.of(
                            "The secret could not be kept in "
                                    + place()
                                    + "; unlock it, or keep secrets in an encrypted file."));
        }
    }

    @Override
    public void forget(String name) {
        try {
            keyring.deletePassword(SERVICE, name);
        } catch (PasswordAccessException | RuntimeException e) {
            log.debug("nothing to forget in the keychain");
        }
    }
}
