package io.sightglass.playground.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

class BrokerProcessTest {
    @Test
    void comesBackWithItsTopicsAfterAKillAndLeavesNothingWhenClosed() throws Exception {
        long pid;
        int port;
        Path folder;
        try (var broker = BrokerProcess.start()) {
            pid = broker.pid();
            port = Integer.parseInt(broker.bootstrap().substring("127.0.0.1:".length()));
            folder = folderOf(pid);
            assertTrue(Files.isDirectory(folder));
            try (var admin = admin(broker)) {
                admin.createTopics(List.of(new NewTopic("kept", 3, (short) 1))).all().get();
            }

            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            long killed = pid;
            await(() -> broker.pid() != killed && listens(port));

            pid = broker.pid();
            assertNotEquals(killed, pid);
            assertEquals(folder, folderOf(pid));
            try (var admin = admin(broker)) {
                assertEquals(Set.of("kept"), admin.listTopics().names().get());
            }
        }
        assertTrue(ProcessHandle.of(pid).isEmpty());
        assertFalse(listens(port));
        assertFalse(Files.exists(folder));
    }

    /// A process that ends runs its hooks side by side, and the first one through may halt it.
    @Test
    void whoeverClosesItReturnsOnlyWhenNothingIsLeft(@TempDir Path temporary) throws Exception {
        var folder = Files.createDirectory(temporary.resolve("broker"));
        var broker = BrokerProcess.start(folder);
        Callable<Boolean> closer =
                () -> {
                    broker.close();
                    return Files.exists(folder);
                };
        try (var closers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var left : closers.invokeAll(List.of(closer, closer, closer))) {
                assertFalse(left.get());
            }
        }
    }

    @Test
    void theChildEndsAndCleansUpWhenItsParentIsGone(@TempDir Path temporary) throws Exception {
        var folder = Files.createDirectory(temporary.resolve("broker"));
        int[] ports = Ports.twoFree();
        var child = BrokerChild.spawn(folder, ports[0], ports[1]);
        try {
            child.awaitReady(Duration.ofSeconds(60));
            child.closeInput();
            child.awaitExit();
            assertFalse(Files.exists(folder));
            assertFalse(listens(ports[0]));
        } finally {
            child.kill();
        }
    }

    @Test
    void aTakenPortIsAReasonAndNotAWait(@TempDir Path temporary) throws Exception {
        var folder = Files.createDirectory(temporary.resolve("broker"));
        int[] ports = Ports.twoFree();
        try (var taken = new java.net.ServerSocket()) {
            taken.bind(new InetSocketAddress("127.0.0.1", ports[0]));
            var child = BrokerChild.spawn(folder, ports[0], ports[1]);
            try {
                var e =
                        assertThrows(
                                IOException.class, () -> child.awaitReady(Duration.ofSeconds(60)));
                assertTrue(e.getMessage().contains("Address already in use"), e.getMessage());
            } finally {
                child.kill();
            }
        }
    }

    private static Admin admin(BrokerProcess broker) {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrap()));
    }

    private static Path folderOf(long pid) {
        Optional<String[]> arguments = ProcessHandle.of(pid).orElseThrow().info().arguments();
        var all = List.of(arguments.orElseThrow());
        return Path.of(all.get(all.indexOf(BrokerMain.class.getName()) + 1));
    }

    private static boolean listens(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "in time");
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
