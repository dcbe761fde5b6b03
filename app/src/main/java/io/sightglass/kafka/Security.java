package io.sightglass.kafka;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Map;

/// What a client's settings say of TLS and SASL, whoever wrote them: a form, a file, or a person by
/// hand.
///
/// @param mechanism of SASL; null where the client gives no credentials that way
/// @param properties the client's settings, all of them
record Security(boolean tls, @Nullable String mechanism, Map<String, Object> properties) {
    Security {
        properties = Map.copyOf(properties);
    }

    static Security of(Map<String, Object> properties) {
        var protocol =
                String.valueOf(properties.getOrDefault("security.protocol", "PLAINTEXT"))
                        .toUpperCase(Locale.ROOT);
        var mechanism = String.valueOf(properties.getOrDefault("sasl.mechanism", "GSSAPI"));
        return new Security(
                protocol.endsWith("SSL"),
                protocol.startsWith("SASL") ? mechanism : null,
                properties);
    }

    /// Whether the certificate must be for the host that was asked for. Kafka's clients verify
    /// unless the setting is empty.
    boolean verifiesHost() {
        var algorithm = properties.getOrDefault("ssl.endpoint.identification.algorithm", "https");
        return !String.valueOf(algorithm).isBlank();
    }

    /// Whether the client shows a certificate of its own.
    boolean hasClientCertificate() {
        return properties.containsKey("ssl.keystore.location")
                || properties.containsKey("ssl.keystore.key");
    }
}
