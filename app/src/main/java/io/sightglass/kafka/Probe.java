package io.sightglass.kafka;

import io.sightglass.kafka.Preflight.Met;
import io.sightglass.model.Sentence;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/// Asks one address what it is: a Kafka broker, TLS, HTTP, or something that does not say.
final class Probe {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final Duration GUESS = Duration.ofMillis(500);
    private static final int CORRELATION = 0x5167;
    private static final byte[] CORRELATION_BYTES =
            ByteBuffer.allocate(4).putInt(CORRELATION).array();
    // Far above any answer to ApiVersions; "HTTP" read as a size is far above it too.
    private static final int LARGEST_ANSWER = 1 << 20;

    private final Address address;
    private final Deadline deadline;

    Probe(Address address, Deadline deadline) {
        this.address = address;
        this.deadline = deadline;
    }

    Met run() {
        InetAddress[] resolved;
        try {
            resolved = InetAddress.getAllByName(address.host());
        } catch (UnknownHostException e) {
            return new Met.Otherwise(unknownName(address));
        }
        Met met = new Met.Otherwise(unknownName(address));
        for (var ip : resolved) {
            met = ask(ip);
            if (met instanceof Met.Broker) {
                return met;
            }
        }
        return met;
    }

    private Met ask(InetAddress ip) {
        Answer answer;
        try (var socket = connect(ip)) {
            answer = answer(socket);
        } catch (SocketTimeoutException | NoRouteToHostException e) {
            return new Met.Otherwise(
                    noBroker()
                            .text(
                                    ". The machine did not take the connection; check the address,"
                                            + " and whether a firewall or VPN is in the way.")
                            .build());
        } catch (ConnectException e) {
            return new Met.Otherwise(
                    noBroker()
                            .text(
                                    ". Nothing listens on that port; check the port, and whether"
                                            + " the broker is running.")
                            .build());
        } catch (IOException e) {
            answer = Answer.CLOSED;
        }
        return switch (answer) {
            case KAFKA -> new Met.Broker();
            case TLS -> tls();
            case HTTP -> http();
            // After the socket is closed: a server that serves one at a time waits for that.
            case SILENT, CLOSED -> guess(ip);
            case OTHER ->
                    new Met.Otherwise(
                            noBroker()
                                    .text(
                                            ". Something answers there, but not as Kafka does;"
                                                    + " check the port.")
                                    .build());
        };
    }

    private enum Answer {
        KAFKA,
        TLS,
        HTTP,
        OTHER,
        SILENT,
        CLOSED
    }

    private Socket connect(InetAddress ip) throws IOException {
        var socket = new Socket();
        try {
            int millis = Math.toIntExact(deadline.left(CONNECT).toMillis());
            socket.connect(new InetSocketAddress(ip, address.port()), millis);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private Answer answer(Socket socket) throws IOException {
        try {
            socket.setSoTimeout(Math.toIntExact(deadline.left(ANSWER).toMillis()));
            socket.getOutputStream().write(apiVersions());
            var in = socket.getInputStream();
            byte[] head = in.readNBytes(4);
            if (head.length < 4) {
                return Answer.CLOSED;
            }
            int size = ByteBuffer.wrap(head).getInt();
            if (size < 4 || size > LARGEST_ANSWER) {
                return kind(head);
            }
            byte[] correlation = in.readNBytes(4);
            return Arrays.equals(correlation, CORRELATION_BYTES) ? Answer.KAFKA : Answer.OTHER;
        } catch (SocketTimeoutException e) {
            return Answer.SILENT;
        } catch (IOException e) {
            return Answer.CLOSED; // reset
        }
    }

    /// An ApiVersions request of version 0, which every broker since 0.10 answers before anything
    /// else, authentication too (Kafka protocol, "Retrieving Supported API versions").
    private static byte[] apiVersions() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        byte[] client = "sightglass".getBytes(StandardCharsets.US_ASCII);
        out.writeInt(2 + 2 + 4 + 2 + client.length);
        out.writeShort(18); // ApiVersions
        out.writeShort(0);
        out.writeInt(CORRELATION);
        out.writeShort(client.length);
        out.write(client);
        return bytes.toByteArray();
    }

    private static Answer kind(byte[] head) {
        if (startsWith(head, "HTTP")) {
            return Answer.HTTP;
        }
        return isTls(head[0], head[1]) ? Answer.TLS : Answer.OTHER;
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

    /// What took the question in silence may still answer one in its own language.
    private Met guess(InetAddress ip) {
        if (speaksTls(ip)) {
            return tls();
        }
        if (speaksHttp(ip)) {
            return http();
        }
        return new Met.Otherwise(
                noBroker()
                        .text(
                                ". The port is open, but what listens there does not answer as a"
                                        + " broker; check the port.")
                        .build());
    }

    private boolean speaksTls(InetAddress ip) {
        try {
            byte[] head = exchange(ip, clientHello(), 2);
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

    private boolean speaksHttp(InetAddress ip) {
        try {
            byte[] get = "GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
            return startsWith(exchange(ip, get, 4), "HTTP");
        } catch (IOException e) {
            return false;
        }
    }

    private byte[] exchange(InetAddress ip, byte[] question, int length) throws IOException {
        try (var socket = connect(ip)) {
            socket.setSoTimeout(Math.toIntExact(deadline.left(GUESS).toMillis()));
            socket.getOutputStream().write(question);
            byte[] head = new byte[length];
            new DataInputStream(socket.getInputStream()).readFully(head);
            return head;
        }
    }

    private Sentence.Builder noBroker() {
        return Sentence.builder().text("No broker answered at ").strong(address.toString());
    }

    private Met tls() {
        return new Met.Otherwise(
                noBroker()
                        .text(". The port is open but speaks TLS; choose TLS in the connection.")
                        .build());
    }

    private Met http() {
        return new Met.Otherwise(
                noBroker()
                        .text(
                                ". An HTTP server is there, perhaps the schema registry; give the"
                                        + " broker's own port, often 9092.")
                        .build());
    }

    static Sentence unknownName(Address address) {
        return Sentence.builder()
                .text("No broker answered at ")
                .strong(address.toString())
                .text(". The name ")
                .strong(address.host())
                .text(" cannot be resolved; check its spelling, and whether a VPN is needed.")
                .build();
    }
}
