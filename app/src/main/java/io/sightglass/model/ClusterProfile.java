package io.sightglass.model;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A connection as a person keeps it: where the cluster and its registry are, how one is let in,
/// and which local schemas belong to it. Its secrets are names; [#mapSecrets] puts the values in,
/// or takes them out.
///
/// @param bootstrap `host:port`, comma separated
/// @param registry base URL of a registry that speaks Confluent's REST API, or null
/// @param schemaFolders local schemas and contracts
/// @param tls of the cluster's own connections
/// @param settings of Kafka's client, for what has no place here
public record ClusterProfile(
        String name,
        String bootstrap,
        @Nullable String registry,
        List<Path> schemaFolders,
        Environment environment,
        Auth auth,
        Tls tls,
        RegistryAccess registryAccess,
        ClientSettings settings,
        Use use) {
    /// The name of the profile that stands for the built-in demonstration cluster.
    public static final String PLAYGROUND = "Playground";

    public ClusterProfile {
        schemaFolders = List.copyOf(schemaFolders);
    }

    /// One without TLS and with a registry that asks for nothing.
    public ClusterProfile(
            String name,
            String bootstrap,
            @Nullable String registry,
            List<Path> schemaFolders,
            Environment environment,
            Auth auth) {
        this(
                name,
                bootstrap,
                registry,
                schemaFolders,
                environment,
                auth,
                Tls.OFF,
                RegistryAccess.OPEN,
                ClientSettings.NONE,
                Use.READ_ONLY);
    }

    public ClusterProfile withAddress(String otherName, String otherBootstrap) {
        return new ClusterProfile(
                otherName,
                otherBootstrap,
                registry,
                schemaFolders,
                environment,
                auth,
                tls,
                registryAccess,
                settings,
                use);
    }

    public ClusterProfile withAuth(Auth other) {
        return new ClusterProfile(
                name,
                bootstrap,
                registry,
                schemaFolders,
                environment,
                other,
                tls,
                registryAccess,
                settings,
                use);
    }

    public ClusterProfile withTls(Tls other) {
        return new ClusterProfile(
                name,
                bootstrap,
                registry,
                schemaFolders,
                environment,
                auth,
                other,
                registryAccess,
                settings,
                use);
    }

    /// @param folders in place of those that are there
    public ClusterProfile withParts(@Nullable String otherRegistry, List<Path> folders) {
        return withRegistry(otherRegistry, registryAccess, folders);
    }

    public ClusterProfile withRegistry(@Nullable String other, RegistryAccess access) {
        return withRegistry(other, access, schemaFolders);
    }

    private ClusterProfile withRegistry(
            @Nullable String other, RegistryAccess access, List<Path> folders) {
        return new ClusterProfile(
                name, bootstrap, other, folders, environment, auth, tls, access, settings, use);
    }

    public ClusterProfile withSettings(ClientSettings other) {
        return new ClusterProfile(
                name,
                bootstrap,
                registry,
                schemaFolders,
                environment,
                auth,
                tls,
                registryAccess,
                other,
                use);
    }

    public ClusterProfile withUse(Use other) {
        return new ClusterProfile(
                name,
                bootstrap,
                registry,
                schemaFolders,
                environment,
                auth,
                tls,
                registryAccess,
                settings,
                other);
    }

    /// The same with every secret replaced.
    public ClusterProfile mapSecrets(Secret.Change change) {
        return new ClusterProfile(
                name,
                bootstrap,
                registry,
                schemaFolders,
                environment,
                auth.mapSecrets(change),
                tls.mapSecrets(change),
                registryAccess.mapSecrets(change),
                settings.mapSecrets(change),
                use);
    }

    /// The same with a name for every secret whose value is here: one that is kept already keeps
    /// its name.
    public ClusterProfile withSecretsNamed() {
        return mapSecrets(
                (role, secret) -> secret.isKnown() ? secret.as(name + "/" + role) : secret);
    }

    /// Every secret of it, in no order that matters.
    public List<Secret> secrets() {
        var found = new ArrayList<Secret>();
        mapSecrets((_, secret) -> {
            found.add(secret);
            return secret;
        });
        return List.copyOf(found);
    }

    /// What must be shown to whatever writes; empty while the connection is read-only.
    public Optional<WritePermission> writePermission() {
        return use.writable() ? Optional.of(new WritePermission(this)) : Optional.empty();
    }

    /// Whether a server's certificate may be for another host than the one that was asked.
    public boolean skipsHostNames() {
        return skips(tls) || (registry != null && !registryAccess.tls().verifyHostName());
    }

    private static boolean skips(Tls tls) {
        return switch (tls) {
            case Tls.Off _ -> false;
            case Tls.On on -> !on.verifyHostName();
        };
    }
}
