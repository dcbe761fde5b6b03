package io.sightglass.tls;

import io.sightglass.model.Secret;
import io.sightglass.model.Sentence;
import io.sightglass.model.Tls;
import io.sightglass.port.ConnectionFailure;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.UUID;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/// Makes the context of TLS sockets from what a connection says.
public final class TlsContexts {
    private TlsContexts() {}

    /// Reads the files and puts the context together.
    ///
    /// Where host names are not to be verified, the context itself leaves that out, whatever the
    /// socket is told; all else of a certificate is verified all the same.
    ///
    /// @throws ConnectionFailure with a sentence that names the file which cannot be used
    public static SSLContext of(Tls.On tls) throws ConnectionFailure {
        var keys = keyManagers(tls.identity());
        var trusted = trustManagers(tls.trust());
        if (!tls.verifyHostName()) {
            for (int i = 0; i < trusted.length; i++) {
                if (trusted[i] instanceof X509TrustManager manager) {
                    trusted[i] = new AnyHostName(manager);
                }
            }
        }
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(keys, trusted, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw failure("TLS cannot be used in this Java: " + e.getMessage() + ".", e);
        }
    }

    private static TrustManager[] trustManagers(Tls.Trust trust) throws ConnectionFailure {
        KeyStore store =
                switch (trust) {
                    // The factory takes Java's own certificates when it is given none.
                    case Tls.Trust.System() -> null;
                    case Tls.Trust.Pem(var file) -> ofCertificates(file);
                    case Tls.Trust.Store(var file, var type, var password) ->
                            load(file, type, password);
                };
        try {
            var factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            return factory.getTrustManagers();
        } catch (GeneralSecurityException e) {
            throw failure("The trusted certificates cannot be used: " + e.getMessage() + ".", e);
        }
    }

    private static KeyStore ofCertificates(Path file) throws ConnectionFailure {
        var certificates = PemFiles.certificates(file);
        try {
            var store = empty();
            for (int i = 0; i < certificates.size(); i++) {
                store.setCertificateEntry("trusted-" + i, certificates.get(i));
            }
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw failure(file + " holds certificates that Java cannot use.", e);
        }
    }

    private static KeyManager @Nullable [] keyManagers(Tls.Identity identity)
            throws ConnectionFailure {
        return switch (identity) {
            case Tls.Identity.None() -> null;
            case Tls.Identity.Pem(var certificate, var key, var password) ->
                    ofPem(certificate, key, password);
            case Tls.Identity.Store(var file, var type, var password, var keyPassword) ->
                    managers(
                            load(file, type, password),
                            file,
                            chars(keyPassword == null ? password : keyPassword));
        };
    }

    private static KeyManager[] ofPem(Path certificate, Path key, @Nullable Secret password)
            throws ConnectionFailure {
        var chain = PemFiles.certificates(certificate);
        var secretKey = PemFiles.key(key, password);
        // Never leaves this method: the store wants one.
        char[] own = UUID.randomUUID().toString().toCharArray();
        KeyStore store;
        try {
            store = empty();
            store.setKeyEntry(
                    "client", secretKey, own, chain.toArray(new java.security.cert.Certificate[0]));
        } catch (GeneralSecurityException | IOException e) {
            throw failure(
                    "The certificate in "
                            + certificate
                            + " and the key in "
                            + key
                            + " do not belong together.",
                    e);
        }
        return managers(store, key, own);
    }

    private static KeyManager[] managers(KeyStore store, Path file, char[] password)
            throws ConnectionFailure {
        try {
            var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, password);
            return factory.getKeyManagers();
        } catch (UnrecoverableKeyException e) {
            throw failure(
                    "The key in "
                            + file
                            + " does not open with its password; check the password"
                            + " of the key, which may differ from that of the store.",
                    e);
        } catch (GeneralSecurityException e) {
            throw failure("The key in " + file + " cannot be used: " + e.getMessage() + ".", e);
        }
    }

    private static KeyStore load(Path file, Tls.StoreType type, @Nullable Secret password)
            throws ConnectionFailure {
        try (var in = Files.newInputStream(file)) {
            var store = KeyStore.getInstance(type.name());
            store.load(in, password == null ? null : chars(password));
            return store;
        } catch (IOException e) {
            if (e.getCause() instanceof UnrecoverableKeyException) {
                throw failure(
                        "The key store " + file + " does not open with its password; check it.", e);
            }
            throw failure(
                    Files.isReadable(file)
                            ? file
                                    + " is not a key store of type "
                                    + type
                                    + "; check the type and the file."
                            : "The key store "
                                    + file
                                    + " cannot be read; check the path and its permissions.",
                    e);
        } catch (GeneralSecurityException e) {
            throw failure("The key store " + file + " cannot be used: " + e.getMessage() + ".", e);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static char[] chars(@Nullable Secret secret) {
        return secret == null ? new char[0] : secret.reveal().toCharArray();
    }

    private static ConnectionFailure failure(String sentence, Throwable cause) {
        return new ConnectionFailure(Sentence.of(sentence), cause);
    }
}
