package io.sightglass.connect;

import io.sightglass.connect.ProfileJson.NotUnderstood;
import io.sightglass.model.Auth;
import io.sightglass.model.OAuthClient;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// How a connection proves who it is, as `connections.json` has it: `auth`, by its `kind`.
final class AuthJson {
    private AuthJson() {}

    static void write(Auth auth, ObjectNode profile) {
        switch (auth) {
            case Auth.None() -> {}
            case Auth.Plain(var user, var password) -> {
                var object = kind(profile, "plain").put("user", user);
                JsonFields.put(object, "password", password);
            }
            case Auth.Scram(var user, var password, var hash) -> {
                var object = kind(profile, "scram").put("user", user).put("hash", hash.name());
                JsonFields.put(object, "password", password);
            }
            case Auth.OAuth(var client) -> write(client, kind(profile, "oauth"));
            case Auth.OAuthToken(var file) ->
                    JsonFields.put(kind(profile, "oauth-token"), "file", file);
            case Auth.Gssapi(var service, var principal, var source) -> {
                var object = kind(profile, "kerberos").put("service", service);
                JsonFields.put(object, "principal", principal);
                switch (source) {
                    case Auth.Kerberos.Keytab(var file) -> JsonFields.put(object, "keytab", file);
                    case Auth.Kerberos.TicketCache(var file) ->
                            JsonFields.put(object, "ticketCache", file);
                }
            }
            case Auth.MskIam(var library, var awsProfile, var role) -> {
                var object = kind(profile, "aws-iam");
                JsonFields.put(object, "library", library);
                JsonFields.put(object, "awsProfile", awsProfile);
                JsonFields.put(object, "role", role);
            }
        }
    }

    private static ObjectNode kind(ObjectNode profile, String kind) {
        return profile.putObject("auth").put("kind", kind);
    }

    static void write(OAuthClient client, ObjectNode object) {
        object.put("tokenEndpoint", client.tokenEndpoint()).put("clientId", client.clientId());
        JsonFields.put(object, "clientSecret", client.clientSecret());
        JsonFields.put(object, "scope", client.scope());
        TlsJson.write(client.trust(), object);
    }

    static Auth read(JsonNode auth) throws NotUnderstood {
        if (auth.isMissingNode()) {
            return new Auth.None();
        }
        var fields = new JsonFields(auth);
        return switch (fields.needed("kind")) {
            case "plain" -> new Auth.Plain(fields.needed("user"), fields.neededSecret("password"));
            case "scram" ->
                    new Auth.Scram(
                            fields.needed("user"),
                            fields.neededSecret("password"),
                            fields.choice("hash", Auth.Hash.class));
            case "oauth" -> new Auth.OAuth(client(fields));
            case "oauth-token" -> new Auth.OAuthToken(fields.neededPath("file"));
            case "kerberos" ->
                    new Auth.Gssapi(
                            fields.needed("service"), fields.text("principal"), source(fields));
            case "aws-iam" ->
                    new Auth.MskIam(
                            fields.path("library"), fields.text("awsProfile"), fields.text("role"));
            default -> throw new NotUnderstood("its kind of auth is not known");
        };
    }

    private static Auth.Kerberos source(JsonFields fields) throws NotUnderstood {
        var keytab = fields.path("keytab");
        return keytab == null
                ? new Auth.Kerberos.TicketCache(fields.path("ticketCache"))
                : new Auth.Kerberos.Keytab(keytab);
    }

    static OAuthClient client(JsonFields fields) throws NotUnderstood {
        return new OAuthClient(
                fields.needed("tokenEndpoint"),
                fields.needed("clientId"),
                fields.neededSecret("clientSecret"),
                fields.text("scope"),
                TlsJson.trust(fields.object().path("trust")));
    }
}
