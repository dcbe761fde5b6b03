package io.sightglass.secret;

import io.sightglass.connect.JsonFile;
import io.sightglass.model.Secret;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/// Secrets under a passphrase, by schemes of the JDK: the key is derived by PBKDF2 with
/// HMAC-SHA-256 (RFC 8018), what is kept is encrypted and authenticated by AES-256 in GCM (NIST SP
/// 800-38D), with a new salt and a new nonce each time.
record SealedSecrets(int iterations, byte[] salt, byte[] nonce, byte[] data) {
    private static final String FORMAT = "sightglass-secrets-1";
    private static final String DERIVATION = "PBKDF2WithHmacSHA256";
    private static final String CIPHER = "AES/GCM/NoPadding";

    /// What OWASP's password storage guide asks for with this function.
    static final int ITERATIONS = 600_000;

    /// A damaged file may not keep a machine busy for hours.
    private static final int MOST_ITERATIONS = 10_000_000;

    private static final int SALT_BYTES = 16;
    private static final int NONCE_BYTES = 12;
    private static final int KEY_BITS = 256;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final JsonMapper JSON = new JsonMapper();

    static SealedSecrets seal(Map<String, String> values, Secret passphrase)
            throws GeneralSecurityException {
        var salt = random(SALT_BYTES);
        var nonce = random(NONCE_BYTES);
        var cipher = cipher(Cipher.ENCRYPT_MODE, passphrase, ITERATIONS, salt, nonce);
        return new SealedSecrets(
                ITERATIONS, salt, nonce, cipher.doFinal(JSON.writeValueAsBytes(values)));
    }

    /// Null when the passphrase does not fit, or something was changed.
    @Nullable Map<String, String> open(Secret passphrase) throws GeneralSecurityException {
        byte[] plain;
        try {
            plain = cipher(Cipher.DECRYPT_MODE, passphrase, iterations, salt, nonce).doFinal(data);
        } catch (AEADBadTagException e) {
            return null;
        }
        var values = new TreeMap<String, String>();
        JSON.readTree(plain)
                .properties()
                .forEach(entry -> values.put(entry.getKey(), entry.getValue().asString("")));
        return values;
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static Cipher cipher(
            int mode, Secret passphrase, int iterations, byte[] salt, byte[] nonce)
            throws GeneralSecurityException {
        var chars = passphrase.reveal().toCharArray();
        var specification = new PBEKeySpec(chars, salt, iterations, KEY_BITS);
        byte[] derived;
        try {
            derived =
                    SecretKeyFactory.getInstance(DERIVATION)
                            .generateSecret(specification)
                            .getEncoded();
        } finally {
            specification.clearPassword();
        }
        SecretKey key = new SecretKeySpec(derived, "AES");
        var cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        // What says how to read it is authenticated with it.
        cipher.updateAAD((FORMAT + " " + iterations).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    ObjectNode toJson() {
        var encoder = Base64.getEncoder();
        return JsonFile.object()
                .put("format", FORMAT)
                .put("derivation", DERIVATION)
                .put("iterations", iterations)
                .put("salt", encoder.encodeToString(salt))
                .put("cipher", CIPHER)
                .put("nonce", encoder.encodeToString(nonce))
                .put("data", encoder.encodeToString(data));
    }

    /// Null where it is something else.
    static @Nullable SealedSecrets parse(JsonNode root) {
        int iterations = root.path("iterations").asInt(0);
        if (!root.path("format").asString("").equals(FORMAT)
                || iterations < 1
                || iterations > MOST_ITERATIONS) {
            return null;
        }
        try {
            var decoder = Base64.getDecoder();
            return new SealedSecrets(
                    iterations,
                    decoder.decode(root.path("salt").asString("")),
                    decoder.decode(root.path("nonce").asString("")),
                    decoder.decode(root.path("data").asString("")));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
