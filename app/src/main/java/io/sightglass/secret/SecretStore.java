package io.sightglass.secret;

import io.sightglass.model.Secret;
import io.sightglass.port.ConnectionFailure;

import java.util.Optional;

/// A place that keeps secrets by name. Calls may wait: for a person to unlock it, for a disk.
public interface SecretStore {
    /// What the place is, for a person: "the keychain of this Mac".
    String place();

    /// The secret of that name with its value; empty where the place has none.
    ///
    /// @throws ConnectionFailure when the place cannot be read
    Optional<Secret> find(String name) throws ConnectionFailure;

    /// Keeps a value under the secret's name, in place of the one before.
    ///
    /// @throws ConnectionFailure when the place cannot be written
    void keep(Secret secret) throws ConnectionFailure;

    /// Forgets a value; nothing happens where there is none.
    ///
    /// @throws ConnectionFailure when the place cannot be written
    void forget(String name) throws ConnectionFailure;
}
