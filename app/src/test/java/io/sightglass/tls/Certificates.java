package io.sightglass.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// A key with a certificate that it vouched for itself, in every form in which people keep them.
/// Made by Java's keytool, once a test class.
public final class Certificates {
    public static final String PASSWORD = "store-4Tz";
    public static final String KEY_PASSWORD = "key-9Lm";

    private static final String ALIAS = "one";

    private final Path folder;

    private Certificates(Path folder) {
        this.folder = folder;
    }

    /// For the host `name`, in `folder`.
    public static Certificates make(Path folder, String name)
            throws IOException, InterruptedException, GeneralSecurityException {
        var made = new Certificates(folder);
        made.store("PKCS12", PASSWORD, name, made.pkcs12());
        made.store("JKS", KEY_PASSWORD, name, made.jks());
        made.pem();
        return made;
    }

    /// Key and certificate; the key has the store's password.
    public Path pkcs12() {
        return folder.resolve("store.p12");
    }

    /// Key and certificate; the key has a password of its own.
    public Path jks() {
        return folder.resolve("store.jks");
    }

    public Path certificate() {
        return folder.resolve("certificate.pem");
    }

    /// PKCS #8, as it is.
    public Path key() {
        return folder.resolve("key.pem");
    }

    private void store(String type, String keyPassword, String name, Path file)
            throws IOException, InterruptedException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                ALIAS,
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=" + name,
                                "-ext",
                                "san=dns:" + name,
                                "-validity",
                                "3650",
                                "-storetype",
                                type,
                                "-storepass",
                                PASSWORD,
                                "-keypass",
                                keyPassword,
                                "-keystore",
                                file.toString()));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("keytool: " + said);
        }
    }

    private void pem() throws IOException, GeneralSecurityException {
        var store = KeyStore.getInstance(pkcs12().toFile(), PASSWORD.toCharArray());
        Files.writeString(
                certificate(),
                "a note before it\n"
                        + pem("CERTIFICATE", store.getCertificate(ALIAS).getEncoded()));
        var key = store.getKey(ALIAS, PASSWORD.toCharArray());
        Files.writeString(key(), pem("PRIVATE KEY", key.getEncoded()));
    }

    public static String pem(String kind, byte[] der) {
        var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n";
    }
}
