package io.sightglass.connect;

import io.sightglass.model.Auth;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Environment;
import io.sightglass.model.Sentence;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.Connector;
import io.sightglass.port.SchemaRegistry;
import io.sightglass.schema.LocalSchemas;
import io.sightglass.schema.SchemaCatalog;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Registries besides the connection's own, with whose schemas one may compare. Each is opened when
/// somebody first looks, and kept until all are closed. For any thread.
public final class OtherRegistries implements AutoCloseable {
    private final Connector connector;
    private final Kept kept;
    private final Map<String, Other> registries = new HashMap<>();
    private boolean closed;

    /// A registry and its schemas.
    public record Other(SchemaRegistry registry, SchemaCatalog schemas) {}

    /// What lets one in at a registry that belongs to a kept connection.
    @FunctionalInterface
    public interface Kept {
        /// The kept connection with exactly that registry, with the values of its secrets.
        ///
        /// @throws ConnectionFailure when a value is not to be had
        Optional<ClusterProfile> with(String registry) throws ConnectionFailure;
    }

    public OtherRegistries(Connector connector, Kept kept) {
        this.connector = connector;
        this.kept = kept;
    }

    /// Opens the registry at a URL, or that of a kept connection.
    ///
    /// @return its address without user and password, by which [#find] knows it
    /// @throws ConnectionFailure with a sentence when it is no http or https URL
    public String open(String url) throws ConnectionFailure {
        var plain = new ClusterProfile("", "", url, List.of(), Environment.DEMO, new Auth.None());
        var profile = kept.with(url).orElse(plain);
        var registry = connector.registry(profile);
        if (registry == null) {
            throw new ConnectionFailure(Sentence.of("There is no registry at that address."));
        }
        var address = registry.address();
        synchronized (registries) {
            // The address alone is not enough: another user may be asking.
            var before = closed ? null : registries.put(address, other(registry));
            if (closed) {
                registry.close();
            }
            if (before != null) {
                close(before);
            }
        }
        return address;
    }

    private static Other other(SchemaRegistry registry) {
        return new Other(registry, new SchemaCatalog(registry, LocalSchemas.none()));
    }

    /// A registry that was opened; null where none was, by that address.
    public @Nullable Other find(String address) {
        synchronized (registries) {
            return registries.get(address);
        }
    }

    @Override
    public void close() {
        synchronized (registries) {
            closed = true;
            registries.values().forEach(OtherRegistries::close);
            registries.clear();
        }
    }

    private static void close(Other other) {
        other.schemas().close();
        other.registry().close();
    }
}
