package io.sightglass.connect;

import io.sightglass.connect.ProfileJson.NotUnderstood;
import io.sightglass.model.Secret;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/// The fields of an object in `connections.json`.
record JsonFields(JsonNode object) {
    /// What names a secret.
    static final String SECRET = "secret";

    /// Null where it is missing or blank.
    @Nullable String text(String name) {
        var text = object.path(name).asString("");
        return text.isBlank() ? null : text;
    }

    String needed(String name) throws NotUnderstood {
        var text = text(name);
        if (text == null) {
            throw new NotUnderstood(name + " is missing");
        }
        return text;
    }

    /// The name of a secret; null where there is none.
    @Nullable Secret secret(String name) throws NotUnderstood {
        var node = object.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        var named = node.path(SECRET).asString("");
        if (named.isBlank()) {
            throw new NotUnderstood(name + " does not name a secret");
        }
        return Secret.named(named);
    }

    Secret neededSecret(String name) throws NotUnderstood {
        var secret = secret(name);
        if (secret == null) {
            throw new NotUnderstood(name + " is missing");
        }
        return secret;
    }

    @Nullable Path path(String name) throws NotUnderstood {
        var text = text(name);
        return text == null ? null : path(text, name);
    }

    Path neededPath(String name) throws NotUnderstood {
        return path(needed(name), name);
    }

    <E extends Enum<E>> E choice(String name, Class<E> type) throws NotUnderstood {
        var text = needed(name);
        try {
            return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new NotUnderstood(name + " is not one of those that are known");
        }
    }

    static Path path(String text, String name) throws NotUnderstood {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new NotUnderstood(name + " is no path here");
        }
    }

    static void put(ObjectNode object, String name, @Nullable Object value) {
        if (value != null) {
            object.put(name, value.toString());
        }
    }

    /// Its name alone.
    static void put(ObjectNode object, String name, @Nullable Secret secret) {
        if (secret != null) {
            object.putObject(name).put(SECRET, secret.name());
        }
    }
}
