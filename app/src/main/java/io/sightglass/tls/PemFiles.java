package io.sightglass.tls;

import io.sightglass.model.Secret;
import io.sightglass.model.Sentence;
import io.sightglass.port.ConnectionFailure;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// Certificates and keys in PEM files (RFC 7468).
public final class PemFiles {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN (?<kind>[A-Z0-9 ]*PRIVATE KEY)-----(?<body>[^-]*)-----END");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    private PemFiles() {}

    /// The certificates of a file, in its order; at least one.
    ///
    /// @throws ConnectionFailure with a sentence that names the file
    public static List<Certificate> certificates(Path file) throws ConnectionFailure {
        var text = text(file, "certificate");
        var certificates = text.substring(Math.max(0, text.indexOf("-----BEGIN CERTIFICATE")));
        try {
            var factory = CertificateFactory.getInstance("X.509");
            var found =
                    factory.generateCertificates(
                            new ByteArrayInputStream(
                                    certificatesOnly(certificates)
                                            .getBytes(StandardCharsets.US_ASCII)));
            if (!found.isEmpty()) {
                return List.copyOf(found);
            }
        } catch (CertificateException e) {
            throw failure("A certificate in " + file + " is damaged; get the file anew.", e);
        }
        throw failure(
                "There is no certificate in "
                        + file
                        + "; a PEM file has each between BEGIN CERTIFICATE and END CERTIFICATE.",
                null);
    }

    /// A file may hold keys and comments between the certificates.
    private static String certificatesOnly(String text) {
        var only = new StringBuilder();
        var matcher =
                Pattern.compile("-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----")
                        .matcher(text);
        while (matcher.find()) {
            only.append(matcher.group()).append('\n');
        }
        return only.toString();
    }

    /// The private key of a file.
    ///
    /// @param password null for a key that is not encrypted
    /// @throws ConnectionFailure with a sentence that names the file, never with what it holds
    public static PrivateKey key(Path file, @Nullable Secret password) throws ConnectionFailure {
        var matcher = KEY.matcher(text(file, "key"));
        if (!matcher.find()) {
            throw failure(
                    "There is no private key in "
                            + file
                            + "; a PEM file has it between BEGIN PRIVATE KEY and END PRIVATE KEY.",
                    null);
        }
        byte[] der;
        try {
            der = Base64.getMimeDecoder().decode(matcher.group("body").strip());
        } catch (IllegalArgumentException e) {
            throw failure("The key in " + file + " is damaged; get the file anew.", null);
        }
        return switch (matcher.group("kind")) {
            case "PRIVATE KEY" -> key(file, new PKCS8EncodedKeySpec(der));
            case "ENCRYPTED PRIVATE KEY" -> key(file, decrypted(file, der, password));
            default ->
                    throw failure(
                            "The key in "
                                    + file
                                    + " is of an older form; convert it with openssl pkcs8 -topk8"
                                    + " -in OLD.pem -out NEW.pem.",
                            null);
        };
    }

    private static PKCS8EncodedKeySpec decrypted(Path file, byte[] der, @Nullable Secret password)
            throws ConnectionFailure {
        if (password == null) {
            throw failure("The key in " + file + " is encrypted; give its password.", null);
        }
        try {
            var info = new EncryptedPrivateKeyInfo(der);
            var factory = SecretKeyFactory.getInstance(algorithm(info));
            var key = factory.generateSecret(new PBEKeySpec(password.reveal().toCharArray()));
            var cipher = Cipher.getInstance(algorithm(info));
            cipher.init(Cipher.DECRYPT_MODE, key, info.getAlgParameters());
            return info.getKeySpec(cipher);
        } catch (GeneralSecurityException | IOException e) {
            throw failure(
                    "The key in " + file + " does not open with its password; check the password.",
                    e);
        }
    }

    /// PBES2 is a family, whose member stands in the parameters (RFC 8018, section 6.2).
    private static String algorithm(EncryptedPrivateKeyInfo info) {
        var parameters = info.getAlgParameters();
        return parameters != null && info.getAlgName().equals("PBES2")
                ? parameters.toString()
                : info.getAlgName();
    }

    private static PrivateKey key(Path file, PKCS8EncodedKeySpec spec) throws ConnectionFailure {
        for (var algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException e) {
                // Of another kind; the next one knows.
            } catch (GeneralSecurityException e) {
                throw failure("Java does not know keys of kind " + algorithm + ".", e);
            }
        }
        throw failure("The key in " + file + " is neither RSA, EC nor EdDSA.", null);
    }

    private static String text(Path file, String what) throws ConnectionFailure {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw failure(
                    "The "
                            + what
                            + " file "
                            + file
                            + " cannot be read; check the path and its permissions.",
                    e);
        }
    }

    private static ConnectionFailure failure(String sentence, @Nullable Throwable cause) {
        return new ConnectionFailure(Sentence.of(sentence), cause);
    }
}
