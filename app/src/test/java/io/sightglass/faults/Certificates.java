package io.sightglass.faults;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

import javax.security.auth.x500.X500Principal;

/// Certificates of the test's own (RFC 5280): an authority, what it has signed (good, expired, not
/// yet valid, for another host, a client's), and an authority that nobody trusts. Made here, since
/// keytool takes seconds for so many.
///
/// For each NAME there are NAME.p12, and as PEM NAME.pem (key and chain), NAME.crt and NAME.key;
/// every password is [#PASSWORD].
final class Certificates {
    static final String PASSWORD = "test-store-secret";

    private static final byte[] ECDSA_WITH_SHA256 =
            Der.sequence(Der.oid(1, 2, 840, 10045, 4, 3, 2));
    private static final byte[] AUTHORITY =
            extension(19, true, Der.sequence(Der.yes())); // basicConstraints
    private static final byte[] HERE =
            names(
                    Der.tagged(0x87, new byte[] {127, 0, 0, 1}),
                    Der.tagged(0x82, "localhost".getBytes(StandardCharsets.US_ASCII)));
    private static final byte[] ELSEWHERE =
            names(Der.tagged(0x82, "kafka.example".getBytes(StandardCharsets.US_ASCII)));

    private final Path folder;
    private long serial = 1;

    /// Whoever signs: the authority's name and key, and its certificate.
    private record Authority(X500Principal name, KeyPair keys, Certificate certificate) {}

    private Certificates(Path folder) {
        this.folder = folder;
    }

    static Certificates make(Path folder) throws IOException, GeneralSecurityException {
        Files.createDirectories(folder);
        var made = new Certificates(folder);
        var now = Instant.now();
        var start = now.minus(Duration.ofHours(1));
        var end = now.plus(Duration.ofDays(365));
        var ca = made.authority("ca", "CN=Sightglass Test CA", start, end);
        var other = made.authority("other-ca", "CN=Somebody Else's CA", start, end);
        made.signed("broker", ca, "CN=broker", start, end, HERE);
        made.signed(
                "expired",
                ca,
                "CN=expired",
                now.minus(Duration.ofDays(30)),
                now.minus(Duration.ofDays(20)),
                HERE);
        made.signed("early", ca, "CN=early", now.plus(Duration.ofDays(20)), end, HERE);
        made.signed("elsewhere", ca, "CN=elsewhere", start, end, ELSEWHERE);
        made.signed("client", ca, "CN=alice", start, end);
        made.signed("stranger", other, "CN=mallory", start, end);
        return made;
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    private Authority authority(String name, String subject, Instant start, Instant end)
            throws IOException, GeneralSecurityException {
        var principal = new X500Principal(subject);
        var keys = keys();
        var certificate =
                certificate(principal, keys, principal, keys.getPublic(), start, end, AUTHORITY);
        write(name, keys, certificate);
        return new Authority(principal, keys, certificate);
    }

    private void signed(
            String name,
            Authority by,
            String subject,
            Instant start,
            Instant end,
            byte[]... extensions)
            throws IOException, GeneralSecurityException {
        var keys = keys();
        var certificate =
                certificate(
                        by.name,
                        by.keys,
                        new X500Principal(subject),
                        keys.getPublic(),
                        start,
                        end,
                        extensions);
        write(name, keys, certificate, by.certificate);
    }

    private static KeyPair keys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private Certificate certificate(
            X500Principal issuer,
            KeyPair issuerKeys,
            X500Principal subject,
            PublicKey key,
            Instant start,
            Instant end,
            byte[]... extensions)
            throws GeneralSecurityException {
        byte[] body =
                Der.sequence(
                        Der.tagged(0xa0, Der.integer(BigInteger.TWO)), // version 3
                        Der.integer(BigInteger.valueOf(serial++)),
                        ECDSA_WITH_SHA256,
                        issuer.getEncoded(),
                        Der.sequence(Der.time(start), Der.time(end)),
                        subject.getEncoded(),
                        key.getEncoded(),
                        extensions.length == 0
                                ? new byte[0]
                                : Der.tagged(0xa3, Der.sequence(extensions)));
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(issuerKeys.getPrivate());
        signature.update(body);
        byte[] whole = Der.sequence(body, ECDSA_WITH_SHA256, Der.bits(signature.sign()));
        return CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(whole));
    }

    /// An extension below `id-ce` (2.5.29).
    private static byte[] extension(int id, boolean critical, byte[] value) {
        return Der.sequence(
                Der.oid(2, 5, 29, id), critical ? Der.yes() : new byte[0], Der.octets(value));
    }

    private static byte[] names(byte[]... names) {
        return extension(17, false, Der.sequence(names)); // subjectAltName
    }

    private void write(String name, KeyPair keys, Certificate... chain)
            throws IOException, GeneralSecurityException {
        var certificates = new StringBuilder();
        for (var certificate : chain) {
            certificates.append(block("CERTIFICATE", certificate.getEncoded()));
        }
        var key = block("PRIVATE KEY", keys.getPrivate().getEncoded());
        Files.writeString(file(name + ".crt"), certificates);
        Files.writeString(file(name + ".key"), key);
        Files.writeString(file(name + ".pem"), key + certificates);
        var password = PASSWORD.toCharArray();
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, password);
        store.setKeyEntry("one", keys.getPrivate(), password, chain);
        try (var out = Files.newOutputStream(file(name + ".p12"))) {
            store.store(out, password);
        }
    }

    private static String block(String type, byte[] bytes) {
        var encoder = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN "
                + type
                + "-----\n"
                + encoder.encodeToString(bytes)
                + "\n-----END "
                + type
                + "-----\n";
    }
}
