package io.sightglass.worker;

import io.sightglass.contract.Contracts;
import io.sightglass.decode.Decoders;
import io.sightglass.decode.mask.Masks;
import io.sightglass.indicator.Check;
import io.sightglass.indicator.Choice;
import io.sightglass.indicator.Indicators;
import io.sightglass.model.Auth;
import io.sightglass.model.ClientSettings;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Environment;
import io.sightglass.model.Use;
import io.sightglass.playground.broker.BrokerProcess;
import io.sightglass.port.Cluster;
import io.sightglass.port.From;
import io.sightglass.port.ReadRequest;
import io.sightglass.port.Until;
import io.sightglass.schema.LocalSchemas;
import io.sightglass.schema.SchemaCatalog;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// A real broker with a topic of JSON records, some of which break their contract.
final class WorkTopic implements AutoCloseable {
    static final String TOPIC = "clicks";
    private static final String CONTRACT =
            """
            apiVersion: v3.1.0
            kind: DataContract
            name: clicks
            schema:
              - name: Click
                physicalName: clicks
                properties:
                  - name: id
                    logicalType: string
                    required: true
                  - name: n
                    logicalType: integer
                    logicalTypeOptions: {minimum: 0, maximum: 100}
            slaProperties:
              - {property: validRatio, value: 95, unit: percent}
            """;

    final BrokerProcess broker;
    final Path folder;
    final Contracts contracts;
    final Decoders decoders = new Decoders(new SchemaCatalog(null, LocalSchemas.none()));

    WorkTopic(Path folder, int partitions, int records, long seed) throws Exception {
        this.folder = folder;
        Files.writeString(folder.resolve("clicks.contract.yaml"), CONTRACT);
        contracts = Contracts.read(List.of(folder));
        broker = BrokerProcess.start();
        try (var admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, partitions, (short) 1))).all().get();
        }
        send(TOPIC, new Random(seed), partitions, records);
    }

    void send(String topic, Random random, int partitions, int records) throws Exception {
        try (var producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.bootstrap(), "linger.ms", 5),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            long now = System.currentTimeMillis();
            for (int i = 0; i < records; i++) {
                var id = random.nextInt(30) == 0 ? "" : "\"id\":\"i-" + random.nextInt(999) + "\",";
                var json = "{" + id + "\"n\":" + random.nextInt(103) + "}";
                // the last one has twice as many, the first next to none
                int partition = random.nextInt(partitions + 1);
                producer.send(
                        new ProducerRecord<>(
                                topic,
                                partition == partitions ? partitions - 1 : partition,
                                now - records + i,
                                bytes("k" + i % 50),
                                bytes(random.nextInt(200) == 0 ? "{\"broken" : json)));
            }
            producer.flush();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    ClusterProfile profile(boolean writable) {
        var settings =
                new ClientSettings(
                        Map.of(
                                "session.timeout.ms", "6000",
                                "max.poll.interval.ms", "2000"),
                        Map.of());
        return new ClusterProfile(
                        "test",
                        broker.bootstrap(),
                        null,
                        List.of(folder),
                        Environment.TEST,
                        new Auth.None())
                .withSettings(settings)
                .withUse(new Use(writable, 0));
    }

    static ReadRequest everything() {
        return new ReadRequest(TOPIC, Set.of(), new From.Earliest(), new Until.End());
    }

    Indicators single(Cluster cluster) throws InterruptedException {
        try (var check =
                Check.onTopic(
                        cluster,
                        everything(),
                        Choice.ALL,
                        decoders,
                        contracts,
                        _ -> Masks.Source.NONE,
                        Duration.ofSeconds(6))) {
            if (!check.await(60_000)) {
                throw new IllegalStateException("the single check did not end");
            }
            return check.figures();
        }
    }

    WorkOrder order(Cluster cluster, String name, String by) {
        return new WorkOrder(
                cluster,
                profile(true).writePermission().orElseThrow(),
                ResultTopic.of(TOPIC).orElseThrow(),
                name,
                everything(),
                Choice.ALL,
                null,
                decoders,
                contracts,
                _ -> Masks.Source.NONE,
                by);
    }

    /// All that is counted exactly, in an order of its own.
    static List<Object> exact(Indicators of) {
        var all = new ArrayList<Object>();
        all.add(of.complete());
        all.add(of.counts());
        all.add(List.of(of.first(), of.last(), of.gone(), of.leftOut()));
        all.add(of.partitions());
        all.add(of.spans());
        all.add(of.schemas());
        for (var level : of.levels()) {
            all.add(List.of(level.level(), level.of(), level.missed(), level.downMillis()));
        }
        for (var rule : of.rules()) {
            all.add(List.of(rule.rule(), rule.path(), rule.records(), rule.first(), rule.last()));
        }
        for (var field : of.fields()) {
            all.add(List.of(field.path(), field.parents(), field.present(), field.nulls()));
            all.add(List.of("" + field.range(), field.findings()));
        }
        return all;
    }

    @Override
    public void close() {
        broker.close();
    }
}
