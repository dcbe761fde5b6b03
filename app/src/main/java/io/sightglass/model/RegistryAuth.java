package io.sightglass.model;

/// How Sightglass proves to a schema registry who it is. What a certificate proves stands in [Tls].
public sealed interface RegistryAuth {
    /// Not at all, or by the certificate alone.
    record None() implements RegistryAuth {}

    /// User and password with each request (RFC 7617). Confluent Cloud's API keys are these, too.
    record Basic(String user, Secret password) implements RegistryAuth {}

    /// A token with each request (RFC 6750).
    record Bearer(Secret token) implements RegistryAuth {}

    /// Tokens from an identity provider, a new one before the old one ends.
    record OAuth(OAuthClient client) implements RegistryAuth {}

    /// The same with every secret replaced.
    default RegistryAuth mapSecrets(Secret.Change change) {
        return switch (this) {
            case None none -> none;
            case Basic(var user, var password) -> new Basic(user, change.to("password", password));
            case Bearer(var token) -> new Bearer(change.to("token", token));
            case OAuth(var client) -> new OAuth(client.mapSecrets(change));
        };
    }
}
