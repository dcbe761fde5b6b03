package io.sightglass.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Certificates of the test's own, made by the JDK's keytool: an authority, what it has signed
/// (good, expired, not yet valid, for another host, a client's), and an authority that nobody
/// trusts.
///
/// For each NAME there are NAME.p12, and as PEM NAME.pem (key and chain), NAME.crt and NAME.key;
/// every password is [#PASSWORD].
final class Certificates {
    static final String PASSWORD = "test-store-secret";
    private static final String HERE = "san=ip:127.0.0.1,dns:localhost";

    private final Path folder;

    private Certificates(Path folder) {
        this.folder = folder;
    }

    static Certificates make(Path folder) throws Exception {
        Files.createDirectories(folder);
        var made = new Certificates(folder);
        var authorities =
                List.of(
                        made.start("ca", "ca", "CN=Sightglass Test CA", "-ext", "bc:c"),
                        made.start("other-ca", "ca", "CN=Somebody Else's CA", "-ext", "bc:c"));
        finish(authorities);
        made.pem("ca", "ca");
        made.pem("other-ca", "ca");
        var names = List.of("broker", "expired", "early", "elsewhere", "client", "stranger");
        finish(
                List.of(
                        made.signed("broker", "ca", "CN=broker", "-ext", HERE),
                        made.signed(
                                "expired",
                                "ca",
                                "CN=expired",
                                "-ext",
                                HERE,
                                "-startdate",
                                "-30d",
                                "-validity",
                                "10"),
                        made.signed("early", "ca", "CN=early", "-ext", HERE, "-startdate", "+20d"),
                        made.signed(
                                "elsewhere", "ca", "CN=elsewhere", "-ext", "san=dns:kafka.example"),
                        made.signed("client", "ca", "CN=alice"),
                        made.signed("stranger", "other-ca", "CN=mallory")));
        for (var name : names) {
            made.pem(name, "leaf");
        }
        return made;
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    private Process signed(String name, String authority, String subject, String... more)
            throws IOException {
        Files.copy(file(authority + ".p12"), file(name + ".p12"));
        var all = new ArrayList<>(List.of("-signer", "ca"));
        all.addAll(List.of(more));
        return start(name, "leaf", subject, all.toArray(String[]::new));
    }

    private Process start(String name, String alias, String subject, String... more)
            throws IOException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-J-XX:TieredStopAtLevel=1",
                                "-genkeypair",
                                "-alias",
                                alias,
                                "-dname",
                                subject,
                                "-keyalg",
                                "EC",
                                "-groupname",
                                "secp256r1",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                file(name + ".p12").toString(),
                                "-storepass",
                                PASSWORD));
        command.addAll(List.of(more));
        if (!command.contains("-validity")) {
            command.addAll(List.of("-validity", "365"));
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(file(name + ".log").toFile())
                .start();
    }

    private static void finish(List<Process> all) throws Exception {
        for (var process : all) {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("keytool failed: " + process.info());
            }
        }
    }

    /// Writes an entry as PEM, and the store again with that entry alone.
    private void pem(String name, String alias) throws IOException, GeneralSecurityException {
        var password = PASSWORD.toCharArray();
        var store = KeyStore.getInstance(file(name + ".p12").toFile(), password);
        var key = store.getKey(alias, password);
        var chain = store.getCertificateChain(alias);
        var certificates = new StringBuilder();
        for (Certificate certificate : chain) {
            certificates.append(block("CERTIFICATE", certificate.getEncoded()));
        }
        var keyText = block("PRIVATE KEY", key.getEncoded());
        Files.writeString(file(name + ".crt"), certificates);
        Files.writeString(file(name + ".key"), keyText);
        Files.writeString(file(name + ".pem"), keyText + certificates);
        if (!alias.equals("ca")) {
            store.deleteEntry("ca");
            try (var out = Files.newOutputStream(file(name + ".p12"))) {
                store.store(out, password);
            }
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
