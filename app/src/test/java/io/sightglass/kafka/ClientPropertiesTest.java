package io.sightglass.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.model.Auth;
import io.sightglass.model.ClientSettings;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.OAuthClient;
import io.sightglass.model.Secret;
import io.sightglass.model.Tls;
import io.sightglass.port.ConnectionFailure;

import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class ClientPropertiesTest {
    /// Whatever a parser might stumble over.
    private static final String ODD = "a\"b\\c;d=e 'f' {g}, $h ü\n";

    @TempDir Path folder;

    private static ClusterProfile profile(Auth auth, Tls tls) {
        return Fixture.profile("localhost:9092").withAuth(auth).withTls(tls);
    }

    private static Map<String, ?> options(Map<String, Object> properties) {
        var entries = JaasContext.loadClientContext(properties).configurationEntries();
        assertEquals(1, entries.size());
        return entries.getFirst().getOptions();
    }

    @Test
    void theProtocolFollowsFromLoginAndTls() throws Exception {
        var plain = new Auth.Plain("ada", Secret.of("x"));
        assertEquals("PLAINTEXT", protocol(new Auth.None(), Tls.OFF));
        assertEquals("SSL", protocol(new Auth.None(), Tls.DEFAULT));
        assertEquals("SASL_PLAINTEXT", protocol(plain, Tls.OFF));
        assertEquals("SASL_SSL", protocol(plain, Tls.DEFAULT));
    }

    private static Object protocol(Auth auth, Tls tls) throws ConnectionFailure {
        return ClientProperties.admin(profile(auth, tls)).get("security.protocol");
    }

    @Test
    void aPasswordOfAnyCharactersArrivesAsItIs() throws Exception {
        for (var auth :
                new Auth[] {
                    new Auth.Plain("ada \"x\"", Secret.of(ODD)),
                    new Auth.Scram("ada \"x\"", Secret.of(ODD), Auth.Hash.SHA_512)
                }) {
            var properties = ClientProperties.admin(profile(auth, Tls.OFF));
            var options = options(properties);
            assertEquals("ada \"x\"", options.get("username"));
            assertEquals(ODD, options.get("password"));
            assertFalse(properties.toString().contains(ODD));
        }
    }

    @Test
    void scramIsNamedByItsHash() throws Exception {
        var auth = new Auth.Scram("ada", Secret.of("x"), Auth.Hash.SHA_256);
        assertEquals(
                "SCRAM-SHA-256",
                ClientProperties.admin(profile(auth, Tls.OFF)).get("sasl.mechanism"));
    }

    @Test
    void tokensComeFromTheEndpointThatTheConnectionNamesAndFromNoOther() throws Exception {
        var ca = Path.of("/ca.pem");
        var endpoint = "https://idp.example.com/token-" + System.nanoTime();
        var client =
                new OAuthClient(endpoint, "ada", Secret.of(ODD), "kafka", new Tls.Trust.Pem(ca));
        var properties = ClientProperties.admin(profile(new Auth.OAuth(client), Tls.OFF));
        var options = options(properties);
        assertEquals("/ca.pem", options.get("ssl.truststore.location"));
        assertEquals("PEM", options.get("ssl.truststore.type"));
        assertEquals(endpoint, properties.get("sasl.oauthbearer.token.endpoint.url"));
        assertEquals(
                new Password(ODD),
                properties.get("sasl.oauthbearer.client.credentials.client.secret"));
        var allowed = System.getProperty("org.apache.kafka.sasl.oauthbearer.allowed.urls", "");
        assertTrue(allowed.contains(endpoint), allowed);
        assertFalse(allowed.contains("*"), allowed);
    }

    @Test
    void aTokenFileThatIsNotThereIsNamed() {
        var file = folder.resolve("token");
        var failure =
                assertThrows(
                        ConnectionFailure.class,
                        () -> ClientProperties.admin(profile(new Auth.OAuthToken(file), Tls.OFF)));
        assertTrue(failure.getMessage().contains(file.toString()), failure.getMessage());
    }

    @Test
    void kerberosReadsAKeytabOrTheTicketsThatAreThere() throws Exception {
        var keytab = Files.createFile(folder.resolve("ada.keytab"));
        var auth = new Auth.Gssapi("broker", "ada@X", new Auth.Kerberos.Keytab(keytab));
        var properties = ClientProperties.admin(profile(auth, Tls.OFF));
        assertEquals("broker", properties.get("sasl.kerberos.service.name"));
        assertEquals(keytab.toString(), options(properties).get("keyTab"));
        assertEquals("ada@X", options(properties).get("principal"));

        var tickets = new Auth.Gssapi("kafka", null, new Auth.Kerberos.TicketCache(null));
        var options = options(ClientProperties.admin(profile(tickets, Tls.OFF)));
        assertEquals("true", options.get("useTicketCache"));
        assertEquals("true", options.get("doNotPrompt"));
    }

    @Test
    void whatAmazonsLibraryWouldDoIsSaidWhereItIsMissing() {
        for (var place : new Path[] {null, folder, folder.resolve("none.jar")}) {
            var auth = new Auth.MskIam(place, null, null);
            var failure =
                    assertThrows(
                            ConnectionFailure.class,
                            () -> ClientProperties.admin(profile(auth, Tls.DEFAULT)));
            assertTrue(
                    failure.getMessage().contains("aws-msk-iam-auth-2.x-all.jar"),
                    failure.getMessage());
        }
    }

    @Test
    void settingsOfAPersonsOwnCountUnlessTheyWouldLeaveATrace() throws Exception {
        var settings =
                new ClientSettings(
                        Map.of(
                                "request.timeout.ms", "1234",
                                "group.id", "mine",
                                "enable.auto.commit", "true",
                                "allow.auto.create.topics", "true",
                                "auto.offset.reset", "earliest",
                                "interceptor.classes", "evil.Interceptor"),
                        Map.of(
                                "ssl.key.password", Secret.of("k"),
                                "sasl.kerberos.service.name", Secret.of("s"),
                                "unknown.secret", Secret.of("u")));
        var profile = profile(new Auth.None(), Tls.OFF).withSettings(settings);
        var properties = ClientProperties.consumer(profile, RateCap.NONE);
        assertEquals("1234", properties.get("request.timeout.ms"));
        assertEquals(new Password("k"), properties.get("ssl.key.password"));
        assertEquals(new Password("u"), properties.get("unknown.secret"));
        assertEquals("s", properties.get("sasl.kerberos.service.name"));
        assertFalse(properties.containsKey("group.id"));
        assertFalse(properties.containsKey("interceptor.classes"));
        assertEquals(false, properties.get("enable.auto.commit"));
        assertEquals(false, properties.get("allow.auto.create.topics"));
        assertEquals("none", properties.get("auto.offset.reset"));
    }

    @Test
    void whatKafkasClientsPrintOfThemHoldsNoSecret() throws Exception {
        var auth = new Auth.Plain("ada", Secret.of("planted-7Qx"));
        var settings =
                new ClientSettings(
                        Map.of(), Map.of("ssl.truststore.password", Secret.of("planted-7Qx")));
        var profile = profile(auth, Tls.OFF).withSettings(settings);
        var admin = new AdminClientConfig(ClientProperties.admin(profile));
        var consumer = new ConsumerConfig(ClientProperties.consumer(profile, RateCap.NONE));
        assertFalse(admin.values().toString().contains("planted-7Qx"));
        assertFalse(consumer.values().toString().contains("planted-7Qx"));
    }
}
