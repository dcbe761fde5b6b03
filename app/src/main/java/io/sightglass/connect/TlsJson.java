package io.sightglass.connect;

import io.sightglass.connect.ProfileJson.NotUnderstood;
import io.sightglass.model.Tls;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// TLS as `connections.json` has it: `tls`, missing where it is off.
final class TlsJson {
    private TlsJson() {}

    static void write(Tls tls, ObjectNode holder) {
        switch (tls) {
            case Tls.Off() -> {}
            case Tls.On(var trust, var identity, var verifyHostName) -> {
                var object = holder.putObject("tls");
                write(trust, object);
                write(identity, object);
                if (!verifyHostName) {
                    object.put("verifyHostName", false);
                }
            }
        }
    }

    static void write(Tls.Trust trust, ObjectNode holder) {
        switch (trust) {
            case Tls.Trust.System() -> {}
            case Tls.Trust.Pem(var file) -> JsonFields.put(holder.putObject("trust"), "pem", file);
            case Tls.Trust.Store(var file, var type, var password) -> {
                var object = holder.putObject("trust");
                JsonFields.put(object, "store", file);
                JsonFields.put(object, "type", type);
                JsonFields.put(object, "password", password);
            }
        }
    }

    private static void write(Tls.Identity identity, ObjectNode holder) {
        switch (identity) {
            case Tls.Identity.None() -> {}
            case Tls.Identity.Pem(var certificate, var key, var keyPassword) -> {
                var object = holder.putObject("identity");
                JsonFields.put(object, "certificate", certificate);
                JsonFields.put(object, "key", key);
                JsonFields.put(object, "keyPassword", keyPassword);
            }
            case Tls.Identity.Store(var file, var type, var password, var keyPassword) -> {
                var object = holder.putObject("identity");
                JsonFields.put(object, "store", file);
                JsonFields.put(object, "type", type);
                JsonFields.put(object, "password", password);
                JsonFields.put(object, "keyPassword", keyPassword);
            }
        }
    }

    static Tls read(JsonNode tls) throws NotUnderstood {
        return tls.isMissingNode() ? Tls.OFF : on(tls);
    }

    static Tls.On on(JsonNode tls) throws NotUnderstood {
        var verify = tls.path("verifyHostName");
        // Only the word itself switches it off.
        boolean off = verify.isBoolean() && !verify.asBoolean();
        return new Tls.On(trust(tls.path("trust")), identity(tls.path("identity")), !off);
    }

    static Tls.Trust trust(JsonNode trust) throws NotUnderstood {
        if (trust.isMissingNode()) {
            return new Tls.Trust.System();
        }
        var fields = new JsonFields(trust);
        var pem = fields.path("pem");
        return pem != null
                ? new Tls.Trust.Pem(pem)
                : new Tls.Trust.Store(
                        fields.neededPath("store"),
                        fields.choice("type", Tls.StoreType.class),
                        fields.secret("password"));
    }

    private static Tls.Identity identity(JsonNode identity) throws NotUnderstood {
        if (identity.isMissingNode()) {
            return new Tls.Identity.None();
        }
        var fields = new JsonFields(identity);
        var certificate = fields.path("certificate");
        return certificate != null
                ? new Tls.Identity.Pem(
                        certificate, fields.neededPath("key"), fields.secret("keyPassword"))
                : new Tls.Identity.Store(
                        fields.neededPath("store"),
                        fields.choice("type", Tls.StoreType.class),
                        fields.secret("password"),
                        fields.secret("keyPassword"));
    }
}
