package io.sightglass.faults;

import com.sun.net.httpserver.HttpServer;

import io.sightglass.cli.RealConnector;
import io.sightglass.connect.Connection;
import io.sightglass.faults.FailurePage.Said;
import io.sightglass.faults.FailuresTest.Attempt;
import io.sightglass.faults.FailuresTest.Case;
import io.sightglass.model.Auth;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Environment;
import io.sightglass.model.Secret;
import io.sightglass.model.Tls;
import io.sightglass.port.ConnectionFailure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Ways not to get in.
final class ConnectFailures {
    private static final String ADDRESS = "The address";
    private static final String TLS = "TLS";
    private static final String LOGIN = "Who one is";

    private final Secured secured;

    private ConnectFailures(Secured secured) {
        this.secured = secured;
    }

    static List<Case> all(Secured secured) {
        var those = new ConnectFailures(secured);
        return List.of(
                of(
                        ADDRESS,
                        "a name that cannot be resolved",
                        () -> to("no-such-host.invalid:9092")),
                of(ADDRESS, "nothing listens there", ConnectFailures::refused),
                of(ADDRESS, "a server that says nothing", () -> mute(Tls.OFF)),
                of(ADDRESS, "a server that says nothing, by TLS", () -> mute(Tls.DEFAULT)),
                of(ADDRESS, "a server that sends a byte now and then", ConnectFailures::dripping),
                of(ADDRESS, "an HTTP port", () -> http(Tls.OFF)),
                of(ADDRESS, "an HTTP port, by TLS", () -> http(Tls.DEFAULT)),
                of(ADDRESS, "something else, such as SSH", ConnectFailures::ssh),
                of(
                        ADDRESS,
                        "a broker that sends on to where nothing is",
                        () -> said(those.nowhere(Way.PROXY_NOBODY))),
                of(
                        ADDRESS,
                        "the same, told to those only who are let in",
                        () ->
                                said(
                                        those.nowhere(Way.PROXY_NOBODY_LOGIN)
                                                .withAuth(Ways.plain(true)))),
                of(TLS, "TLS to a port without", those::tlsToPlain),
                of(TLS, "no TLS to a port with it", () -> said(secured.profile(Way.TLS))),
                of(
                        TLS,
                        "an authority that is not trusted",
                        () -> those.trusting(Way.TLS, "other-ca")),
                of(TLS, "a certificate that has expired", () -> those.trusting(Way.EXPIRED, "ca")),
                of(
                        TLS,
                        "a certificate of tomorrow: a clock is wrong",
                        () -> those.trusting(Way.EARLY, "ca")),
                of(
                        TLS,
                        "a certificate for another host",
                        () -> those.trusting(Way.ELSEWHERE, "ca")),
                of(TLS, "no client certificate", () -> those.trusting(Way.MTLS, "ca")),
                of(
                        TLS,
                        "a client certificate that the broker does not trust",
                        () ->
                                said(
                                        secured.profile(Way.MTLS)
                                                .withTls(Ways.showing(secured, "stranger")))),
                of(TLS, "a wrong password for the key store", those::wrongStorePassword),
                of(
                        LOGIN,
                        "a wrong password (PLAIN)",
                        () -> said(secured.profile(Way.PLAIN).withAuth(Ways.plain(false)))),
                of(
                        LOGIN,
                        "a wrong password (SCRAM-SHA-256)",
                        () -> those.scram(Way.SCRAM, Auth.Hash.SHA_256)),
                of(
                        LOGIN,
                        "a wrong password (SCRAM-SHA-512)",
                        () -> those.scram(Way.SCRAM, Auth.Hash.SHA_512)),
                of(LOGIN, "no user where one is asked for", () -> said(secured.profile(Way.SCRAM))),
                of(
                        LOGIN,
                        "a user where none is asked for",
                        () -> said(secured.profile(Way.PLAINTEXT).withAuth(Ways.plain(true)))),
                of(
                        LOGIN,
                        "a mechanism that is not offered",
                        () -> said(secured.profile(Way.SCRAM).withAuth(Ways.plain(true)))),
                of(
                        LOGIN,
                        "a wrong client secret (OAUTHBEARER)",
                        () ->
                                said(
                                        secured.profile(Way.OAUTH)
                                                .withAuth(Ways.oauth(secured, false)))),
                of(
                        LOGIN,
                        "a key from before the password was changed (GSSAPI)",
                        () -> those.kerberos(Ways.kerberos(secured.kdc.formerAlice()))),
                of(
                        LOGIN,
                        "a principal that the KDC does not know",
                        () ->
                                those.kerberos(
                                        Ways.kerberos(
                                                secured.kdc.nobody(), "nobody@" + Kdc.REALM))),
                of(
                        LOGIN,
                        "a KDC that is away",
                        () ->
                                those.kerberos(
                                        Ways.kerberos(
                                                secured.kdc.away(), "alice@" + Kdc.REALM_AWAY))),
                of(LOGIN, "another service name than the brokers'", those::wrongService),
                of(LOGIN, "a token server that is away", those::noTokenServer),
                of(LOGIN, "a token server that says nothing", those::muteTokenServer),
                of(
                        LOGIN,
                        "a token for others",
                        () ->
                                said(
                                        secured.profile(Way.OAUTH)
                                                .withAuth(Ways.tokenFile(secured, false)))),
                of(
                        LOGIN,
                        "a token that has expired: or a clock is wrong",
                        () ->
                                said(
                                        secured.profile(Way.OAUTH)
                                                .withAuth(
                                                        Ways.tokenFile(
                                                                secured,
                                                                Instant.now()
                                                                        .minus(Duration.ofHours(1)),
                                                                TokenServer.AUDIENCE)))));
    }

