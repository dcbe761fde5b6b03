package io.sightglass.faults;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/// Stands between clients and one broker, and does to what passes what networks do, and worse. It
/// knows frames (four bytes of length, then the rest), so as to say what it did.
///
/// Faults happen while [#faulty] is on; without them everything passes as it is.
final class FaultProxy implements AutoCloseable {
    /// Text in a record's value where a byte may be changed: the record's checksum covers it.
    static final String MARK = "~~~~~~~~";

    private static final int LARGEST = 64 << 20;

    /// What happens to one answer of the broker's, or to one request.
    enum Fault {
        NONE,
        /// Comes late.
        DELAY,
        /// Comes a few bytes at a time.
        TRICKLE,
        /// The connection ends in the middle of it.
        CUT,
        /// A byte of a record's value is another.
        CORRUPT,
        /// Answers another request than it says.
        GARBLE,
        /// Never comes, and the connection stays open.
        SWALLOW
    }

    private final ServerSocket server;
    private final int target;
    private final RandomGenerator random;
    private final AtomicInteger swallows;
    private final int[] weights;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final int[] done = new int[Fault.values().length];
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile boolean faulty;
    private final AtomicInteger recordsToSwallow = new AtomicInteger();

    /// @param weights how often each [Fault] happens, against the others, in their order
    /// @param swallows how many answers may never come, of this one and those that share it: each
    ///   takes a client seconds to notice
    FaultProxy(int port, int target, RandomGenerator random, AtomicInteger swallows, int... weights)
            throws IOException {
        this.target = target;
        this.random = random;
        this.swallows = swallows;
        this.weights = weights;
        server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
        Thread.ofVirtual().start(this::accept);
    }

    void faulty(boolean now) {
        faulty = now;
    }

    /// The next answer with records in it never comes, and nothing else happens to any.
    void swallowRecords() {
        recordsToSwallow.set(1);
    }

    /// Connections that clients hold now.
    int open() {
        return open.size();
    }

    /// Connections that were ever taken.
    int accepted() {
        return accepted.get();
    }

    synchronized int done(Fault fault) {
        return done[fault.ordinal()];
    }

    private void accept() {
        try {
            while (true) {
                var client = server.accept();
                accepted.incrementAndGet();
                open.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket client) {
        try (client;
                var broker = new Socket(InetAddress.getLoopbackAddress(), target)) {
            client.setTcpNoDelay(true);
            broker.setTcpNoDelay(true);
            var up = Thread.ofVirtual().start(() -> pump(client, broker, false));
            pump(broker, client, true);
            client.close();
            broker.close();
            up.join();
        } catch (IOException e) {
            // The broker is away, so this connection is.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
        }
    }

    private void pump(Socket from, Socket to, boolean answers) {
        try {
            var in = new DataInputStream(new BufferedInputStream(from.getInputStream(), 1 << 16));
            var out = to.getOutputStream();
            while (true) {
                int length = in.readInt();
                if (length < 0 || length > LARGEST) {
                    break; // not Kafka's: somebody asks in another language what listens here
                }
                byte[] frame = new byte[4 + length];
                ByteBuffer.wrap(frame).putInt(length);
                in.readFully(frame, 4, length);
                var fault = draw(answers, frame);
                if (fault == Fault.SWALLOW) {
                    // The connection stays as it is until the client has had enough of it, and
                    // what comes on it goes nowhere.
                    in.transferTo(OutputStream.nullOutputStream());
                    break;
                }
                if (!pass(fault, frame, out)) {
                    break;
                }
            }
        } catch (IOException e) {
            // One of them is gone; so goes the other.
        }
        close(from);
        close(to);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed already.
        }
    }

    /// @return whether the connection goes on
    private boolean pass(Fault fault, byte[] frame, OutputStream out) throws IOException {
        switch (fault) {
            case NONE -> out.write(frame);
            case DELAY -> {
                pause(number(1, 120));
                out.write(frame);
            }
            case TRICKLE -> trickle(frame, out);
            case CUT -> {
                out.write(frame, 0, number(0, frame.length));
                return false;
            }
            case CORRUPT -> {
                frame[marked(frame) + number(0, MARK.length())] ^= 0x10;
                out.write(frame);
            }
            case GARBLE -> {
                frame[4 + number(0, 4)] ^= 0x20; // the correlation id
                out.write(frame);
            }
            case SWALLOW -> throw new IllegalArgumentException("does not pass");
        }
        return true;
    }

    private synchronized Fault draw(boolean answers, byte[] frame) {
        if (answers && recordsToSwallow.get() > 0 && marked(frame) >= 0) {
            recordsToSwallow.decrementAndGet();
            return Fault.SWALLOW;
        }
        if (!faulty) {
            return Fault.NONE;
        }
        int sum = 0;
        for (int weight : weights) {
            sum += weight;
        }
        int left = random.nextInt(sum);
        var fault = Fault.NONE;
        for (var candidate : Fault.values()) {
            left -= weights[candidate.ordinal()];
            if (left < 0) {
                fault = candidate;
                break;
            }
        }
        boolean possible =
                switch (fault) {
                    case NONE, DELAY, TRICKLE, CUT -> true;
                    case CORRUPT -> answers && marked(frame) >= 0;
                    case GARBLE -> answers;
                    case SWALLOW -> answers && swallows.getAndDecrement() > 0;
                };
        if (!possible) {
            return Fault.NONE;
        }
        done[fault.ordinal()]++;
        return fault;
    }

    private synchronized int number(int from, int to) {
        return from == to ? from : random.nextInt(from, to);
    }

    private static int marked(byte[] frame) {
        byte[] mark = MARK.getBytes(StandardCharsets.US_ASCII);
        search:
        for (int i = 0; i + mark.length <= frame.length; i++) {
            for (int j = 0; j < mark.length; j++) {
                if (frame[i + j] != mark[j]) {
                    continue search;
                }
            }
            return i;
        }
        return -1;
    }

    /// The first bytes one by one, then ever more, so that a large frame does not take for ever.
    private void trickle(byte[] frame, OutputStream out) throws IOException {
        int size = 1;
        for (int i = 0; i < frame.length; i += size) {
            size = Math.min(size + i / 8, frame.length - i);
            size = Math.max(size, 1);
            out.write(frame, i, size);
            out.flush();
            pause(2);
        }
    }

    private void pause(int millis) {
        try {
            closing.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Ends all connections that there are now.
    void cutAll() {
        open.forEach(FaultProxy::close);
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        server.close();
        cutAll();
    }
}
