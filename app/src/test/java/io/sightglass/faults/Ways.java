package io.sightglass.faults;

import io.sightglass.model.Auth;
import io.sightglass.model.OAuthClient;
import io.sightglass.model.Secret;
import io.sightglass.model.Tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/// Credentials for [Secured], right and wrong.
final class Ways {
    private Ways() {}

    private static Secret password(boolean right) {
        return Secret.of(right ? "alice-secret" : "not-alices");
    }

    static Auth plain(boolean right) {
        return new Auth.Plain("alice", password(right));
    }

    static Auth scram(boolean right, Auth.Hash hash) {
        return new Auth.Scram("alice", password(right), hash);
    }

    /// Believes one authority.
    static Tls.On trusting(Secured secured, String authority) {
        return new Tls.On(
                new Tls.Trust.Pem(secured.certificates.file(authority + ".crt")),
                new Tls.Identity.None(),
                true);
    }

    /// Shows a certificate, from PEM files.
    static Tls.On showing(Secured secured, String name) {
        return new Tls.On(
                new Tls.Trust.Pem(secured.certificates.file("ca.crt")),
                new Tls.Identity.Pem(
                        secured.certificates.file(name + ".crt"),
                        secured.certificates.file(name + ".key"),
                        null),
                true);
    }

    /// The same with key stores.
    static Tls.On showingStore(Secured secured, String name) {
        var password = Secret.of(Certificates.PASSWORD);
        return new Tls.On(
                new Tls.Trust.Pem(secured.certificates.file("ca.crt")),
                new Tls.Identity.Store(
                        secured.certificates.file(name + ".p12"),
                        Tls.StoreType.PKCS12,
                        password,
                        null),
                true);
    }

    static Auth oauth(Secured secured, boolean right) {
        return oauth(secured.tokens.url(), right);
    }

    static Auth oauth(String url, boolean right) {
        return new Auth.OAuth(
                new OAuthClient(
                        url,
                        TokenServer.CLIENT,
                        Secret.of(right ? TokenServer.SECRET : "not-alices"),
                        "kafka",
                        new Tls.Trust.System()));
    }

    /// A token that something else has put into a file; the wrong one is for somebody else.
    static Auth tokenFile(Secured secured, boolean right) throws IOException {
        return tokenFile(secured, Instant.now(), right ? TokenServer.AUDIENCE : "others");
    }

    static Auth tokenFile(Secured secured, Instant issued, String audience) throws IOException {
        var file = Files.createTempFile(secured.folder, "token-", ".jwt");
        Files.writeString(file, secured.tokens.token(issued, audience));
        return new Auth.OAuthToken(file);
    }

    /// Alice's key from a file; the wrong one is from before she changed her password.
    static Auth kerberos(Secured secured, boolean right) throws Exception {
        return kerberos(right ? secured.kdc.alice() : secured.kdc.formerAlice());
    }

    static Auth.Gssapi kerberos(Path keytab) {
        return kerberos(keytab, "alice@" + Kdc.REALM);
    }

    static Auth.Gssapi kerberos(Path keytab, String principal) {
        return new Auth.Gssapi("kafka", principal, new Auth.Kerberos.Keytab(keytab));
    }
}
