package io.sightglass.worker;

import io.sightglass.connect.Connection;
import io.sightglass.decode.mask.Masks;
import io.sightglass.indicator.Choice;
import io.sightglass.indicator.SharedCheck;
import io.sightglass.port.From;
import io.sightglass.port.OffsetSpan;
import io.sightglass.port.ReadRequest;
import io.sightglass.port.RecordHandler;
import io.sightglass.port.Until;
import io.sightglass.port.Writing.Entry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/// What workers would have written about a topic as it is now: a run that is done, and one of which
/// a third is left.
public final class SampleRuns {
    public static final String DONE = "nightly-2026-11-24";
    public static final String GOING = "nightly-2026-11-25";

    /// As many of the latest records, so that it is soon done.
    private static final int MOST = 3_000;

    private static final long STARTED = 1_795_600_800_000L;

    private SampleRuns() {}

    public static List<Entry> of(Connection connection, String topic) throws Exception {
        var entries = new ArrayList<Entry>();
        run(connection, topic, DONE, STARTED - 86_400_000, 1, entries);
        run(connection, topic, GOING, STARTED, 1.5, entries);
        return entries;
    }

    private static void run(
            Connection connection,
            String topic,
            String name,
            long started,
            double times,
            List<Entry> entries)
            throws Exception {
        var checks = new TreeMap<Integer, SharedCheck>();
        var begins = new TreeMap<Integer, Long>();
        var ends = new TreeMap<Integer, Long>();
        RecordHandler handler =
                (partition, offset, timestamp, headers, key, value) -> {
                    var check =
                            checks.computeIfAbsent(
                                    partition,
                                    _ ->
                                            SharedCheck.of(
                                                    topic,
                                                    connection.decoders(),
                                                    connection.contracts(),
                                                    _ -> Masks.Source.NONE,
                                                    Choice.ALL));
                    while (!check.add(partition, offset, timestamp, headers, key, value)) {
                        Thread.onSpinWait();
                    }
                    begins.putIfAbsent(partition, offset);
                    ends.put(partition, offset + 1);
                };
        var request = new ReadRequest(topic, Set.of(), new From.Last(MOST), new Until.End());
        try (var source = connection.cluster().open(request)) {
            while (!source.finished()) {
                source.poll(Duration.ofMillis(50), handler);
            }
        }
        var spans = new TreeMap<Integer, OffsetSpan>();
        ends.forEach((partition, end) ->
                spans.put(
                        partition, new OffsetSpan(0, partition == 0 ? end : (long) (end * times))));
        var run =
                new RunHeader(
                        "id-" + name, name, topic, started, "ada@one", "", null, Set.of(), spans);
        entries.add(Entries.of(run));
        checks.forEach((partition, check) -> {
            var state = Entries.JSON.createObjectNode();
            check.save(state);
            entries.add(
                    Entries.of(
                            new Portion(
                                    run.id(),
                                    partition,
                                    "w-" + partition,
                                    "ada@" + (partition == 0 ? "one" : "two"),
                                    ends.get(partition),
                                    check.records(),
                                    started + 300_000,
                                    state)));
        });
    }
}
