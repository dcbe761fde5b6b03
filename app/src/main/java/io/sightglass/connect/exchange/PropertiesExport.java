package io.sightglass.connect.exchange;

import io.sightglass.model.Auth;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.OAuthClient;
import io.sightglass.model.RegistryAccess;
import io.sightglass.model.RegistryAuth;
import io.sightglass.model.Secret;
import io.sightglass.model.Tls;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/// Writes a connection as `client.properties` of Kafka's Java clients. Where a secret belongs,
/// `${secret:NAME}` stands; what only Sightglass knows begins with `sightglass.`, which Kafka's
/// clients pass over.
public final class PropertiesExport {
    private static final String LOGIN = "org.apache.kafka.common.security.";

    private final Map<String, String> lines = new LinkedHashMap<>();

    private PropertiesExport() {}

    /// The text of the file, UTF-8.
    public static String of(ClusterProfile profile) {
        var export = new PropertiesExport();
        export.profile(profile);
        var text = new StringBuilder("# A connection of Sightglass, without its secrets.\n");
        export.lines.forEach((name, value) ->
                text.append(escaped(name, true))
                        .append('=')
                        .append(escaped(value, false))
                        .append('\n'));
        return text.toString();
    }

    private void profile(ClusterProfile profile) {
        put("bootstrap.servers", profile.bootstrap());
        boolean encrypted = profile.tls() instanceof Tls.On;
        boolean sasl = !(profile.auth() instanceof Auth.None);
        put("security.protocol", (sasl ? "SASL_" : "") + (encrypted ? "SSL" : "PLAINTEXT"));
        auth(profile.auth());
        tls("", profile.tls());
        put("schema.registry.url", profile.registry());
        access(profile.registryAccess());
        profile.settings().plain().forEach(this::put);
        profile.settings().secret().forEach(this::put);
        put("sightglass.name", profile.name());
        put("sightglass.environment", profile.environment().name());
        if (!profile.schemaFolders().isEmpty()) {
            put(
                    "sightglass.schemas",
                    profile.schemaFolders().stream()
                            .map(Object::toString)
                            .collect(Collectors.joining(",")));
        }
        if (profile.use().writable()) {
            put("sightglass.writable", "true");
        }
        if (profile.use().bytesPerSecond() > 0) {
            put("sightglass.bytes.per.second", profile.use().bytesPerSecond());
        }
    }

    private void auth(Auth auth) {
        switch (auth) {
            case Auth.None() -> {}
            case Auth.Plain(var user, var password) ->
                    login("PLAIN", LOGIN + "plain.PlainLoginModule", user, password);
            case Auth.Scram(var user, var password, var hash) ->
                    login(hash.mechanism(), LOGIN + "scram.ScramLoginModule", user, password);
            case Auth.OAuth(var client) -> oauth(client);
            case Auth.OAuthToken(var file) -> {
                bearer(module(LOGIN + "oauthbearer.OAuthBearerLoginModule", Map.of()));
                put("sasl.oauthbearer.token.endpoint.url", file.toUri());
            }
            case Auth.Gssapi gssapi -> kerberos(gssapi);
            case Auth.MskIam(var library, var awsProfile, var role) -> {
                var options = new LinkedHashMap<String, @Nullable Object>();
                options.put("awsProfileName", awsProfile);
                options.put("awsRoleArn", role);
                put("sasl.mechanism", "AWS_MSK_IAM");
                put(
                        "sasl.jaas.config",
                        module("software.amazon.msk.auth.iam.IAMLoginModule", options));
                put(
                        "sasl.client.callback.handler.class",
                        "software.amazon.msk.auth.iam.IAMClientCallbackHandler");
                put("sightglass.aws.library", library);
            }
        }
    }

    private void login(String mechanism, String module, String user, Secret password) {
        var options = new LinkedHashMap<String, @Nullable Object>();
        options.put("username", user);
        options.put("password", Lines.placeholder(password));
        put("sasl.mechanism", mechanism);
        put("sasl.jaas.config", module(module, options));
    }

    private void oauth(OAuthClient client) {
        var options = new LinkedHashMap<String, @Nullable Object>();
        switch (client.trust()) {
            case Tls.Trust.System() -> {}
            case Tls.Trust.Pem(var file) -> {
                options.put("ssl.truststore.type", "PEM");
                options.put("ssl.truststore.location", file);
            }
            case Tls.Trust.Store(var file, var type, var password) -> {
                options.put("ssl.truststore.type", type);
                options.put("ssl.truststore.location", file);
                options.put(
                        "ssl.truststore.password",
                        password == null ? null : Lines.placeholder(password));
            }
        }
        bearer(module(LOGIN + "oauthbearer.OAuthBearerLoginModule", options));
        put("sasl.oauthbearer.token.endpoint.url", client.tokenEndpoint());
        put("sasl.oauthbearer.client.credentials.client.id", client.clientId());
        put("sasl.oauthbearer.client.credentials.client.secret", client.clientSecret());
        put("sasl.oauthbearer.scope", client.scope());
    }

