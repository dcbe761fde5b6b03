package io.sightglass.kafka;

import io.sightglass.kafka.Wire.Answer;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/// Finds out what listens where no broker answered as it should have: by the first bytes that came,
/// or by asking once in each language.
final class Sniff {
    /// What it may be.
    enum Kind {
        KAFKA,
        TLS,
        HTTP,
        /// It says something, and none of these.
        OTHER,
        /// It takes connections and says nothing.
        SILENT
    }

    private static final Duration GUESS = Duration.ofMillis(500);

    private final InetAddress ip;
    private final int port;
    private final Deadline deadline;

    Sniff(InetAddress ip, int port, Deadline deadline) {
        this.ip = ip;
        this.port = port;
        this.deadline = deadline;
    }

    static Kind kind(byte[] head) {
        if (startsWith(head, "HTTP")) {
            return Kind.HTTP;
        }
        return isTls(head[0], head[1]) ? Kind.TLS : Kind.OTHER;
    }

    private static boolean startsWith(byte[] bytes, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (bytes[i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// A record of type alert (21) or handshake (22) of version 3.x (RFC 8446, section 5.1).
    private static boolean isTls(int type, int major) {
        return (type == 21 || type == 22) && major == 3;
    }

    /// Asks a port that was silent, or closed the connection, in every language but `tried`.
    Kind ask(Kind tried) {
        if (tried != Kind.KAFKA && speaksKafka()) {
            return Kind.KAFKA;
        }
        if (tried != Kind.TLS && speaksTls()) {
            return Kind.TLS;
        }
        return speaksHttp() ? Kind.HTTP : Kind.SILENT;
    }

    private boolean speaksKafka() {
        try (var wire = Wire.connect(ip, port, deadline)) {
            return wire.ask(ApiVersionsAnswer.KEY, 0, new byte[0], GUESS) instanceof Answer.Kafka;
        } catch (IOException e) {
            return false;
        }
    }

    private boolean speaksTls() {
        try {
            byte[] head = exchange(clientHello(), 2);
            return isTls(head[0], head[1]);
        } catch (IOException | NoSuchAlgorithmException e) {
            return false;
        }
    }

    private static byte[] clientHello() throws SSLException, NoSuchAlgorithmException {
        var engine = SSLContext.getDefault().createSSLEngine();
        engine.setUseClientMode(true);
        var hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), hello);
        hello.flip();
        byte[] bytes = new byte[hello.remaining()];
        hello.get(bytes);
        return bytes;
    }

    private boolean speaksHttp() {
        try {
            byte[] get = "GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
            return startsWith(exchange(get, 4), "HTTP");
        } catch (IOException e) {
            return false;
        }
    }

    private byte[] exchange(byte[] question, int length) throws IOException {
        try (var wire = Wire.connect(ip, port, deadline)) {
            return wire.exchange(question, length, GUESS);
        }
    }
}
