package io.sightglass.connect;

import io.sightglass.model.ClientSettings;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Environment;
import io.sightglass.model.RegistryAccess;
import io.sightglass.model.Secret;
import io.sightglass.model.Use;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;

/// A connection in `connections.json`: everything but the values of its secrets, which are named by
/// `{"secret": NAME}`. What is as it usually is, is left out.
final class ProfileJson {
    private ProfileJson() {}

    static void write(ClusterProfile profile, ObjectNode entry) {
        entry.put("name", profile.name());
        entry.put("bootstrap", profile.bootstrap());
        if (profile.registry() != null) {
            entry.put("registry", profile.registry());
        }
        var folders = entry.putArray("schemaFolders");
        profile.schemaFolders().forEach(folder -> folders.add(folder.toString()));
        entry.put("environment", profile.environment().name());
        AuthJson.write(profile.auth(), entry);
        TlsJson.write(profile.tls(), entry);
        if (!profile.registryAccess().equals(RegistryAccess.OPEN)) {
            RegistryAccessJson.write(profile.registryAccess(), entry.putObject("registryAccess"));
        }
        var settings = profile.settings();
        if (!settings.equals(ClientSettings.NONE)) {
            var client = entry.putObject("client");
            settings.plain().forEach(client::put);
            settings.secret()
                    .forEach((name, secret) ->
                            client.putObject(name).put(JsonFields.SECRET, secret.name()));
        }
        if (profile.use().writable()) {
            entry.put("writable", true);
        }
        if (profile.use().bytesPerSecond() > 0) {
            entry.put("bytesPerSecond", profile.use().bytesPerSecond());
        }
    }

    /// @throws NotUnderstood naming the part that is missing or has another form: a connection is
    ///   read as it was meant, or not at all
    static ClusterProfile read(JsonNode entry) throws NotUnderstood {
        var fields = new JsonFields(entry);
        var folders = new ArrayList<Path>();
        for (var folder : entry.path("schemaFolders")) {
            folders.add(JsonFields.path(folder.asString(""), "schemaFolders"));
        }
        var registry = fields.text("registry");
        var access = entry.path("registryAccess");
        return new ClusterProfile(
                fields.needed("name"),
                fields.needed("bootstrap"),
                registry,
                folders,
                environment(entry.path("environment").asString("")),
                AuthJson.read(entry.path("auth")),
                TlsJson.read(entry.path("tls")),
                access.isMissingNode() ? RegistryAccess.OPEN : RegistryAccessJson.read(access),
                settings(entry.path("client")),
                new Use(
                        entry.path("writable").asBoolean(false),
                        Math.max(0, entry.path("bytesPerSecond").asLong(0))));
    }

    private static ClientSettings settings(JsonNode client) throws NotUnderstood {
        var plain = new HashMap<String, String>();
        var secret = new HashMap<String, Secret>();
        for (var entry : client.properties()) {
            var value = entry.getValue();
            if (value.isObject()) {
                secret.put(
                        entry.getKey(),
                        Secret.named(new JsonFields(value).needed(JsonFields.SECRET)));
            } else {
                plain.put(entry.getKey(), value.asString(""));
            }
        }
        return new ClientSettings(plain, secret);
    }

    private static Environment environment(String name) {
        for (var environment : Environment.values()) {
            if (environment.name().equalsIgnoreCase(name)) {
                return environment;
            }
        }
        // An environment that is not known is treated with the most care.
        return Environment.PROD;
    }

    /// Some part is missing or has another form; the message names it.
    static final class NotUnderstood extends Exception {
        private static final long serialVersionUID = 1;

        NotUnderstood(String message) {
            super(message);
        }
    }
}
