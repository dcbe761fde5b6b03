package io.sightglass.model;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// Settings of Kafka's own client, by Kafka's names, for what no form has a field for. They count
/// before Sightglass's own, except for those that would leave a trace in the cluster.
///
/// @param plain by name
/// @param secret those whose value nobody may see, such as `ssl.key.password`, by name
public record ClientSettings(Map<String, String> plain, Map<String, Secret> secret) {
    public static final ClientSettings NONE = new ClientSettings(Map.of(), Map.of());

    public ClientSettings {
        plain = Collections.unmodifiableMap(new TreeMap<>(plain));
        secret = Collections.unmodifiableMap(new TreeMap<>(secret));
    }

    ClientSettings mapSecrets(Secret.Change change) {
        var changed = new TreeMap<String, Secret>();
        secret.forEach((name, value) -> changed.put(name, change.to(name, value)));
        return new ClientSettings(plain, changed);
    }
}
