package io.sightglass.connect;

import io.sightglass.connect.ProfileJson.NotUnderstood;
import io.sightglass.model.RegistryAccess;
import io.sightglass.model.RegistryAuth;
import io.sightglass.model.Tls;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What a registry asks for, as `connections.json` has it: `registryAccess`.
final class RegistryAccessJson {
    private RegistryAccessJson() {}

    static void write(RegistryAccess access, ObjectNode object) {
        switch (access.auth()) {
            case RegistryAuth.None() -> {}
            case RegistryAuth.Basic(var user, var password) -> {
                var basic = object.putObject("basic").put("user", user);
                JsonFields.put(basic, "password", password);
            }
            case RegistryAuth.Bearer(var token) ->
                    JsonFields.put(object.putObject("bearer"), "token", token);
            case RegistryAuth.OAuth(var client) ->
                    AuthJson.write(client, object.putObject("oauth"));
        }
        if (!access.tls().equals(Tls.DEFAULT)) {
            TlsJson.write(access.tls(), object);
        }
        JsonFields.put(object, "context", access.context());
        JsonFields.put(object, "cluster", access.cluster());
        JsonFields.put(object, "identityPool", access.identityPool());
    }

    static RegistryAccess read(JsonNode object) throws NotUnderstood {
        var fields = new JsonFields(object);
        var tls = object.path("tls");
        return new RegistryAccess(
                auth(object),
                tls.isMissingNode() ? Tls.DEFAULT : TlsJson.on(tls),
                fields.text("context"),
                fields.text("cluster"),
                fields.text("identityPool"));
    }

    private static RegistryAuth auth(JsonNode object) throws NotUnderstood {
        if (object.has("basic")) {
            var basic = new JsonFields(object.path("basic"));
            return new RegistryAuth.Basic(basic.needed("user"), basic.neededSecret("password"));
        }
        if (object.has("bearer")) {
            var bearer = new JsonFields(object.path("bearer"));
            return new RegistryAuth.Bearer(bearer.neededSecret("token"));
        }
        return object.has("oauth")
                ? new RegistryAuth.OAuth(AuthJson.client(new JsonFields(object.path("oauth"))))
                : new RegistryAuth.None();
    }
}