    private static Case of(String section, String title, Attempt attempt) {
        return new Case(section, title, false, attempt);
    }

    /// Connects, which is to fail.
    private static Said said(ClusterProfile profile) {
        long start = System.nanoTime();
        try (var _ = Connection.open(new RealConnector(), profile)) {
            throw new AssertionError("let in");
        } catch (ConnectionFailure e) {
            return new Said(e.sentence().plain(), Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private static ClusterProfile profile(String bootstrap) {
        return new ClusterProfile(
                "test", bootstrap, null, List.of(), Environment.TEST, new Auth.None());
    }

    private static Said to(String bootstrap) {
        return said(profile(bootstrap));
    }

    private static Said refused() throws IOException {
        int port;
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        return to("127.0.0.1:" + port);
    }

    private interface Speaker {
        void speak(Socket socket) throws Exception;
    }

    /// A server that treats each connection in some way, and leaves it open.
    private static Said with(Speaker speaker, Tls tls) throws IOException {
        Set<Socket> open = ConcurrentHashMap.newKeySet();
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual()
                    .start(() -> {
                        try {
                            while (true) {
                                var socket = server.accept();
                                open.add(socket);
                                Thread.ofVirtual().start(() -> speak(speaker, socket));
                            }
                        } catch (IOException e) {
                            // closed
                        }
                    });
            return said(profile("127.0.0.1:" + server.getLocalPort()).withTls(tls));
        } finally {
            for (var socket : open) {
                socket.close();
            }
        }
    }

    private static void speak(Speaker speaker, Socket socket) {
        try {
            speaker.speak(socket);
        } catch (Exception e) {
            // The other side has seen enough.
        }
    }

    private static Said mute(Tls tls) throws IOException {
        return with(_ -> {}, tls);
    }

    private static Said dripping() throws IOException {
        return with(
                socket -> {
                    socket.getOutputStream().write(new byte[] {0, 0, 1, 0}); // the length of more
                    while (true) {
                        socket.getOutputStream().write(0);
                        Thread.sleep(100); // between the bytes of a server, not a wait of the test
                    }
                },
                Tls.OFF);
    }

    private static Said ssh() throws IOException {
        byte[] hello = "SSH-2.0-OpenSSH_9.6\r\n".getBytes(StandardCharsets.US_ASCII);
        return with(socket -> socket.getOutputStream().write(hello), Tls.OFF);
    }

    private static Said http(Tls tls) throws IOException {
        var http = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        http.start();
        try {
            return said(profile("127.0.0.1:" + http.getAddress().getPort()).withTls(tls));
        } finally {
            http.stop(0);
        }
    }

    /// The brokers tell clients of proxies here that nobody has started.
    private ClusterProfile nowhere(Way way) {
        return profile("127.0.0.1:" + secured.broker.ports(1).bound().get(way));
    }

    private Said tlsToPlain() {
        return said(secured.profile(Way.PLAINTEXT).withTls(Ways.trusting(secured, "ca")));
    }

    private Said trusting(Way way, String authority) {
        return said(secured.profile(way).withTls(Ways.trusting(secured, authority)));
    }

    private Said wrongStorePassword() {
        var tls =
                new Tls.On(
                        new Tls.Trust.Store(
                                secured.certificates.file("ca.p12"),
                                Tls.StoreType.PKCS12,
                                Secret.of("not-the-password")),
                        new Tls.Identity.None(),
                        true);
        var said = said(secured.profile(Way.TLS).withTls(tls));
        // Where it lies is another at each run.
        return new Said(
                said.sentence()
                        .replace(secured.certificates.file("ca.p12").toString(), "/home/me/ca.p12"),
                said.took());
    }

    private Said scram(Way way, Auth.Hash hash) {
        return said(secured.profile(way).withAuth(Ways.scram(false, hash)));
    }

    private Said kerberos(Auth.Gssapi auth) {
        return said(secured.profile(Way.KERBEROS).withAuth(auth));
    }

    private Said wrongService() throws Exception {
        var auth = Ways.kerberos(secured.kdc.alice());
        return kerberos(new Auth.Gssapi("kitchen", auth.principal(), auth.source()));
    }

    private Said noTokenServer() throws IOException {
        int port;
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        return tokensFrom("http://127.0.0.1:" + port + "/token");
    }

    private Said muteTokenServer() throws IOException {
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            return tokensFrom("http://127.0.0.1:" + server.getLocalPort() + "/token");
        }
    }

    private Said tokensFrom(String url) {
        return said(secured.profile(Way.OAUTH).withAuth(Ways.oauth(url, true)));
    }
}
