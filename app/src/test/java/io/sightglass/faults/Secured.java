package io.sightglass.faults;

import io.sightglass.model.Auth;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Environment;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// The secured brokers that all classes of these tests share, with certificates, a token server, a
/// KDC and topics:
///
/// | topic | partitions | who may |
/// | --- | --- | --- |
/// | `orders` | 2, of 10 records each | all users read and describe |
/// | `described` | 1 | all users describe |
/// | `hidden` | 1 | nobody |
final class Secured implements AutoCloseable {
    static final int RECORDS = 20;

    private static Secured shared;

    final Path folder;
    final Certificates certificates;
    final TokenServer tokens;
    final Kdc kdc;
    final SecuredBroker broker;
    final Admin admin;
    final KafkaProducer<byte[], byte[]> producer;

    private Secured() throws Exception {
        folder = Files.createTempDirectory("sightglass-secured-");
        certificates = Certificates.make(folder.resolve("certificates"));
        tokens = new TokenServer();
        var jwks = folder.resolve("jwks.json");
        Files.writeString(jwks, tokens.jwks());
        kdc = new Kdc(folder.resolve("kdc"));
        broker = SecuredBroker.start(folder, certificates, jwks, kdc);
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.bootstrap(Way.PLAINTEXT), "linger.ms", 0);
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap(Way.PLAINTEXT)));
        producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        create("orders", 2, 2);
        create("described", 1, 1);
        create("hidden", 1, 1);
        fill("orders", 0, 0, RECORDS / 2);
        fill("orders", 1, 0, RECORDS / 2);
        allow("orders", AclOperation.READ, AclOperation.DESCRIBE);
        allow("described", AclOperation.DESCRIBE);
    }

    /// Starts it when somebody asks for the first time; it ends with this process.
    static synchronized Secured get() throws Exception {
        if (shared == null) {
            shared = new Secured();
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close, "secured-exit"));
        }
        return shared;
    }

    /// A connection that gives no credentials.
    ClusterProfile profile(Way way) {
        return new ClusterProfile(
                "test", broker.bootstrap(way), null, List.of(), Environment.TEST, new Auth.None());
    }

    void create(String topic, int partitions, int replicas) throws Exception {
        create(topic, partitions, replicas, Map.of());
    }

    void create(String topic, int partitions, int replicas, Map<String, String> configs)
            throws Exception {
        var wanted = new NewTopic(topic, partitions, (short) replicas).configs(configs);
        admin.createTopics(List.of(wanted)).all().get();
    }

    void allow(String topic, AclOperation... operations) throws Exception {
        var all = new ArrayList<AclBinding>();
        for (var operation : operations) {
            all.add(
                    new AclBinding(
                            new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL),
                            new AccessControlEntry(
                                    "User:*", "*", operation, AclPermissionType.ALLOW)));
        }
        admin.createAcls(all).all().get();
    }

    /// Sends values `PARTITION-NUMBER`.
    void fill(String topic, int partition, int from, int count) {
        for (int i = from; i < from + count; i++) {
            byte[] value = (partition + "-" + i).getBytes(StandardCharsets.UTF_8);
            producer.send(new ProducerRecord<>(topic, partition, null, value));
        }
        producer.flush();
    }

    @Override
    public void close() {
        broker.close();
        tokens.close();
        kdc.close();
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            // In the build's own temporary folder, which goes with it.
        }
    }
}
