package io.sightglass.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.sightglass.cli.RealConnector;
import io.sightglass.connect.Connection;
import io.sightglass.connect.ConnectionTest;
import io.sightglass.model.Auth;
import io.sightglass.model.ClusterProfile;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.ConnectionStep;
import io.sightglass.port.ConnectionStep.Kind;
import io.sightglass.port.ConnectionStep.Outcome;
import io.sightglass.port.From;
import io.sightglass.port.ReadRequest;
import io.sightglass.port.Until;
import io.sightglass.tail.TailLimits;
import io.sightglass.tail.TailState;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Every way in to a real broker, by the way that the window goes: with the right credentials the
/// records are read, with wrong ones a sentence says so.
@Timeout(120)
class WaysInTest {
    private static final Duration LIMIT = Duration.ofSeconds(6);

    private static Secured secured;

    /// A way in, and the sentence when its credentials are wrong.
    enum Entry {
        PLAINTEXT(Way.PLAINTEXT, "There are no credentials to be wrong."),
        PLAIN(
                Way.PLAIN,
                "The broker at HERE refused the user name or password (PLAIN); check both in the"
                        + " connection."),
        SCRAM_256(
                Way.SCRAM,
                "The broker at HERE refused the user name or password (SCRAM-SHA-256); check both"
                        + " in the connection."),
        SCRAM_512(
                Way.SCRAM,
                "The broker at HERE refused the user name or password (SCRAM-SHA-512); check both"
                        + " in the connection."),
        SCRAM_512_TLS(
                Way.SCRAM_TLS,
                "The broker at HERE refused the user name or password (SCRAM-SHA-512); check both"
                        + " in the connection."),
        TLS(
                Way.TLS,
                "The certificate of HERE is signed by Sightglass Test CA, which this connection"
                        + " does not trust; give that authority's certificate in the connection."),
        MTLS_PEM(
                Way.MTLS,
                "The broker at HERE refused this connection's client certificate; check that it is"
                        + " the one for this cluster, that it has not expired, and that the cluster"
                        + " trusts its authority."),
        MTLS_PKCS12(
                Way.MTLS,
                "The broker at HERE refused this connection's client certificate; check that it is"
                        + " the one for this cluster, that it has not expired, and that the cluster"
                        + " trusts its authority."),
        OAUTH_CLIENT(
                Way.OAUTH,
                "No token was to be had for this connection (OAUTHBEARER); check the token"
                        + " server's address, and the client's id and secret."),
        OAUTH_FILE(
                Way.OAUTH,
                "The broker at HERE refused the token (OAUTHBEARER); check the client's id, its"
                        + " scope and audience, and this computer's clock."),
        KERBEROS(
                Way.KERBEROS,
                "No Kerberos ticket was to be had for this connection (GSSAPI); check the keytab"
                        + " and the principal, that the KDC can be reached, and this computer's"
                        + " clock.");

        final Way way;
        final String refusal;

        Entry(Way way, String refusal) {
            this.way = way;
            this.refusal = refusal;
        }
    }

    @BeforeAll
    static void start() throws Exception {
        secured = Secured.get();
    }

    private static ClusterProfile profile(Entry entry, boolean right) throws Exception {
        var profile = secured.profile(entry.way);
        return switch (entry) {
            case PLAINTEXT -> profile;
            case PLAIN -> profile.withAuth(Ways.plain(right));
            case SCRAM_256 -> profile.withAuth(Ways.scram(right, Auth.Hash.SHA_256));
            case SCRAM_512 -> profile.withAuth(Ways.scram(right, Auth.Hash.SHA_512));
            case SCRAM_512_TLS ->
                    profile.withAuth(Ways.scram(right, Auth.Hash.SHA_512))
                            .withTls(Ways.trusting(secured, "ca"));
            case TLS -> profile.withTls(Ways.trusting(secured, right ? "ca" : "other-ca"));
            case MTLS_PEM -> profile.withTls(Ways.showing(secured, right ? "client" : "stranger"));
            case MTLS_PKCS12 ->
                    profile.withTls(Ways.showingStore(secured, right ? "client" : "stranger"));
            case OAUTH_CLIENT -> profile.withAuth(Ways.oauth(secured, right));
            case OAUTH_FILE -> profile.withAuth(Ways.tokenFile(secured, right));
            case KERBEROS -> profile.withAuth(Ways.kerberos(secured, right));
        };
    }

    @ParameterizedTest
    @EnumSource
    void rightCredentialsReadTheRecords(Entry entry) throws Exception {
        try (var connection = Connection.open(new RealConnector(), profile(entry, true))) {
            assertTrue(
                    connection.cluster().topics().stream()
                            .anyMatch(topic -> topic.name().equals("orders")));
            var request = new ReadRequest("orders", Set.of(), new From.Earliest(), new Until.End());
            try (var tail = connection.tail(request, TailLimits.DEFAULT)) {
                Eventually.holds("all is read", () -> tail.state() instanceof TailState.Finished);
                assertTrue(tail.counts().total() >= Secured.RECORDS);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PLAINTEXT")
    void wrongCredentialsAreSaidInTime(Entry entry) throws Exception {
        var profile = profile(entry, false);
        long start = System.nanoTime();
        try (var _ = Connection.open(new RealConnector(), profile)) {
            fail("let in");
        } catch (ConnectionFailure e) {
            var took = Duration.ofNanos(System.nanoTime() - start);
            assertEquals(
                    entry.refusal.replace("HERE", secured.broker.bootstrap(entry.way)),
                    e.sentence().plain());
            assertTrue(took.compareTo(LIMIT) <= 0, took::toString);
        }
    }

    @ParameterizedTest
    @EnumSource
    void testingTheConnectionGoesEachStepOnce(Entry entry) throws Exception {
        var heard = new ArrayList<ConnectionStep>();
        var right = ConnectionTest.run(new RealConnector(), profile(entry, true), heard::add);
        assertEquals(right, heard);
        assertEquals(List.of(Kind.values()), right.stream().map(ConnectionStep::kind).toList());
        for (var step : right) {
            boolean part =
                    switch (step.kind()) {
                        case TLS -> entry.way.protocol.endsWith("SSL");
                        case SASL -> entry.way.protocol.startsWith("SASL");
                        case REGISTRY -> false;
                        case NAME, TCP, API_VERSIONS, BROKERS, AUTHORISATION -> true;
                    };
            assertEquals(
                    part ? Outcome.Passed.class : Outcome.Skipped.class,
                    step.outcome().getClass(),
                    step::toString);
        }
        if (entry == Entry.PLAINTEXT) {
            return;
        }
        var wrong = ConnectionTest.run(new RealConnector(), profile(entry, false), _ -> {});
        assertEquals(List.of(Kind.values()), wrong.stream().map(ConnectionStep::kind).toList());
        var failed = wrong.stream().filter(ConnectionStep::failed).toList();
        assertEquals(1, failed.size(), wrong::toString);
        assertEquals(
                entry.way.protocol.startsWith("SASL") ? Kind.SASL : Kind.TLS,
                failed.getFirst().kind());
        assertEquals(
                entry.refusal.replace("HERE", secured.broker.bootstrap(entry.way)),
                failed.getFirst().outcome().sentence().plain());
    }
}
