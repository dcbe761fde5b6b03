package io.sightglass.playground.broker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/// Free ports on 127.0.0.1.
///
/// Below the range that operating systems take for outgoing connections (32768 and up): a client
/// that keeps knocking at a port in that range while the broker is away may connect to itself, and
/// then the broker cannot come back.
final class Ports {
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final int ATTEMPTS = 200;

    private Ports() {}

    /// Two different ports that nothing listens on now.
    static int[] twoFree() throws IOException {
        try (var first = bind();
                var second = bind()) {
            return new int[] {first.getLocalPort(), second.getLocalPort()};
        }
    }

    private static ServerSocket bind() throws IOException {
        IOException last = new IOException("no free port between " + LOWEST + " and " + HIGHEST);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            var socket = new ServerSocket();
            try {
                socket.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), 1);
                return socket;
            } catch (IOException e) {
                socket.close();
                last = e;
            }
        }
        throw last;
    }

    private static final byte[] LOOPBACK = {127, 0, 0, 1};
}
