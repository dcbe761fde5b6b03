package io.sightglass.connect.exchange;

import io.sightglass.model.Secret;
import io.sightglass.model.Sentence;
import io.sightglass.model.Tls;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// TLS, out of the lines of a configuration.
///
/// @param prefix `schema.registry.` for that of a registry; empty for the cluster's
record TlsLines(Lines lines, String prefix) {
    /// @param notes takes what cannot be had as it stands there
    Tls.On read(List<Sentence> notes) throws NotAConnection {
        var identification = lines.takeEvenBlank(prefix + "ssl.endpoint.identification.algorithm");
        boolean verify =
                identification == null
                        || !(identification.isBlank()
                                || identification.strip().equalsIgnoreCase("none"));
        var verification = lines.take(prefix + "enable.ssl.certificate.verification");
        if ("false".equalsIgnoreCase(verification)) {
            notes.add(
                    Sentence.of(
                            "enable.ssl.certificate.verification=false is left out: who vouches for"
                                    + " a certificate is always verified. Name the authority's"
                                    + " file."));
        }
        return new Tls.On(trust(), identity(), verify);
    }

    private Tls.Trust trust() throws NotAConnection {
        var ca = lines.takePath(prefix + "ssl.ca.location");
        if (ca != null) {
            return new Tls.Trust.Pem(ca);
        }
        var file = lines.takePath(prefix + "ssl.truststore.location");
        var type = lines.take(prefix + "ssl.truststore.type");
        var password = lines.takeSecret(prefix + "ssl.truststore.password");
        return file == null ? new Tls.Trust.System() : trust(file, type, password);
    }

    static Tls.Trust trust(Path file, @Nullable String type, @Nullable Secret password) {
        return "PEM".equalsIgnoreCase(type)
                ? new Tls.Trust.Pem(file)
                : new Tls.Trust.Store(file, type(file, type), password);
    }

    private Tls.Identity identity() throws NotAConnection {
        var certificate =
                lines.takePath(
                        prefix + "ssl.certificate.location",
                        prefix + "sightglass.ssl.certificate.location");
        var key =
                lines.takePath(prefix + "ssl.key.location", prefix + "sightglass.ssl.key.location");
        var file = lines.takePath(prefix + "ssl.keystore.location");
        var type = lines.take(prefix + "ssl.keystore.type");
        var password = lines.takeSecret(prefix + "ssl.keystore.password");
        // Without a key it stays among the settings: the key may be given in another way.
        var keyPassword =
                certificate == null && file == null
                        ? null
                        : lines.takeSecret(prefix + "ssl.key.password");
        if (certificate != null) {
            return new Tls.Identity.Pem(certificate, key == null ? certificate : key, keyPassword);
        }
        if (file == null) {
            return new Tls.Identity.None();
        }
        return "PEM".equalsIgnoreCase(type)
                ? new Tls.Identity.Pem(file, file, keyPassword)
                : new Tls.Identity.Store(file, type(file, type), password, keyPassword);
    }

    /// Kafka's default is JKS; a file that is called otherwise is otherwise.
    private static Tls.StoreType type(Path file, @Nullable String type) {
        var name = file.toString().toLowerCase(Locale.ROOT);
        boolean pkcs12 =
                type == null
                        ? name.endsWith(".p12") || name.endsWith(".pfx")
                        : type.strip().equalsIgnoreCase("PKCS12");
        return pkcs12 ? Tls.StoreType.PKCS12 : Tls.StoreType.JKS;
    }
}
