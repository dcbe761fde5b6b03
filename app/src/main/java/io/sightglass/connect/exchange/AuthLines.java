package io.sightglass.connect.exchange;

import io.sightglass.model.Auth;
import io.sightglass.model.OAuthClient;
import io.sightglass.model.Secret;
import io.sightglass.model.Tls;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/// How one proves who one is, out of the lines of a configuration.
final class AuthLines {
    private final Lines lines;
    private Map<String, String> options = Map.of();

    AuthLines(Lines lines) {
        this.lines = lines;
    }

    /// @param sasl whether the security protocol says so
    Auth read(boolean sasl) throws NotAConnection {
        var mechanism = lines.take("sasl.mechanism", "sasl.mechanisms");
        var jaas = lines.take("sasl.jaas.config");
        if (!sasl) {
            return new Auth.None();
        }
        if (jaas != null) {
            options = JaasText.parse(jaas).options();
        }
        // Kafka's own default is Kerberos.
        var name = mechanism == null ? "GSSAPI" : mechanism.toUpperCase(Locale.ROOT);
        return switch (name) {
            case "PLAIN" -> new Auth.Plain(user(), password());
            case "SCRAM-SHA-256" -> new Auth.Scram(user(), password(), Auth.Hash.SHA_256);
            case "SCRAM-SHA-512" -> new Auth.Scram(user(), password(), Auth.Hash.SHA_512);
            case "OAUTHBEARER" -> oauth();
            case "GSSAPI" -> kerberos();
            case "AWS_MSK_IAM" -> {
                lines.take("sasl.client.callback.handler.class");
                yield new Auth.MskIam(
                        lines.takePath("sightglass.aws.library"),
                        options.get("awsProfileName"),
                        options.get("awsRoleArn"));
            }
            default ->
                    throw new NotAConnection(
                            "The SASL mechanism is none that Sightglass knows; it knows PLAIN,"
                                    + " SCRAM-SHA-256, SCRAM-SHA-512, OAUTHBEARER, GSSAPI and"
                                    + " AWS_MSK_IAM.");
        };
    }

    private String user() throws NotAConnection {
        return needed(option("username", "sasl.username"), "A user name");
    }

    private Secret password() throws NotAConnection {
        return Lines.secret(needed(option("password", "sasl.password"), "A password"));
    }

    private @Nullable String option(String ofModule, String... names) {
        var line = lines.take(names);
        return line != null ? line : options.get(ofModule);
    }

    private static String needed(@Nullable String value, String what) throws NotAConnection {
        if (value == null) {
            throw new NotAConnection(
                    what
                            + " is missing; it stands in sasl.jaas.config, or in sasl.username and"
                            + " sasl.password.");
        }
        return value;
    }

    private Auth oauth() throws NotAConnection {
        lines.take("sasl.login.callback.handler.class");
        lines.take("sasl.oauthbearer.method");
        var endpoint = lines.take("sasl.oauthbearer.token.endpoint.url");
        if (endpoint == null) {
            throw new NotAConnection("sasl.oauthbearer.token.endpoint.url is missing.");
        }
        if (endpoint.startsWith("file:")) {
            try {
                return new Auth.OAuthToken(Path.of(URI.create(endpoint)));
            } catch (IllegalArgumentException e) {
                throw new NotAConnection("The URL of the token file is malformed.");
            }
        }
        var id =
                option(
                        "clientId",
                        "sasl.oauthbearer.client.credentials.client.id",
                        "sasl.oauthbearer.client.id");
        var secret =
                option(
                        "clientSecret",
                        "sasl.oauthbearer.client.credentials.client.secret",
                        "sasl.oauthbearer.client.secret");
        if (id == null || secret == null) {
            throw new NotAConnection("The client id or the client secret of OAuth is missing.");
        }
        return new Auth.OAuth(
                new OAuthClient(
                        endpoint,
                        id,
                        Lines.secret(secret),
                        option("scope", "sasl.oauthbearer.scope"),
                        trust()));
    }

    /// Of the token endpoint: options of the login module.
    private Tls.Trust trust() throws NotAConnection {
        var location = options.get("ssl.truststore.location");
        if (location == null) {
            return new Tls.Trust.System();
        }
        var file = lines.path("ssl.truststore.location", location);
        var password = options.get("ssl.truststore.password");
        return TlsLines.trust(
                file,
                options.get("ssl.truststore.type"),
                password == null ? null : Lines.secret(password));
    }

    private Auth kerberos() throws NotAConnection {
        var service = lines.take("sasl.kerberos.service.name");
        var principal = option("principal", "sasl.kerberos.principal");
        var keytab = option("keyTab", "sasl.kerberos.keytab");
        var cache = options.get("ticketCache");
        return new Auth.Gssapi(
                service == null ? "kafka" : service,
                principal,
                keytab != null
                        ? new Auth.Kerberos.Keytab(lines.path("keyTab", keytab))
                        : new Auth.Kerberos.TicketCache(
                                cache == null ? null : lines.path("ticketCache", cache)));
    }
}
