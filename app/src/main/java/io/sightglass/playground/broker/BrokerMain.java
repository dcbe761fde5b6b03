package io.sightglass.playground.broker;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.common.utils.internals.Exit;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/// The broker process: one node that is broker and controller, on 127.0.0.1 alone.
///
/// Arguments: folder, broker port, controller port. Prints [#READY] when clients may come. Ends,
/// and deletes its folder, when standard input ends, which is when the parent is gone.
///
/// A broker has no documented API to start it inside a program; this is written against the pinned
/// version.
public final class BrokerMain {
    static final String READY = "ready";
    private static final int NODE = 1;
    private static final long SHUTDOWN_MILLIS = 3000;

    private static volatile @Nullable KafkaRaftServer running;
    private static volatile boolean ending;

    private BrokerMain() {}

    public static void main(String[] args) {
        var folder = Path.of(args[0]);
        int port = Integer.parseInt(args[1]);
        int controllerPort = Integer.parseInt(args[2]);

        // Watched from the first moment: the parent may be gone before the broker is up. Not a
        // daemon: it must finish deleting after the broker has stopped.
        Thread.ofPlatform().name("parent-watch").start(() -> endWithParent(folder));
        try {
            run(log(folder), port, controllerPort);
        } catch (Exception e) {
            e.printStackTrace();
            System.err.println(rootCause(e)); // last, where the parent looks for it
        }
        // A broker that failed leaves threads behind that would keep the process.
        if (!ending) {
            Runtime.getRuntime().halt(1);
        }
    }

    private static String rootCause(Throwable e) {
        var root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }

    private static void run(Path log, int port, int controllerPort) throws Exception {
        format(log);
        var server =
                new KafkaRaftServer(
                        new KafkaConfig(settings(log, port, controllerPort)), Time.SYSTEM);
        running = server;
        server.startup();
        System.out.println(READY);
        server.awaitShutdown();
    }

    /// Where in its folder the broker keeps its records.
    static Path log(Path folder) {
        return folder.resolve("log");
    }

    private static void format(Path log) throws Exception {
        if (Files.exists(log.resolve("meta.properties"))) {
            return; // restarted over what is there
        }
        new Formatter()
                .setPrintStream(
                        new PrintStream(
                                OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(NODE)
                .setClusterId(Uuid.randomUuid().toString())
                .addDirectory(log.toString())
                .setMetadataLogDirectory(log.toString())
                .setControllerListenerName("CONTROLLER")
                .run();
    }

    private static Properties settings(Path log, int port, int controllerPort) {
        var settings = new Properties();
        settings.setProperty("process.roles", "broker,controller");
        settings.setProperty("node.id", String.valueOf(NODE));
        settings.setProperty("controller.quorum.voters", NODE + "@127.0.0.1:" + controllerPort);
        settings.setProperty("controller.listener.names", "CONTROLLER");
        settings.setProperty(
                "listeners",
                "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
        settings.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
        settings.setProperty(
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.setProperty("inter.broker.listener.name", "PLAINTEXT");
        settings.setProperty("log.dirs", log.toString());

        // One node, so one replica of everything.
        for (var topic :
                new String[] {
                    "offsets.topic", "transaction.state.log", "share.coordinator.state.topic"
                }) {
            settings.setProperty(topic + ".replication.factor", "1");
            settings.setProperty(topic + ".num.partitions", "1");
        }
        settings.setProperty("transaction.state.log.min.isr", "1");
        settings.setProperty("share.coordinator.state.topic.min.isr", "1");
        settings.setProperty("group.initial.rebalance.delay.ms", "0");
        settings.setProperty("auto.create.topics.enable", "false");

        // After a kill it may register again only when its former self has timed out.
        settings.setProperty("broker.session.timeout.ms", "3000");
        settings.setProperty("broker.heartbeat.interval.ms", "1000");

        // Small: it runs beside the window on somebody's laptop. The oldest records go at 64 MiB a
        // partition, unless a topic says otherwise.
        settings.setProperty("log.retention.bytes", String.valueOf(64 << 20));
        settings.setProperty("log.segment.bytes", String.valueOf(16 << 20));
        settings.setProperty("log.retention.check.interval.ms", "30000");
        settings.setProperty("log.index.size.max.bytes", String.valueOf(1 << 20));
        settings.setProperty("log.cleaner.dedupe.buffer.size", String.valueOf(2 << 20));
        settings.setProperty("num.network.threads", "2");
        settings.setProperty("num.io.threads", "4");
        return settings;
    }

    private static void endWithParent(Path folder) {
        try {
            while (System.in.read() >= 0) {
                // The parent never writes; only the end matters.
            }
        } catch (IOException e) {
            // A broken pipe says the same.
        }
        ending = true;
        // The broker halts the process by itself when its folder vanishes under it; not before
        // everything is deleted.
        Exit.setHaltProcedure((status, message) -> {});
        Exit.setExitProcedure((status, message) -> {});
        shutdown();
        int status = 0;
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            status = 1; // nobody is left to tell
        }
        Runtime.getRuntime().halt(status);
    }

    /// An orderly end, for a limited time: nobody waits for the records.
    private static void shutdown() {
        var server = running;
        if (server == null) {
            return;
        }
        var stopping = Thread.ofPlatform().daemon().start(server::shutdown);
        try {
            stopping.join(SHUTDOWN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
