package io.sightglass.model;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/// How Sightglass proves to a cluster who it is. What a certificate proves stands in [Tls].
public sealed interface Auth {
    /// Not at all, or by the certificate alone.
    record None() implements Auth {}

    /// SASL PLAIN (RFC 4616): user and password as they are, so with TLS only.
    record Plain(String user, Secret password) implements Auth {}

    /// SASL SCRAM (RFC 5802): the password itself never travels.
    record Scram(String user, Secret password, Hash hash) implements Auth {}

    /// SASL OAUTHBEARER (RFC 7628) with tokens from an identity provider.
    record OAuth(OAuthClient client) implements Auth {}

    /// SASL OAUTHBEARER with the token in a file, which something else keeps fresh. It is read
    /// again for each login.
    record OAuthToken(Path file) implements Auth {}

    /// SASL GSSAPI: Kerberos.
    ///
    /// @param service the brokers' service name, mostly `kafka`
    /// @param principal the client's own, such as `ada@EXAMPLE.COM`; null for that of the ticket
    record Gssapi(String service, @Nullable String principal, Kerberos source) implements Auth {}

    /// Amazon MSK's IAM. The library that speaks it is Amazon's and does not come with Sightglass.
    ///
    /// @param library the jar, or the folder that holds it; null where it is on the class path
    /// @param awsProfile a named profile of the AWS configuration; null for AWS's own order
    /// @param role ARN of a role to take on; null for none
    record MskIam(@Nullable Path library, @Nullable String awsProfile, @Nullable String role)
            implements Auth {}

    /// Which hash function SCRAM goes by.
    enum Hash {
        SHA_256("SCRAM-SHA-256"),
        SHA_512("SCRAM-SHA-512");

        private final String mechanism;

        Hash(String mechanism) {
            this.mechanism = mechanism;
        }

        /// The mechanism's name in SASL.
        public String mechanism() {
            return mechanism;
        }
    }

    /// Where a Kerberos ticket comes from.
    sealed interface Kerberos {
        /// From a key that stands in a file.
        record Keytab(Path file) implements Kerberos {}

        /// From the tickets that `kinit` got.
        ///
        /// @param file null for the usual place
        record TicketCache(@Nullable Path file) implements Kerberos {}
    }

    /// The same with every secret replaced.
    default Auth mapSecrets(Secret.Change change) {
        return switch (this) {
            case None _, OAuthToken _, Gssapi _, MskIam _ -> this;
            case Plain(var user, var password) -> new Plain(user, change.to("password", password));
            case Scram(var user, var password, var hash) ->
                    new Scram(user, change.to("password", password), hash);
            case OAuth(var client) -> new OAuth(client.mapSecrets(change));
        };
    }
}
