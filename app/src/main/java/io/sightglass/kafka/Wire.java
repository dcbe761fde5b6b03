package io.sightglass.kafka;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// A socket of our own to what may be a broker. Every wait on it ends by a deadline, also where the
/// other side sends a byte now and then.
final class Wire implements Closeable {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final String CLIENT = "sightglass";
    // Far above any answer that is asked for here; "HTTP" read as a size is far above it too.
    private static final int LARGEST_ANSWER = 1 << 20;

    private final Deadline deadline;
    private Socket socket;
    private int correlation = 0x5167;

    private Wire(Socket socket, Deadline deadline) {
        this.socket = socket;
        this.deadline = deadline;
    }

    static Wire connect(InetAddress ip, int port, Deadline deadline) throws IOException {
        var socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            int millis = Math.toIntExact(deadline.left(CONNECT).toMillis());
            socket.connect(new InetSocketAddress(ip, port), millis);
            return new Wire(socket, deadline);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /// Goes over to TLS on the same connection.
    ///
    /// @param verifyHost whether the certificate must be for `host`
    SSLSocket startTls(SSLContext context, Address host, boolean verifyHost, Duration limit)
            throws IOException {
        var tls =
                (SSLSocket)
                        context.getSocketFactory()
                                .createSocket(socket, host.host(), host.port(), true);
        socket = tls;
        if (verifyHost) {
            var parameters = tls.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            tls.setSSLParameters(parameters);
        }
        tls.setSoTimeout(Math.toIntExact(deadline.left(limit).toMillis()));
        tls.startHandshake();
        return tls;
    }

    /// Sends bytes that are no request of Kafka's and returns the first `length` of what comes
    /// back.
    ///
    /// @throws EOFException when the other side closes before
    byte[] exchange(byte[] question, int length, Duration limit) throws IOException {
        socket.getOutputStream().write(question);
        return read(length, Deadline.in(deadline.left(limit)));
    }

    /// What came back for a request.
    sealed interface Answer {
        /// An answer to this request: what follows the correlation id.
        record Kafka(ByteBuffer body) implements Answer {}

        /// Bytes that are no answer of Kafka's; the first of them.
        record Foreign(byte[] head) implements Answer {}
    }

    /// Asks a request with header version 1, which every version of every request here has.
    ///
    /// @throws SocketTimeoutException when no whole answer comes within `limit`
    /// @throws EOFException when the other side closes before
    Answer ask(int key, int version, byte[] body, Duration limit) throws IOException {
        var step = Deadline.in(deadline.left(limit));
        correlation++;
        socket.getOutputStream().write(request(key, version, body));
        byte[] head = read(4, step);
        int size = ByteBuffer.wrap(head).getInt();
        if (size < 4 || size > LARGEST_ANSWER) {
            return new Answer.Foreign(head);
        }
        var answer = ByteBuffer.wrap(read(size, step));
        return answer.getInt() == correlation
                ? new Answer.Kafka(answer.slice())
                : new Answer.Foreign(head);
    }

    private byte[] request(int key, int version, byte[] body) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeInt(2 + 2 + 4 + 2 + CLIENT.length() + body.length);
        out.writeShort(key);
        out.writeShort(version);
        out.writeInt(correlation);
        out.write(string(CLIENT));
        out.write(body);
        return bytes.toByteArray();
    }

    /// Kafka's STRING: two bytes of length, then UTF-8.
    static byte[] string(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(2 + utf8.length).putShort((short) utf8.length).put(utf8).array();
    }

    private byte[] read(int length, Deadline step) throws IOException {
        InputStream in = socket.getInputStream();
        byte[] bytes = new byte[length];
        int read = 0;
        while (read < length) {
            if (step.isOver()) {
                throw new SocketTimeoutException();
            }
            socket.setSoTimeout(step.leftMillis());
            int count = in.read(bytes, read, length - read);
            if (count < 0) {
                throw new EOFException();
            }
            read += count;
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
