package io.sightglass.model;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;

/// A connection as a person keeps it: where the cluster and its registry are, and which local
/// schemas belong to it.
///
/// @param bootstrap `host:port`, comma separated
/// @param registry base URL of a registry that speaks Confluent's REST API, or null
/// @param schemaFolders local schemas and contracts
public record ClusterProfile(
        String name,
        String bootstrap,
        @Nullable String registry,
        List<Path> schemaFolders,
        Environment environment,
        Auth auth) {
    public ClusterProfile {
        schemaFolders = List.copyOf(schemaFolders);
    }

    /// The name of the profile that stands for the built-in demonstration cluster.
    public static final String PLAYGROUND = "Playground";
}
