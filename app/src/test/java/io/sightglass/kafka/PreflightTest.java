package io.sightglass.kafka;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;

import io.sightglass.port.ConnectionFailure;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// Everything that may be at an address instead of a broker.
@Timeout(60)
class PreflightTest {
    private static String failure(String bootstrap) {
        return assertThrows(
                        ConnectionFailure.class,
                        () -> KafkaCluster.connect(Fixture.profile(bootstrap)).close())
                .sentence()
                .plain();
    }

    private interface Speaker {
        void speak(Socket socket) throws IOException;
    }

    /// A server that treats each connection in some way and then leaves it open.
    private static final class Server implements AutoCloseable {
        private final ServerSocket server;
        private final List<Socket> sockets = Collections.synchronizedList(new ArrayList<>());

        Server(ServerSocket server, Speaker speaker) {
            this.server = server;
            Thread.ofVirtual()
                    .start(() -> {
                        try {
                            while (true) {
                                var socket = server.accept();
                                sockets.add(socket);
                                Thread.ofVirtual().start(() -> speak(speaker, socket));
                            }
                        } catch (IOException e) {
                            // closed
                        }
                    });
        }

        private static void speak(Speaker speaker, Socket socket) {
            try {
                speaker.speak(socket);
            } catch (IOException e) {
                // the other side has seen enough
            }
        }

        String address() {
            return "127.0.0.1:" + server.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            server.close();
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    private static ServerSocket plain() throws IOException {
        return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @Test
    void nothingListens() throws Exception {
        String address;
        try (var taken = plain()) {
            address = "127.0.0.1:" + taken.getLocalPort();
        }
        assertEquals(
                "No broker answered at "
                        + address
                        + ". Nothing listens on that port; check the port, and whether the broker"
                        + " is running.",
                failure(address));
    }

    @Test
    void aNameThatNobodyKnows() {
        assertEquals(
                "No broker answered at no-such-host.invalid:9092. The name no-such-host.invalid"
                        + " cannot be resolved; check its spelling, and whether a VPN is needed.",
                failure("no-such-host.invalid:9092"));
    }

    @Test
    void anHttpServer() throws Exception {
        var http = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        http.start();
        try {
            var address = "127.0.0.1:" + http.getAddress().getPort();
            assertEquals(
                    "No broker answered at "
                            + address
                            + ". An HTTP server is there, perhaps the schema registry; give the"
                            + " broker's own port, often 9092.",
                    failure(address));
        } finally {
            http.stop(0);
        }
    }

    @Test
    void anHttpServerThatAnswersAtOnce() throws Exception {
        try (var server =
                new Server(
                        plain(),
                        socket ->
                                socket.getOutputStream()
                                        .write(
                                                Fixture.bytes(
                                                        "HTTP/1.1 400 Bad Request\r\n\r\n")))) {
            assertTrue(failure(server.address()).contains("An HTTP server is there"));
        }
    }

    @Test
    void aTlsPort() throws Exception {
        var tls =
                SSLContext.getDefault()
                        .getServerSocketFactory()
                        .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        try (var server = new Server(tls, socket -> ((SSLSocket) socket).startHandshake())) {
            assertEquals(
                    "No broker answered at "
                            + server.address()
                            + ". The port is open but speaks TLS; choose TLS in the connection.",
                    failure(server.address()));
        }
    }

    @Test
    void aServerThatClosesOnPlaintextButSpeaksTls() throws Exception {
        try (var server =
                new Server(
                        plain(),
                        socket -> {
                            if (socket.getInputStream().read() == 22) {
                                socket.getOutputStream().write(new byte[] {21, 3, 3, 0, 2, 2, 40});
                            }
                            socket.close();
                        })) {
            assertTrue(failure(server.address()).contains("speaks TLS"));
        }
    }

    @Test
    void aServerThatSaysNothing() throws Exception {
        try (var server = new Server(plain(), socket -> {})) {
            assertEquals(
                    "No broker answered at "
                            + server.address()
                            + ". The port is open, but what listens there does not answer as a"
                            + " broker; check the port.",
                    failure(server.address()));
        }
    }

    @Test
    void aServerOfAnotherKind() throws Exception {
        try (var server =
                new Server(
                        plain(),
                        socket ->
                                socket.getOutputStream()
                                        .write(Fixture.bytes("SSH-2.0-OpenSSH_9.6\r\n")))) {
            assertTrue(failure(server.address()).contains("but not as Kafka does"));
        }
    }

    @Test
    void whatIsNoAddress() {
        assertEquals(
                "kafka is not the address of a broker; expected host:port such as localhost:9092.",
                failure("kafka"));
        assertEquals(
                "No broker is given; expected host:port such as localhost:9092.", failure(" , "));
        var url = failure("http://me:secret@kafka:9092");
        assertTrue(url.startsWith("The address given is not the address of a broker"), url);
        assertFalse(url.contains("secret"));
        assertTrue(failure("kafka:99999").startsWith("kafka:99999 is not"));
    }

    @Test
    void addressesAreReadWithIpV6AndSpaces() throws Exception {
        assertEquals(
                List.of(new Address("a", 1), new Address("::1", 9092), new Address("b.c", 65535)),
                Address.parse("a:1, [::1]:9092 ,b.c:65535,"));
        assertEquals("[::1]:9092", new Address("::1", 9092).toString());
    }

    @Test
    void nearMissesAreTheClosestFirst() {
        var names = List.of("orders", "order-status", "payments", "legacy-pos");
        assertEquals(List.of("orders"), NearMisses.of("oders", names));
        assertEquals(List.of("payments"), NearMisses.of("Payment", names));
        assertEquals(List.of("legacy-pos"), NearMisses.of("pos", names));
        assertEquals(List.of(), NearMisses.of("inventory", names));
        assertEquals(List.of("a"), NearMisses.of("b", List.of("a")));
    }
}
