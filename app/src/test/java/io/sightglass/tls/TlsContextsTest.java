package io.sightglass.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.model.Secret;
import io.sightglass.model.Tls;
import io.sightglass.model.Tls.Identity;
import io.sightglass.model.Tls.StoreType;
import io.sightglass.model.Tls.Trust;
import io.sightglass.port.ConnectionFailure;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.util.Base64;

import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

class TlsContextsTest {
    private static final Secret STORE = Secret.of(Certificates.PASSWORD);
    private static final Secret KEY = Secret.of(Certificates.KEY_PASSWORD);
    private static final Secret WRONG = Secret.of("wrong-1Zq");

    @TempDir static Path shared;
    @TempDir Path folder;
    private static Certificates localhost;
    private static Certificates elsewhere;

    @BeforeAll
    static void make() throws Exception {
        localhost = Certificates.make(Files.createDirectory(shared.resolve("l")), "localhost");
        elsewhere = Certificates.make(Files.createDirectory(shared.resolve("e")), "elsewhere");
    }

    private static Identity identity(Certificates of) {
        return new Identity.Store(of.pkcs12(), StoreType.PKCS12, STORE, null);
    }

    private static Tls.On server(Certificates of) {
        return new Tls.On(new Trust.System(), identity(of), true);
    }

    private static Tls.On client(Trust trust) {
        return new Tls.On(trust, new Identity.None(), true);
    }

    /// Shakes hands over loopback, the client asking for `localhost`, and sends a byte there and
    /// back.
    private static void shake(Tls.On server, Tls.On client) throws Exception {
        var loopback = InetAddress.getLoopbackAddress();
        try (var listening =
                (SSLServerSocket)
                        TlsContexts.of(server)
                                .getServerSocketFactory()
                                .createServerSocket(0, 1, loopback)) {
            listening.setNeedClientAuth(!(server.trust() instanceof Trust.System));
            var serving = Thread.ofVirtual().start(() -> echo(listening));
            int port = listening.getLocalPort();
            try (var raw = new Socket(loopback, port);
                    var socket =
                            (SSLSocket)
                                    TlsContexts.of(client)
                                            .getSocketFactory()
                                            .createSocket(raw, "localhost", port, true)) {
                var parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                socket.setSoTimeout(5000);
                socket.getOutputStream().write(7);
                assertEquals(7, socket.getInputStream().read());
            } finally {
                serving.join();
            }
        }
    }

    private static void echo(ServerSocket listening) {
        try (var accepted = listening.accept()) {
            accepted.setSoTimeout(5000);
            accepted.getOutputStream().write(accepted.getInputStream().read());
        } catch (IOException e) {
            // The client tells.
        }
    }

    @Test
    void aCertificateIsTrustedFromAFileOfEachKind() throws Exception {
        var server = server(localhost);
        shake(server, client(new Trust.Pem(localhost.certificate())));
        shake(server, client(new Trust.Store(localhost.pkcs12(), StoreType.PKCS12, STORE)));
        var other = client(new Trust.Pem(elsewhere.certificate()));
        assertThrows(SSLException.class, () -> shake(server, other));
        assertThrows(SSLException.class, () -> shake(server, Tls.DEFAULT));
    }

    @Test
    void anotherHostsCertificateIsTakenOnlyWhereThatWasSaid() throws Exception {
        var trust = new Trust.Pem(elsewhere.certificate());
        var server = server(elsewhere);
        assertThrows(SSLException.class, () -> shake(server, client(trust)));
        var anyHost = new Tls.On(trust, new Identity.None(), false);
        shake(server, anyHost);
        // Who vouches for it counts all the same.
        assertThrows(SSLException.class, () -> shake(server(localhost), anyHost));
    }

