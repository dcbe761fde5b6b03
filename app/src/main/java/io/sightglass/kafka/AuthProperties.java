package io.sightglass.kafka;

import io.sightglass.model.Auth;
import io.sightglass.model.OAuthClient;
import io.sightglass.model.Secret;
import io.sightglass.model.Sentence;
import io.sightglass.model.Tls;
import io.sightglass.port.ConnectionFailure;

import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginCallbackHandler;
import org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule;
import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.apache.kafka.common.security.scram.ScramLoginModule;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// What Kafka's clients want to know to authenticate. Whatever holds a secret is a [Password],
/// which they show to nobody.
final class AuthProperties {
    private static final String KERBEROS = "com.sun.security.auth.module.Krb5LoginModule";

    private AuthProperties() {}

    /// @throws ConnectionFailure when something on this machine is missing that the way in needs
    static Map<String, Object> of(Auth auth, Tls tls) throws ConnectionFailure {
        boolean encrypted =
                switch (tls) {
                    case Tls.Off _ -> false;
                    case Tls.On _ -> true;
                };
        var properties = new HashMap<String, Object>();
        properties.put("security.protocol", encrypted ? "SASL_SSL" : "SASL_PLAINTEXT");
        switch (auth) {
            case Auth.None() ->
                    properties.put("security.protocol", encrypted ? "SSL" : "PLAINTEXT");
            case Auth.Plain(var user, var password) ->
                    sasl(properties, "PLAIN", login(PlainLoginModule.class, user, password));
            case Auth.Scram(var user, var password, var hash) ->
                    sasl(
                            properties,
                            hash.mechanism(),
                            login(ScramLoginModule.class, user, password));
            case Auth.OAuth(var client) -> oauth(properties, client);
            case Auth.OAuthToken(var file) -> token(properties, file);
            case Auth.Gssapi gssapi -> kerberos(properties, gssapi);
            case Auth.MskIam iam -> iam(properties, iam);
        }
        return properties;
    }

    private static void sasl(Map<String, Object> properties, String mechanism, JaasLine line) {
        properties.put("sasl.mechanism", mechanism);
        properties.put("sasl.jaas.config", new Password(line.toString()));
    }

    private static JaasLine login(Class<?> module, String user, Secret password) {
        return new JaasLine(module.getName())
                .option("username", user)
                .option("password", password.reveal());
    }

    private static void oauth(Map<String, Object> properties, OAuthClient client)
            throws ConnectionFailure {
        var line = new JaasLine(OAuthBearerLoginModule.class.getName());
        // The module trusts by options of its own, apart from the brokers'.
        TlsProperties.trust(client.trust())
                .forEach((name, value) -> {
                    line.option(
                            name,
                            value instanceof Password hidden ? hidden.value() : value.toString());
                });
        bearer(properties, client.tokenEndpoint(), line);
        properties.put("sasl.oauthbearer.client.credentials.client.id", client.clientId());
        properties.put(
                "sasl.oauthbearer.client.credentials.client.secret",
                new Password(client.clientSecret().reveal()));
        if (client.scope() != null) {
            properties.put("sasl.oauthbearer.scope", client.scope());
        }
        OAuthPlaces.allowUrl(client.tokenEndpoint());
    }

    private static void token(Map<String, Object> properties, Path file) throws ConnectionFailure {
        if (!Files.isReadable(file)) {
            throw new ConnectionFailure(
                    Sentence.builder()
                            .text("The token file ")
                            .strong(file.toString())
                            .text(" cannot be read; check the path and its permissions.")
                            .build());
        }
        URI place = file.toAbsolutePath().toUri();
        bearer(properties, place.toString(), new JaasLine(OAuthBearerLoginModule.class.getName()));
        OAuthPlaces.allowUrl(place.toString());
        OAuthPlaces.allowFile(file);
    }

    private static void bearer(Map<String, Object> properties, String place, JaasLine line) {
        sasl(properties, "OAUTHBEARER", line);
        properties.put("sasl.login.callback.handler.class", OAuthBearerLoginCallbackHandler.class);
        properties.put("sasl.oauthbearer.token.endpoint.url", place);
        // A person waits, six seconds at most; the defaults go on for longer than that.
        properties.put("sasl.login.connect.timeout.ms", 2000);
        properties.put("sasl.login.read.timeout.ms", 3000);
        properties.put("sasl.login.retry.backoff.ms", 100L);
        properties.put("sasl.login.retry.backoff.max.ms", 1000L);
    }

    private static void kerberos(Map<String, Object> properties, Auth.Gssapi gssapi)
            throws ConnectionFailure {
        var line = new JaasLine(KERBEROS).option("doNotPrompt", "true");
        switch (gssapi.source()) {
            case Auth.Kerberos.Keytab(var file) -> {
                if (!Files.isReadable(file)) {
                    throw new ConnectionFailure(
                            Sentence.builder()
                                    .text("The keytab ")
                                    .strong(file.toString())
                                    .text(" cannot be read; check the path and its permissions.")
                                    .build());
                }
                line.option("useKeyTab", "true")
                        .option("storeKey", "true")
                        .option("keyTab", file.toString());
            }
            case Auth.Kerberos.TicketCache(var file) -> {
                line.option("useTicketCache", "true");
                if (file != null) {
                    line.option("ticketCache", file.toString());
                }
            }
        }
        if (gssapi.principal() != null) {
            line.option("principal", gssapi.principal());
        }
        sasl(properties, "GSSAPI", line);
        properties.put("sasl.kerberos.service.name", gssapi.service());
    }

    private static void iam(Map<String, Object> properties, Auth.MskIam iam)
            throws ConnectionFailure {
        var library = AwsLibrary.find(iam.library());
        var line = new JaasLine(AwsLibrary.LOGIN_MODULE);
        if (iam.awsProfile() != null) {
            line.option("awsProfileName", iam.awsProfile());
        }
        if (iam.role() != null) {
            line.option("awsRoleArn", iam.role());
        }
        sasl(properties, "AWS_MSK_IAM", line);
        properties.put("sasl.client.callback.handler.class", library.callbackHandler());
    }
}
