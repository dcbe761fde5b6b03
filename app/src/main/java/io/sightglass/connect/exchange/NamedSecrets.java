package io.sightglass.connect.exchange;

import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Secret;

import java.util.List;
import java.util.Objects;

/// Guards the secrets that are kept from a file that only names them: one that somebody sends could
/// name the secret of another cluster, and have it sent to an address of its own.
public final class NamedSecrets {
    private NamedSecrets() {}

    /// Whether every secret that an imported connection only names is that of a kept connection
    /// with the same addresses and the same ways in.
    public static boolean belong(ClusterProfile imported, List<ClusterProfile> kept) {
        return imported.secrets().stream().allMatch(Secret::isKnown)
                || kept.stream().anyMatch(profile -> isSame(imported, profile));
    }

    private static boolean isSame(ClusterProfile imported, ClusterProfile kept) {
        return imported.bootstrap().equals(kept.bootstrap())
                && Objects.equals(imported.registry(), kept.registry())
                && imported.auth().equals(kept.auth())
                && imported.tls().equals(kept.tls())
                && imported.registryAccess().equals(kept.registryAccess())
                && imported.settings().equals(kept.settings());
    }

    /// The connection with the secrets that it carries, and none of those that it names.
    public static ClusterProfile taken(ClusterProfile imported) {
        return imported.mapSecrets((_, secret) -> secret.isKnown() ? secret : Secret.named(""));
    }
}