    @Test
    void theClientShowsACertificateFromAFileOfEachKind() throws Exception {
        var trust = new Trust.Pem(localhost.certificate());
        var server = new Tls.On(new Trust.Pem(elsewhere.certificate()), identity(localhost), true);
        for (var identity :
                new Identity[] {
                    identity(elsewhere),
                    new Identity.Store(elsewhere.jks(), StoreType.JKS, STORE, KEY),
                    new Identity.Pem(elsewhere.certificate(), elsewhere.key(), null),
                    new Identity.Pem(elsewhere.certificate(), encrypted(elsewhere.key()), KEY)
                }) {
            var trusted =
                    identity instanceof Identity.Store(var file, var type, _, _)
                                    && type == StoreType.JKS
                            ? new Trust.Store(file, type, STORE)
                            : new Trust.Pem(elsewhere.certificate());
            shake(new Tls.On(trusted, server.identity(), true), new Tls.On(trust, identity, true));
        }
        assertThrows(IOException.class, () -> shake(server, client(trust)));
        var wrong = new Tls.On(trust, identity(localhost), true);
        assertThrows(IOException.class, () -> shake(server, wrong));
    }

    /// As `openssl pkcs8 -topk8` does it: PBES2 with AES.
    private Path encrypted(Path key) throws Exception {
        var body = Files.readString(key).replaceAll("-----[^-]+-----", "");
        byte[] der = Base64.getMimeDecoder().decode(body);
        var name = "PBEWithHmacSHA256AndAES_256";
        var secret =
                SecretKeyFactory.getInstance(name)
                        .generateSecret(new PBEKeySpec(Certificates.KEY_PASSWORD.toCharArray()));
        var cipher = Cipher.getInstance(name);
        cipher.init(Cipher.ENCRYPT_MODE, secret);
        var parameters = AlgorithmParameters.getInstance("PBES2");
        parameters.init(cipher.getParameters().getEncoded());
        var info = new EncryptedPrivateKeyInfo(parameters, cipher.doFinal(der));
        return Files.writeString(
                folder.resolve("encrypted.pem"),
                Certificates.pem("ENCRYPTED PRIVATE KEY", info.getEncoded()));
    }

    @Test
    void aFileThatCannotBeUsedIsNamedWithWhatToDo() throws Exception {
        var none = folder.resolve("none");
        var text = Files.writeString(folder.resolve("text"), "hello");
        says(client(new Trust.Pem(none)), none, "cannot be read");
        says(client(new Trust.Pem(text)), text, "There is no certificate");
        says(client(new Trust.Pem(damaged())), folder.resolve("damaged.pem"), "is damaged");
        says(store(none, STORE), none, "cannot be read");
        says(store(text, STORE), text, "is not a key store of type PKCS12");
        says(store(localhost.pkcs12(), WRONG), localhost.pkcs12(), "does not open");
    }

    private Path damaged() throws IOException {
        return Files.writeString(
                folder.resolve("damaged.pem"), Certificates.pem("CERTIFICATE", new byte[40]));
    }

    @Test
    void aKeyThatCannotBeUsedIsNamedWithWhatToDo() throws Exception {
        var certificate = localhost.certificate();
        var old =
                Files.writeString(
                        folder.resolve("old.pem"),
                        Certificates.pem("RSA PRIVATE KEY", new byte[40]));
        var encrypted = encrypted(localhost.key());
        says(pem(certificate, certificate, null), certificate, "There is no private key");
        says(pem(certificate, old, null), old, "openssl pkcs8 -topk8");
        says(pem(certificate, encrypted, null), encrypted, "is encrypted; give its password");
        says(pem(certificate, encrypted, WRONG), encrypted, "does not open with its password");
        says(
                new Tls.On(
                        new Trust.System(),
                        new Identity.Store(localhost.jks(), StoreType.JKS, STORE, WRONG),
                        true),
                localhost.jks(),
                "check the password of the key");
    }

    private static Tls.On store(Path file, Secret password) {
        return client(new Trust.Store(file, StoreType.PKCS12, password));
    }

    private static Tls.On pem(
            Path certificate, Path key, @org.jspecify.annotations.Nullable Secret password) {
        return new Tls.On(new Trust.System(), new Identity.Pem(certificate, key, password), true);
    }

    private static void says(Tls.On tls, Path file, String words) {
        var failure = assertThrows(ConnectionFailure.class, () -> TlsContexts.of(tls));
        var said = failure.getMessage();
        assertTrue(said.contains(file.toString()), said);
        assertTrue(said.contains(words), said);
        assertFalse(said.contains(WRONG.reveal()), said);
    }
}
