package io.sightglass.model;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/// Whether and how a connection is encrypted.
public sealed interface Tls {
    /// Not at all: what travels can be read, and changed, on the way.
    Tls OFF = new Off();

    /// Trusting what Java trusts, with the host's name held against its certificate.
    On DEFAULT = new On(new Trust.System(), new Identity.None(), true);

    record Off() implements Tls {}

    /// @param trust whose certificates are believed
    /// @param identity the client's own certificate, for servers that ask for one (mutual TLS)
    /// @param verifyHostName whether the server's certificate has to be for the host that was
    ///   asked. Without that, whoever holds any trusted certificate can stand in between.
    record On(Trust trust, Identity identity, boolean verifyHostName) implements Tls {
        @Override
        public On mapSecrets(Secret.Change change) {
            return new On(trust.mapSecrets(change), identity.mapSecrets(change), verifyHostName);
        }
    }

    /// The same with every secret replaced.
    default Tls mapSecrets(Secret.Change change) {
        return switch (this) {
            case Off off -> off;
            case On on -> on.mapSecrets(change);
        };
    }

    /// What a key store is written in.
    enum StoreType {
        JKS,
        PKCS12
    }

    /// Whose certificates are believed.
    sealed interface Trust {
        /// Those that Java comes with.
        record System() implements Trust {}

        /// Those in a PEM file, one after the other: a company's own authority, mostly.
        record Pem(Path file) implements Trust {}

        /// Those in a key store.
        ///
        /// @param password null where the store was written without one
        record Store(Path file, StoreType type, @Nullable Secret password) implements Trust {}

        default Trust mapSecrets(Secret.Change change) {
            return switch (this) {
                case System system -> system;
                case Pem pem -> pem;
                case Store(var file, var type, var password) ->
                        new Store(file, type, Tls.map("trust-store", password, change));
            };
        }
    }

    /// The client's own certificate.
    sealed interface Identity {
        record None() implements Identity {}

        /// @param certificate PEM: the client's certificate, then those that vouch for it
        /// @param key PEM, PKCS #8; may be the same file
        /// @param keyPassword null for a key that is not encrypted
        record Pem(Path certificate, Path key, @Nullable Secret keyPassword) implements Identity {}

        /// @param keyPassword null where the key has the store's own
        record Store(
                Path file, StoreType type, @Nullable Secret password, @Nullable Secret keyPassword)
                implements Identity {}

        default Identity mapSecrets(Secret.Change change) {
            return switch (this) {
                case None none -> none;
                case Pem(var certificate, var key, var password) ->
                        new Pem(certificate, key, Tls.map("key", password, change));
                case Store(var file, var type, var password, var keyPassword) ->
                        new Store(
                                file,
                                type,
                                Tls.map("key-store", password, change),
                                Tls.map("key", keyPassword, change));
            };
        }
    }

    private static @Nullable Secret map(
            String role, @Nullable Secret secret, Secret.Change change) {
        return secret == null ? null : change.to(role, secret);
    }
}
