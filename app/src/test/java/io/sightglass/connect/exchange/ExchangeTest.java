package io.sightglass.connect.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.connect.EveryProfile;
import io.sightglass.model.Auth;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Environment;
import io.sightglass.model.RegistryAuth;
import io.sightglass.model.Secret;
import io.sightglass.model.Tls;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class ExchangeTest {
    private static final String VALUE = "planted-7Qx";

    private static ClusterProfile read(String text) throws NotAConnection {
        return ConnectionText.read(text, null).profile();
    }

    @ParameterizedTest
    @MethodSource("io.sightglass.connect.EveryProfile#all")
    void whatIsExportedComesBackWithTheNamesOfItsSecrets(ClusterProfile profile)
            throws NotAConnection {
        var text = PropertiesExport.of(profile.mapSecrets((_, secret) -> secret.with(VALUE)));
        assertFalse(text.contains(VALUE), text);
        var imported = ConnectionText.read(text, null);
        assertEquals(profile, imported.profile(), text);
        assertEquals(List.of(), imported.notes());
        imported.profile().secrets().forEach(secret -> assertFalse(secret.isKnown()));
    }

    @Test
    void oddCharactersSurvive() throws NotAConnection {
        var profile =
                EveryProfile.plain()
                        .withAddress("a #1 = \"x\": ü \\", "k:1")
                        .withAuth(new Auth.Plain("d\\o \"m\" ü", Secret.named("n #1/ü")));
        assertEquals(profile, read(PropertiesExport.of(profile)));
    }

    @Test
    void propertiesOfAJavaClient() throws NotAConnection {
        var imported =
                ConnectionText.read(
                        """
                        # Required connection configs
                        bootstrap.servers=pkc-1.example.com:9092
                        security.protocol=SASL_SSL
                        sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule \\
                            required username='ada' password="a\\\\"b;c";
                        sasl.mechanism=SCRAM-SHA-512
                        ssl.truststore.location=certs/ca.p12
                        ssl.truststore.type=PKCS12
                        ssl.truststore.password=changeit
                        client.dns.lookup=use_all_dns_ips
                        group.id=billing
                        acks=all
                        schema.registry.url=https://psrc-1.example.com
                        basic.auth.credentials.source=USER_INFO
                        basic.auth.user.info=KEY:SE:CRET
                        """,
                        Path.of("/home/ada"));
        var profile = imported.profile();
        assertEquals("pkc-1.example.com", profile.name());
        var scram = assertInstanceOf(Auth.Scram.class, profile.auth());
        assertEquals("ada", scram.user());
        assertEquals("a\"b;c", scram.password().reveal());
        assertEquals(Auth.Hash.SHA_512, scram.hash());
        assertEquals(
                new Tls.Trust.Store(
                        Path.of("/home/ada/certs/ca.p12"),
                        Tls.StoreType.PKCS12,
                        Secret.of("changeit")),
                assertInstanceOf(Tls.On.class, profile.tls()).trust());
        assertEquals(
                new RegistryAuth.Basic("KEY", Secret.of("SE:CRET")),
                profile.registryAccess().auth());
        assertEquals("use_all_dns_ips", profile.settings().plain().get("client.dns.lookup"));
        assertEquals(1, profile.settings().plain().size());
        var notes = imported.notes().toString();
        assertTrue(notes.contains("acks, group.id are left out"), notes);
    }

    @Test
    void configurationOfLibrdkafka() throws NotAConnection {
        var profile =
                read(
                        """
                        metadata.broker.list = k1:9093,k2:9093
                        security.protocol=sasl_ssl
                        sasl.mechanisms=PLAIN
                        sasl.username=ada
                        sasl.password=a\\b"c
                        ssl.ca.location=/etc/ca.pem
                        ssl.certificate.location=/etc/ada.pem
                        ssl.key.location=/etc/ada.key
                        ssl.key.password=k
                        ssl.endpoint.identification.algorithm=none
                        """);
        assertEquals(new Auth.Plain("ada", Secret.of("a\\b\"c")), profile.auth());
        assertEquals(
                new Tls.On(
                        new Tls.Trust.Pem(Path.of("/etc/ca.pem")),
                        new Tls.Identity.Pem(
                                Path.of("/etc/ada.pem"), Path.of("/etc/ada.key"), Secret.of("k")),
                        false),
                profile.tls());
        assertTrue(profile.skipsHostNames());
    }

    @Test
    void certificatesAreVerifiedWhateverAFileSays() throws NotAConnection {
        var imported =
                ConnectionText.read(
                        """
                        bootstrap.servers=k:1
                        security.protocol=ssl
                        enable.ssl.certificate.verification=false
                        """,
                        null);
        assertEquals(Tls.DEFAULT, imported.profile().tls());
        assertTrue(imported.notes().toString().contains("is always verified"));
    }

    @Test
    void aUrl() throws NotAConnection {
        var profile =
                read(
                        "kafkas://ada:a%40b+c@k1,k2:9093/orders?mechanism=scram-sha-256"
                                + "&registry=http%3A%2F%2Fsr%3A8081&ca=/etc/ca.pem");
        assertEquals("k1:9092,k2:9093", profile.bootstrap());
        assertEquals("http://sr:8081", profile.registry());
        assertEquals(new Auth.Scram("ada", Secret.of("a@b+c"), Auth.Hash.SHA_256), profile.auth());
        assertEquals(
                new Tls.On(
                        new Tls.Trust.Pem(Path.of("/etc/ca.pem")), new Tls.Identity.None(), true),
                profile.tls());
        assertEquals(Environment.DEV, profile.environment());
        assertEquals("k:9092", read("kafka://k").bootstrap());
        assertEquals(Tls.OFF, read("kafka://k").tls());
    }

    @Test
    void aSettingThatMayBeASecretIsOne() throws NotAConnection {
        var profile =
                read(
                        """
                        bootstrap.servers=k:1
                        ssl.keystore.key=planted-7Qx
                        my.api.key=planted-7Qx
                        sasl.oauthbearer.assertion.private.key.passphrase=planted-7Qx
                        ssl.cipher.suites=TLS_AES_256_GCM_SHA384
                        """);
        assertEquals(3, profile.settings().secret().size());
        assertEquals(1, profile.settings().plain().size());
        assertFalse(profile.toString().contains(VALUE), profile.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello planted-7Qx",
                "bootstrap.servers=k:1\nsecurity.protocol=planted-7Qx",
                "bootstrap.servers=k:1\nsecurity.protocol=SASL_SSL\nsasl.mechanism=planted-7Qx",
                "bootstrap.servers=k:1\nsecurity.protocol=SASL_SSL\nsasl.mechanism=PLAIN\n"
                        + "sasl.jaas.config=planted-7Qx",
                "bootstrap.servers=k:1\nsecurity.protocol=SASL_SSL\nsasl.mechanism=PLAIN\n"
                        + "sasl.jaas.config=a.B required username=\"a\" password=\"planted-7Qx",
                "bootstrap.servers=k:1\nsecurity.protocol=SASL_SSL\nsasl.mechanism=PLAIN\n"
                        + "sasl.password=planted-7Qx",
                "bootstrap.servers=k:1\nbasic.auth.user.info=planted-7Qx",
                "bootstrap.servers=k:1\nx=\\uPLANTED planted-7Qx",
                "kafka://planted-7Qx@k:1",
                "kafka://ada:planted-7Qx@"
            })
    void whatIsNoConnectionIsSaidWithoutRepeatingIt(String text) {
        var failure = assertThrows(NotAConnection.class, () -> read(text));
        var said = failure.sentence().plain();
        assertTrue(said.endsWith("."), said);
        assertFalse(said.contains(VALUE), said);
    }

    @Test
    void aFileThatIsNotThereIsNamed(@TempDir Path folder) throws Exception {
        var none = folder.resolve("client.properties");
        var failure = assertThrows(NotAConnection.class, () -> ConnectionText.read(none));
        assertTrue(failure.getMessage().contains(none.toString()), failure.getMessage());
        Files.writeString(
                none,
                "bootstrap.servers=k:1\nsecurity.protocol=ssl\n" + "ssl.ca.location=ca.pem\n");
        assertEquals(
                new Tls.Trust.Pem(folder.resolve("ca.pem")),
                assertInstanceOf(Tls.On.class, ConnectionText.read(none).profile().tls()).trust());
    }

    /// Whoever sends a file cannot have another cluster's password sent to an address of theirs.
    @ParameterizedTest
    @MethodSource("io.sightglass.connect.EveryProfile#all")
    void secretsAreGivenOnlyToWhomTheyAreKeptFor(ClusterProfile profile) throws NotAConnection {
        var again = read(PropertiesExport.of(profile));
        assertTrue(NamedSecrets.belong(again, List.of(profile)));
        boolean none = profile.secrets().isEmpty();
        assertEquals(none, NamedSecrets.belong(again, List.of()));
        var elsewhere = again.withAddress(again.name(), "elsewhere:9092");
        assertEquals(none, NamedSecrets.belong(elsewhere, List.of(profile)));
        var other = again.withRegistry("https://elsewhere", again.registryAccess());
        assertEquals(none, NamedSecrets.belong(other, List.of(profile)));
        NamedSecrets.taken(elsewhere).secrets().forEach(secret -> assertEquals("", secret.name()));
        var typed = elsewhere.mapSecrets((_, secret) -> secret.with(VALUE));
        assertTrue(NamedSecrets.belong(typed, List.of()));
    }
}
