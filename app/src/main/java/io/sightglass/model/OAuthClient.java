package io.sightglass.model;

import org.jspecify.annotations.Nullable;

/// A program's own account with an identity provider, by which it gets tokens (RFC 6749, section
/// 4.4: the client credentials grant).
///
/// @param tokenEndpoint URL that gives tokens
/// @param scope what the token is to allow, blank separated; null for the provider's default
/// @param trust whose certificates are believed at the token endpoint
public record OAuthClient(
        String tokenEndpoint,
        String clientId,
        Secret clientSecret,
        @Nullable String scope,
        Tls.Trust trust) {
    OAuthClient mapSecrets(Secret.Change change) {
        return new OAuthClient(
                tokenEndpoint,
                clientId,
                change.to("client-secret", clientSecret),
                scope,
                trust.mapSecrets(change.within("client-")));
    }
}
