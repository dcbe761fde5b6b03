package io.sightglass.connect;

import io.sightglass.model.Auth;
import io.sightglass.model.ClientSettings;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Environment;
import io.sightglass.model.OAuthClient;
import io.sightglass.model.RegistryAccess;
import io.sightglass.model.RegistryAuth;
import io.sightglass.model.Secret;
import io.sightglass.model.Tls;
import io.sightglass.model.Use;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// One connection for every way in, for tests that hold of all of them.
public final class EveryProfile {
    private static final Tls.Trust PEM = new Tls.Trust.Pem(Path.of("/ca.pem"));

    private EveryProfile() {}

    public static Stream<ClusterProfile> all() {
        return Stream.of(
                        Stream.of(plain()),
                        auths().map(auth -> plain().withAuth(auth).withTls(Tls.DEFAULT)),
                        tls().map(plain()::withTls),
                        accesses().map(access -> plain().withRegistry("https://sr", access)),
                        Stream.of(
                                plain().withSettings(
                                                new ClientSettings(
                                                        Map.of("ssl.protocol", "TLSv1.3"),
                                                        Map.of("ssl.key.password", secret("key"))))
                                        .withUse(new Use(true, 1_000_000))))
                .flatMap(stream -> stream);
    }

    public static ClusterProfile plain() {
        return new ClusterProfile(
                "a",
                "kafka-1:9092,kafka-2:9092",
                "http://sr:8081",
                List.of(Path.of("/schemas")),
                Environment.STAGING,
                new Auth.None());
    }

    private static Secret secret(String what) {
        return Secret.named("a/" + what);
    }

    private static OAuthClient client(Tls.Trust trust) {
        return new OAuthClient("https://idp/token", "ada", secret("client"), "kafka sr", trust);
    }

    private static Stream<Auth> auths() {
        return Stream.of(
                new Auth.Plain("ada", secret("password")),
                new Auth.Scram("ada", secret("password"), Auth.Hash.SHA_256),
                new Auth.Scram("ada", secret("password"), Auth.Hash.SHA_512),
                new Auth.OAuth(client(PEM)),
                new Auth.OAuthToken(Path.of("/run/token")),
                new Auth.Gssapi(
                        "kafka", "ada@EXAMPLE.COM", new Auth.Kerberos.Keytab(Path.of("/k.keytab"))),
                new Auth.Gssapi("kafka", null, new Auth.Kerberos.TicketCache(null)),
                new Auth.MskIam(Path.of("/opt/aws"), "prod", "arn:aws:iam::1:role/reader"),
                new Auth.MskIam(null, null, null));
    }

    private static Stream<Tls> tls() {
        var store = Path.of("/store.p12");
        var none = new Tls.Identity.None();
        return Stream.of(
                Tls.DEFAULT,
                new Tls.On(PEM, none, false),
                new Tls.On(new Tls.Trust.Store(store, Tls.StoreType.JKS, null), none, true),
                new Tls.On(
                        new Tls.Trust.Store(store, Tls.StoreType.PKCS12, secret("trust")),
                        new Tls.Identity.Store(
                                store, Tls.StoreType.PKCS12, secret("identity"), secret("key")),
                        true),
                new Tls.On(
                        PEM,
                        new Tls.Identity.Pem(
                                Path.of("/ada.pem"), Path.of("/ada.key"), secret("key")),
                        true));
    }

    private static Stream<RegistryAccess> accesses() {
        return Stream.of(
                access(new RegistryAuth.Basic("ada", secret("registry"))),
                access(new RegistryAuth.Bearer(secret("registry"))),
                access(new RegistryAuth.OAuth(client(new Tls.Trust.System()))),
                new RegistryAccess(
                        new RegistryAuth.None(),
                        new Tls.On(PEM, new Tls.Identity.None(), false),
                        ".teams",
                        "lsrc-1",
                        "pool-1"));
    }

    private static RegistryAccess access(RegistryAuth auth) {
        return new RegistryAccess(auth, Tls.DEFAULT, null, null, null);
    }
}
