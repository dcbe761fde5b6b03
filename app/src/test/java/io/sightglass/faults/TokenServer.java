package io.sightglass.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/// An identity provider: gives tokens for a client's id and secret (RFC 6749, section 4.4), signed
/// by RS256 (RFC 7518, section 3.3).
final class TokenServer implements AutoCloseable {
    static final String AUDIENCE = "kafka-test";
    static final String ISSUER = "https://identity.example";
    static final String CLIENT = "alice";
    static final String SECRET = "alice-token-secret";

    private final KeyPair keys;
    private final HttpServer server;

    TokenServer() throws IOException, GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/token", this::give);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/token";
    }

    private void give(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            var wanted =
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString(
                                            (CLIENT + ":" + SECRET)
                                                    .getBytes(StandardCharsets.UTF_8));
            boolean known = wanted.equals(exchange.getRequestHeaders().getFirst("Authorization"));
            var answer =
                    known
                            ? "{\"access_token\":\""
                                    + token(Instant.now(), AUDIENCE)
                                    + "\",\"token_type\":\"Bearer\",\"expires_in\":600}"
                            : "{\"error\":\"invalid_client\"}";
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(known ? 200 : 401, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /// A token for the client, valid for ten minutes from `issued` on.
    String token(Instant issued, String audience) {
        var head = encode("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":\"test\"}");
        var body =
                encode(
                        "{\"sub\":\""
                                + CLIENT
                                + "\",\"iss\":\""
                                + ISSUER
                                + "\",\"aud\":\""
                                + audience
                                + "\",\"scope\":\"kafka\",\"iat\":"
                                + issued.getEpochSecond()
                                + ",\"exp\":"
                                + issued.plus(Duration.ofMinutes(10)).getEpochSecond()
                                + "}");
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update((head + "." + body).getBytes(StandardCharsets.US_ASCII));
            return head
                    + "."
                    + body
                    + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The public key, for whoever checks the tokens (RFC 7517).
    String jwks() {
        var key = (RSAPublicKey) keys.getPublic();
        return "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"test\",\"n\":\""
                + encode(key.getModulus())
                + "\",\"e\":\""
                + encode(key.getPublicExponent())
                + "\"}]}";
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String encode(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int sign = bytes[0] == 0 ? 1 : 0;
        byte[] unsigned = java.util.Arrays.copyOfRange(bytes, sign, bytes.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
