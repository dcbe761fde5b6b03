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

/// Registries besides the connection's own, with whose schemas one may compare. Each is opened when
/// somebody first looks, and kept until all are closed. For any thread.
public final class OtherRegistries implements AutoCloseable {
    private final Connector connector;
    private final Map<String, Other> open = new HashMap<>();
    private boolean closed;

    /// A registry and its schemas.
    public record Other(SchemaRegistry registry, SchemaCatalog schemas) {}

    public OtherRegistries(Connector connector) {
        this.connector = connector;
    }

    /// Opens the registry at a URL, or that of a kept connection.
    ///
    /// @return its address without user and password, by which [#find] knows it
    /// @throws ConnectionFailure with a sentence when it is no http or https URL
    public String open(String url) throws ConnectionFailure {
        var profile = new ClusterProfile("", "", url, List.of(), Environment.DEMO, new Auth.None());
        var registry = connector.registry(profile);
        if (registry == null) {
            throw new ConnectionFailure(Sentence.of("There is no registry at that address."));
        }
        var address = registry.address();
        synchronized (open) {
            // The address alone is not enough: another user may be asking.
            var before = closed ? null : open.put(address, other(registry));
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
        synchronized (open) {
            return open.get(address);
        }
    }

    @Override
    public void close() {
        synchronized (open) {
            closed = true;
            open.values().forEach(OtherRegistries::close);
            open.clear();
        }
    }

    private static void close(Other other) {
        other.schemas().close();
        other.registry().close();
    }
}
