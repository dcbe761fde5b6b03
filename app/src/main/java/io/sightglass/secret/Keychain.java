package io.sightglass.secret;

import io.sightglass.model.Secret;
import io.sightglass.model.Sentence;
import io.sightglass.port.ConnectionFailure;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Locale;
import java.util.Optional;

/// The operating system's own: Keychain on macOS, Credential Manager on Windows, the Secret Service
/// (GNOME Keyring, KWallet) on Linux.
///
/// By java-keyring, which is looked up at run time: an installation for machines without a desktop
/// may leave it out with all that it brings along.
public final class Keychain implements SecretStore {
    private static final Logger log = LoggerFactory.getLogger(Keychain.class);
    private static final String LIBRARY = "com.github.javakeyring.Keyring";
    private static final String SERVICE = "Sightglass";

    private final Object keyring;
    private final Method get;
    private final Method set;
    private final Method delete;

    private Keychain(Object keyring) throws NoSuchMethodException {
        this.keyring = keyring;
        var type = keyring.getClass();
        this.get = type.getMethod("getPassword", String.class, String.class);
        this.set = type.getMethod("setPassword", String.class, String.class, String.class);
        this.delete = type.getMethod("deletePassword", String.class, String.class);
    }

    /// The keychain of this session; empty where there is none, as on a server without a desktop.
    public static Optional<SecretStore> find() {
        try {
            var made = Class.forName(LIBRARY).getMethod("create").invoke(null);
            return Optional.of(new Keychain(made));
        } catch (InvocationTargetException e) {
            // Common, and no fault: the encrypted file does as well.
            log.info("no keychain here: {}", e.getCause() == null ? e : e.getCause().getClass());
            return Optional.empty();
        } catch (ReflectiveOperationException | LinkageError e) {
            log.info("no keychain library here: {}", e.getClass());
            return Optional.empty();
        }
    }

    @Override
    public String place() {
        var system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        if (system.contains("windows")) {
            return "Windows' Credential Manager";
        }
        return system.contains("mac") ? "the keychain of this Mac" : "the desktop's keyring";
    }

    @Override
    public Optional<Secret> find(String name) {
        try {
            var value = call(get, SERVICE, name);
            return value instanceof String text
                    ? Optional.of(Secret.named(name).with(text))
                    : Optional.empty();
        } catch (InvocationTargetException e) {
            // The library does not tell a missing entry from a locked keychain; asking helps both.
            return Optional.empty();
        }
    }

    @Override
    public void keep(Secret secret) throws ConnectionFailure {
        try {
            call(set, SERVICE, secret.name(), secret.reveal());
        } catch (InvocationTargetException e) {
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
            call(delete, SERVICE, name);
        } catch (InvocationTargetException e) {
            log.debug("nothing to forget in the keychain");
        }
    }

    private @Nullable Object call(Method method, String... arguments)
            throws InvocationTargetException {
        try {
            return method.invoke(keyring, (Object[]) arguments);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("the keychain library has changed", e);
        }
    }
}
