package io.sightglass.kafka;

import io.sightglass.model.Sentence;
import io.sightglass.port.ConnectionFailure;

import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

import java.nio.file.NoSuchFileException;

import javax.net.ssl.SSLContext;

/// Makes of a client's settings the same TLS that Kafka's client will make of them.
final class TlsSettings {
    private TlsSettings() {}

    /// @throws ConnectionFailure when a key or trust store cannot be read
    static SSLContext context(Security security) throws ConnectionFailure {
        try (var factory = new DefaultSslEngineFactory()) {
            factory.configure(new AdminClientConfig(security.properties()).values());
            return factory.sslContext();
        } catch (KafkaException e) {
            throw failure(e);
        }
    }

    /// The stores' own words may hold what is in them, so only their kind is looked at.
    static ConnectionFailure failure(KafkaException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof NoSuchFileException missing) {
                return new ConnectionFailure(
                        Sentence.builder()
                                .text("There is no file ")
                                .strong(String.valueOf(missing.getFile()))
                                .text(
                                        ", which the connection names for TLS; check the path of"
                                                + " the trust or key store.")
                                .build(),
                        e);
            }
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            var message = String.valueOf(cause.getMessage());
            if (message.contains("password was incorrect")
                    || cause instanceof java.security.UnrecoverableKeyException
                    || cause instanceof javax.crypto.BadPaddingException) {
                return new ConnectionFailure(
                        Sentence.of(
                                "The trust or key store of this connection does not open with the"
                                        + " password that is given; check the store's password."),
                        e);
            }
        }
        return new ConnectionFailure(
                Sentence.of(
                        "The certificates or keys of this connection cannot be read; check that"
                                + " the files are PEM, JKS or PKCS12, that the type chosen is"
                                + " theirs, and that a private key in PEM is PKCS #8."),
                e);
    }
}
