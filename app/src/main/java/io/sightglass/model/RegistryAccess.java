package io.sightglass.model;

import org.jspecify.annotations.Nullable;

/// What it takes to be let in at a schema registry, besides its address.
///
/// @param tls for addresses that begin with `https:`
/// @param context the context (a registry within the registry) whose subjects are meant, with or
///   without its leading dot; null for the default one
/// @param cluster Confluent Cloud's `target-sr-cluster`, such as `lsrc-1a2b3c`, which OAuth needs
///   there; null for none
/// @param identityPool Confluent Cloud's `Confluent-Identity-Pool-Id`; null for none
public record RegistryAccess(
        RegistryAuth auth,
        Tls.On tls,
        @Nullable String context,
        @Nullable String cluster,
        @Nullable String identityPool) {
    /// Nothing is asked for.
    public static final RegistryAccess OPEN =
            new RegistryAccess(new RegistryAuth.None(), Tls.DEFAULT, null, null, null);

    RegistryAccess mapSecrets(Secret.Change change) {
        var own = change.within("registry-");
        return new RegistryAccess(
                auth.mapSecrets(own), tls.mapSecrets(own), context, cluster, identityPool);
    }
}
