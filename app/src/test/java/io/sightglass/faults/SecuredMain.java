package io.sightglass.faults;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;

import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

import javax.management.ObjectName;

/// The process of [SecuredBroker]: two brokers, the first of which is the controller too.
///
/// Arguments: the settings' files, one a node, and the cluster's id. Says `ready` when all are up.
/// Then it takes `stop N` and `start N` on standard input and says `done` to each; it ends with
/// standard input.
public final class SecuredMain {
    /// The users of SCRAM, with both hashes.
    static final Map<String, String> USERS =
            Map.of("alice", "alice-secret", "bob", "bob-secret", "eve", "eve-secret");

    private static final Map<Integer, KafkaRaftServer> RUNNING = new HashMap<>();

    private SecuredMain() {}

    public static void main(String[] args) throws Exception {
        var clusterId = args[args.length - 1];
        try {
            for (int i = 0; i < args.length - 1; i++) {
                var settings = read(Path.of(args[i]));
                format(settings, clusterId);
                start(i + 1, settings);
            }
        } catch (Exception e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
        System.out.println("ready");
        try (var lines =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            String line;
            while ((line = lines.readLine()) != null) {
                var words = line.split(" ", -1);
                int node = Integer.parseInt(words[1]);
                switch (words[0]) {
                    case "requests" -> System.out.println(requests());
                    case "stop" -> {
                        var server = RUNNING.remove(node);
                        server.shutdown();
                        server.awaitShutdown();
                        System.out.println("done");
                    }
                    default -> {
                        start(node, read(Path.of(args[node - 1])));
                        System.out.println("done");
                    }
                }
            }
        } catch (IOException e) {
            // The parent is gone.
        }
        Runtime.getRuntime().halt(0);
    }

    /// `KIND=COUNT` for each kind of request, of both nodes together.
    private static String requests() throws Exception {
        var counts = new TreeMap<String, Long>();
        var beans = ManagementFactory.getPlatformMBeanServer();
        var all = "kafka.network:type=RequestMetrics,name=RequestsPerSec,*";
        for (var name : beans.queryNames(new ObjectName(all), null)) {
            long count = (Long) beans.getAttribute(name, "Count");
            counts.merge(name.getKeyProperty("request"), count, Long::sum);
        }
        return counts.entrySet().stream()
                .map(e -> e.getKey() + "=" + e.getValue())
                .collect(Collectors.joining(" "));
    }

    private static Properties read(Path file) throws IOException {
        var settings = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            settings.load(in);
        }
        return settings;
    }

    private static void start(int node, Properties settings) {
        var server = new KafkaRaftServer(new KafkaConfig(settings), Time.SYSTEM);
        server.startup();
        RUNNING.put(node, server);
    }

    private static void format(Properties settings, String clusterId) throws Exception {
        var log = settings.getProperty("log.dirs");
        var formatter =
                new Formatter()
                        .setPrintStream(
                                new PrintStream(
                                        OutputStream.nullOutputStream(),
                                        false,
                                        StandardCharsets.UTF_8))
                        .setNodeId(Integer.parseInt(settings.getProperty("node.id")))
                        .setClusterId(clusterId)
                        .addDirectory(log)
                        .setMetadataLogDirectory(log)
                        .setControllerListenerName("CONTROLLER");
        if (settings.getProperty("node.id").equals("1")) {
            formatter.setScramArguments(scram());
        }
        formatter.run();
    }

    private static List<String> scram() {
        var arguments = new ArrayList<String>();
        USERS.forEach((user, password) -> {
            for (var mechanism : List.of("SCRAM-SHA-256", "SCRAM-SHA-512")) {
                arguments.add(mechanism + "=[name=" + user + ",password=" + password + "]");
            }
        });
        return arguments;
    }
}
