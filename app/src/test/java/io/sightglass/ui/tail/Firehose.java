package io.sightglass.ui.tail;

import io.sightglass.cli.RealConnector;
import io.sightglass.connect.Connection;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.From;
import io.sightglass.port.ReadRequest;
import io.sightglass.port.Until;
import io.sightglass.tail.TailLimits;
import io.sightglass.ui.fx.FxTest;
import io.sightglass.ui.fx.Pulse;
import io.sightglass.ui.fx.RecordList;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;

/// Sends millions of real records (copies of the playground's orders, faults included) through a
/// real broker into the window's tail while it follows, presses a key in the record list now and
/// then, and prints memory and how long a key took: until the window's thread was free for it, and
/// until the list had its answer laid out. Run by hand; arguments: records (10 million), records
/// held (200 000), records sent a second (as fast as it goes).
public final class Firehose {
    private static final String TOPIC = "firehose";
    private static final int SAMPLES = 2_000;
    private static final int REPORTS = 10;

    private Firehose() {}

    public static void main(String[] arguments) throws Exception {
        long records = arguments.length > 0 ? Long.parseLong(arguments[0]) : 10_000_000;
        int held = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200_000;
        long rate = arguments.length > 2 ? Long.parseLong(arguments[2]) : Long.MAX_VALUE;
        FxTest.start();
        var connector = new RealConnector();
        try (var playground = connector.startPlayground(_ -> {});
                var connection = Connection.open(connector, playground.profile())) {
            var values = samples(connection);
            create(playground.profile().bootstrap());
            var limits = new TailLimits(held, 256L << 20);
            var model = new TailModel(connection, TOPIC, new From.Earliest(), limits);
            var view =
                    FxTest.get(() ->
                            new TailView(model, () -> List.of(0, 1, 2, 3), TailView.Widths.USUAL));
            var stage = FxTest.show(view, 1000, 1000);
            FxTest.on(() -> {
                stage.setWidth(1000);
                stage.setHeight(1000);
            });
            FxTest.on(() -> Pulse.each(view, model::look));
            FxTest.on(model::start);
            var producing =
                    Thread.ofPlatform()
                            .name("firehose")
                            .daemon()
                            .start(() ->
                                    send(playground.profile().bootstrap(), values, records, rate));
            watch(model, view, records);
            producing.join();
            model.close();
        }
        System.exit(0);
    }

    private static void watch(TailModel model, TailView view, long records) throws IOException {
        var list =
                view.lookupAll("*").stream()
                        .filter(RecordList.class::isInstance)
                        .map(RecordList.class::cast)
                        .findFirst()
                        .orElseThrow();
        var keys = new ArrayList<Long>();
        var waits = new ArrayList<Long>();
        int count = 0;
        long next = records / REPORTS;
        long began = System.nanoTime();
        var frames = new ArrayList<Long>();
        FxTest.on(() -> Pulse.each(list, () -> frames.add(Pulse.lastNanos())));
        while (true) {
            LockSupport.parkNanos(200_000_000);
            long pressed = System.nanoTime();
            boolean toEnd = ++count % 20 == 0;
            FxTest.on(() -> {
                waits.add(System.nanoTime() - pressed);
                KeyEvent.fireEvent(
                        list,
                        new KeyEvent(
                                KeyEvent.KEY_PRESSED,
                                "",
                                "",
                                toEnd ? KeyCode.END : KeyCode.UP,
                                false,
                                false,
                                false,
                                false));
                view.getScene().getRoot().layout();
            });
            keys.add(System.nanoTime() - pressed);
            var tail = model.tail().orElseThrow();
            if (tail.next() >= next) {
                print(tail.next(), tail.heldBytes(), began, keys, waits, frames);
                next += records / REPORTS;
                // Each line speaks of its own tenth: the first has the machine's warming up in it.
                keys.clear();
                waits.clear();
                FxTest.on(frames::clear);
            }
            if (tail.next() >= records) {
                var counts = tail.counts();
                System.out.println(counts + ", held " + (tail.next() - tail.first()));
                return;
            }
        }
    }

    private static void print(
            long records,
            long heldBytes,
            long began,
            List<Long> keys,
            List<Long> waits,
            List<Long> frames)
            throws IOException {
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        var painted = FxTest.get(() -> List.copyOf(frames));
        System.out.printf(
                Locale.ROOT,
                "%,d records, %.0f/s, heap %d MiB after GC, held %d MiB off-heap, resident %d MiB;"
                    + " key p50 %.1f p99 %.1f max %.1f ms (%d), free for it p99 %.1f max %.1f ms;"
                    + " look p50 %.2f p99 %.2f ms%n",
                records,
                records / ((System.nanoTime() - began) / 1e9),
                heap >> 20,
                heldBytes >> 20,
                resident() >> 10,
                percentile(keys, 50),
                percentile(keys, 99),
                percentile(keys, 100),
                keys.size(),
                percentile(waits, 99),
                percentile(waits, 100),
                percentile(painted, 50),
                percentile(painted, 99));
    }

    private static double percentile(List<Long> nanos, int percent) {
        if (nanos.isEmpty()) {
            return 0;
        }
        var sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e6;
    }

    /// In KiB; Linux only, else -1.
    private static long resident() throws IOException {
        var status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return -1;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(-1);
    }

    private static List<byte[]> samples(Connection connection) throws IOException {
        var values = new ArrayList<byte[]>();
        var request = new ReadRequest("orders", Set.of(), new From.Last(SAMPLES), new Until.End());
        try (var source = connection.cluster().open(request)) {
            while (!source.finished() && values.size() < SAMPLES) {
                source.poll(
                        Duration.ofMillis(200),
                        (_, _, _, _, _, value) -> {
                            if (value != null) {
                                var bytes = new byte[value.remaining()];
                                value.duplicate().get(bytes);
                                values.add(bytes);
                            }
                        });
            }
        } catch (ConnectionFailure failure) {
            throw new IOException(failure.sentence().plain(), failure);
        }
        return values;
    }

    private static void create(String bootstrap) throws InterruptedException, ExecutionException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            var topic = new NewTopic(TOPIC, 4, (short) 1);
            topic.configs(Map.of("retention.bytes", "-1"));
            admin.createTopics(List.of(topic)).all().get();
        }
    }

    private static void send(String bootstrap, List<byte[]> values, long records, long rate) {
        Map<String, Object> settings =
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "linger.ms",
                        20,
                        "batch.size",
                        1 << 18,
                        "compression.type",
                        "none");
        var bytes = new ByteArraySerializer();
        try (var producer = new KafkaProducer<>(settings, bytes, bytes)) {
            long began = System.nanoTime();
            for (long i = 0; i < records; i++) {
                if (i % 100 == 0 && rate != Long.MAX_VALUE) {
                    LockSupport.parkNanos(began + i * 1_000_000_000 / rate - System.nanoTime());
                }
                producer.send(new ProducerRecord<>(TOPIC, values.get((int) (i % values.size()))));
            }
        }
    }
}
