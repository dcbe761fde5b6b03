package io.sightglass.ui.connect;

import io.sightglass.connect.exchange.SecretNames;
import io.sightglass.model.ClientSettings;
import io.sightglass.model.Secret;
import io.sightglass.model.Use;

import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.StringProperty;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What one rarely needs: settings of Kafka's client by name, and what the connection may be used
/// for.
public final class MoreForm {
    private static final long MIB = 1 << 20;

    /// Stands for a kept secret in the text of the settings.
    private static final String KEPT = "(kept)";

    final StringProperty settings = Fields.text();
    final BooleanProperty writable = new SimpleBooleanProperty();
    final StringProperty rate = Fields.text();
    private Map<String, Secret> kept = Map.of();

    List<Observable> all() {
        return List.of(settings, writable, rate);
    }

    @Nullable String problem() {
        int number = 0;
        for (var line : settings.get().split("\\R")) {
            number++;
            boolean comment = line.isBlank() || line.stripLeading().startsWith("#");
            int equals = line.indexOf('=');
            if (!comment && equals <= 0) {
                return "Line " + number + " of the settings has no name=value.";
            }
            var name = comment ? "" : line.substring(0, equals).strip();
            if (SecretNames.isSecret(name) && line.substring(equals + 1).isBlank()) {
                return "Give the value of " + name + ".";
            }
        }
        return rate.get().isBlank() || rate.get().strip().matches("\\d{1,6}")
                ? null
                : "The limit is a whole number of MiB a second, or empty.";
    }

    ClientSettings settings() {
        var plain = new HashMap<String, String>();
        var secret = new HashMap<String, Secret>();
        for (var line : settings.get().split("\\R")) {
            int equals = line.indexOf('=');
            if (equals <= 0 || line.stripLeading().startsWith("#")) {
                continue;
            }
            var name = line.substring(0, equals).strip();
            var value = line.substring(equals + 1).strip();
            var before = kept.get(name);
            if (before != null && value.equals(KEPT)) {
                secret.put(name, before);
            } else if (SecretNames.isSecret(name)) {
                secret.put(name, Secret.of(value));
            } else {
                plain.put(name, value);
            }
        }
        return new ClientSettings(plain, secret);
    }

    Use use() {
        var limit = rate.get().isBlank() ? 0 : Long.parseLong(rate.get().strip()) * MIB;
        return new Use(writable.get(), limit);
    }

    void fill(ClientSettings client, Use use) {
        kept = client.secret();
        var lines = new TreeMap<>(client.plain());
        kept.forEach((name, secret) -> {
            boolean missing = !secret.isKnown() && secret.name().isEmpty();
            lines.put(name, missing ? "" : KEPT);
        });
        var text = new StringBuilder();
        lines.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
        settings.set(text.toString());
        writable.set(use.writable());
        rate.set(use.bytesPerSecond() == 0 ? "" : Long.toString(use.bytesPerSecond() / MIB));
    }
}