    private void bearer(String module) {
        put("sasl.mechanism", "OAUTHBEARER");
        put("sasl.jaas.config", module);
        put(
                "sasl.login.callback.handler.class",
                LOGIN + "oauthbearer.OAuthBearerLoginCallbackHandler");
    }

    private void kerberos(Auth.Gssapi gssapi) {
        var options = new LinkedHashMap<String, @Nullable Object>();
        switch (gssapi.source()) {
            case Auth.Kerberos.Keytab(var file) -> {
                options.put("useKeyTab", "true");
                options.put("storeKey", "true");
                options.put("keyTab", file);
            }
            case Auth.Kerberos.TicketCache(var file) -> {
                options.put("useTicketCache", "true");
                options.put("ticketCache", file);
            }
        }
        options.put("principal", gssapi.principal());
        put("sasl.mechanism", "GSSAPI");
        put("sasl.kerberos.service.name", gssapi.service());
        put("sasl.jaas.config", module("com.sun.security.auth.module.Krb5LoginModule", options));
    }

    private static String module(String name, Map<String, ? extends @Nullable Object> options) {
        var text = new StringBuilder(name).append(" required");
        options.forEach((option, value) -> {
            if (value != null) {
                var escaped = value.toString().replace("\\", "\\\\").replace("\"", "\\\"");
                text.append(' ').append(option).append("=\"").append(escaped).append('"');
            }
        });
        return text.append(';').toString();
    }

    private void tls(String prefix, Tls tls) {
        switch (tls) {
            case Tls.Off() -> {}
            case Tls.On(var trust, var identity, var verifyHostName) -> {
                trust(prefix, trust);
                identity(prefix, identity);
                if (!verifyHostName) {
                    lines.put(prefix + "ssl.endpoint.identification.algorithm", "");
                }
            }
        }
    }

    private void trust(String prefix, Tls.Trust trust) {
        switch (trust) {
            case Tls.Trust.System() -> {}
            case Tls.Trust.Pem(var file) -> {
                put(prefix + "ssl.truststore.type", "PEM");
                put(prefix + "ssl.truststore.location", file);
            }
            case Tls.Trust.Store(var file, var type, var password) -> {
                put(prefix + "ssl.truststore.type", type);
                put(prefix + "ssl.truststore.location", file);
                put(prefix + "ssl.truststore.password", password);
            }
        }
    }

    private void identity(String prefix, Tls.Identity identity) {
        switch (identity) {
            case Tls.Identity.None() -> {}
            case Tls.Identity.Pem(var certificate, var key, var keyPassword) -> {
                if (certificate.equals(key)) {
                    put(prefix + "ssl.keystore.type", "PEM");
                    put(prefix + "ssl.keystore.location", certificate);
                } else {
                    // Kafka's clients want both in one file.
                    put(prefix + "sightglass.ssl.certificate.location", certificate);
                    put(prefix + "sightglass.ssl.key.location", key);
                }
                put(prefix + "ssl.key.password", keyPassword);
            }
            case Tls.Identity.Store(var file, var type, var password, var keyPassword) -> {
                put(prefix + "ssl.keystore.type", type);
                put(prefix + "ssl.keystore.location", file);
                put(prefix + "ssl.keystore.password", password);
                put(prefix + "ssl.key.password", keyPassword);
            }
        }
    }

    private void access(RegistryAccess access) {
        switch (access.auth()) {
            case RegistryAuth.None() -> {}
            case RegistryAuth.Basic(var user, var password) -> {
                put("basic.auth.credentials.source", "USER_INFO");
                put("basic.auth.user.info", user + ":" + Lines.placeholder(password));
            }
            case RegistryAuth.Bearer(var token) -> {
                put("bearer.auth.credentials.source", "STATIC_TOKEN");
                put("bearer.auth.token", token);
            }
            case RegistryAuth.OAuth(var client) -> {
                put("bearer.auth.credentials.source", "OAUTHBEARER");
                put("bearer.auth.issuer.endpoint.url", client.tokenEndpoint());
                put("bearer.auth.client.id", client.clientId());
                put("bearer.auth.client.secret", client.clientSecret());
                put("bearer.auth.scope", client.scope());
                if (client.trust() instanceof Tls.Trust.Pem(var file)) {
                    put("sightglass.bearer.auth.ca.location", file);
                }
            }
        }
        tls("schema.registry.", access.tls());
        put("sightglass.registry.context", access.context());
        put("bearer.auth.logical.cluster", access.cluster());
        put("bearer.auth.identity.pool.id", access.identityPool());
    }

    private void put(String name, @Nullable Object value) {
        if (value != null) {
            lines.put(name, value.toString());
        }
    }

    private void put(String name, @Nullable Secret secret) {
        if (secret != null) {
            lines.put(name, Lines.placeholder(secret));
        }
    }

    /// As java.util.Properties reads it.
    private static String escaped(String text, boolean name) {
        var escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> escaped.append("\\\\");
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case ' ' -> escaped.append(name || i == 0 ? "\\ " : " ");
                case '=', ':', '#', '!' -> escaped.append(name ? "\\" : "").append(c);
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
