package io.sightglass.kafka;

import io.sightglass.model.Secret;
import io.sightglass.model.Sentence;
import io.sightglass.model.Tls;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.tls.TlsContexts;

import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// What Kafka's clients want to know to speak TLS.
final class TlsProperties {
    private TlsProperties() {}

    /// @throws ConnectionFailure naming the file that cannot be used: Kafka's clients would give up
    ///   with words for programmers
    static Map<String, Object> of(Tls tls) throws ConnectionFailure {
        return switch (tls) {
            case Tls.Off _ -> Map.of();
            case Tls.On on -> {
                TlsContexts.of(on);
                var properties = new HashMap<>(trust(on.trust()));
                properties.putAll(identity(on.identity()));
                if (!on.verifyHostName()) {
                    properties.put("ssl.endpoint.identification.algorithm", "");
                }
                yield properties;
            }
        };
    }

    static Map<String, Object> trust(Tls.Trust trust) {
        return switch (trust) {
            case Tls.Trust.System() -> Map.of();
            case Tls.Trust.Pem(var file) ->
                    Map.of(
                            "ssl.truststore.type",
                            "PEM",
                            "ssl.truststore.location",
                            file.toString());
            case Tls.Trust.Store(var file, var type, var password) -> {
                var properties = new HashMap<String, Object>();
                properties.put("ssl.truststore.type", type.name());
                properties.put("ssl.truststore.location", file.toString());
                put(properties, "ssl.truststore.password", password);
                yield properties;
            }
        };
    }

    private static Map<String, Object> identity(Tls.Identity identity) throws ConnectionFailure {
        var properties = new HashMap<String, Object>();
        switch (identity) {
            case Tls.Identity.None() -> {}
            case Tls.Identity.Pem(var certificate, var key, var password) -> {
                properties.put("ssl.keystore.type", "PEM");
                properties.put("ssl.keystore.certificate.chain", new Password(text(certificate)));
                properties.put("ssl.keystore.key", new Password(text(key)));
                put(properties, "ssl.key.password", password);
            }
            case Tls.Identity.Store(var file, var type, var password, var keyPassword) -> {
                properties.put("ssl.keystore.type", type.name());
                properties.put("ssl.keystore.location", file.toString());
                put(properties, "ssl.keystore.password", password);
                put(properties, "ssl.key.password", keyPassword == null ? password : keyPassword);
            }
        }
        return properties;
    }

    private static void put(Map<String, Object> properties, String name, @Nullable Secret secret) {
        if (secret != null) {
            properties.put(name, new Password(secret.reveal()));
        }
    }

    private static String text(Path file) throws ConnectionFailure {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new ConnectionFailure(
                    Sentence.builder()
                            .strong(file.toString())
                            .text(" cannot be read; check the path and its permissions.")
                            .build(),
                    e);
        }
    }
}
