package io.sightglass.worker;

import io.sightglass.indicator.SharedCheck;
import io.sightglass.model.Headers;
import io.sightglass.model.Sentence;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.Membership;
import io.sightglass.port.OffsetSpan;
import io.sightglass.port.RecordHandler;
import io.sightglass.port.RecordSource;
import io.sightglass.port.Writing;
import io.sightglass.scan.Counting;
import io.sightglass.scan.Feed;
import io.sightglass.scan.Scan;
import io.sightglass.scan.ScanState;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/// One of the workers of a run: takes its share of the partitions, counts, and writes what it has
/// counted into the results topic. It ends when the run is done, whoever does the last of it.
///
/// All of it happens on its scan's thread.
public final class Worker implements Feed, Counting<Optional<RunFigures>> {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration POLL = Duration.ofMillis(100);

    /// How often it is written down what was counted: so much is counted again when a worker dies.
    private static final Duration WRITE = Duration.ofSeconds(3);

    /// How often one who has nothing to do looks whether the others are done.
    private static final long LOOK_NANOS = 500_000_000L;

    /// How long writing may fail before it is given up.
    private static final long PATIENCE_NANOS = 120_000_000_000L;

    private final String id = UUID.randomUUID().toString();
    private final WorkOrder order;
    private final long writeNanos;
    private final RunLog log;
    private final RunReader reader;
    private final Map<Integer, Own> own = new TreeMap<>();
    private final Set<Integer> taken = new TreeSet<>();
    private final Changes changes = new Changes();
    private boolean changed;
    private @Nullable RunHeader run;
    private @Nullable Writing writing;
    private @Nullable Membership membership;
    private @Nullable RecordSource source;
    private @Nullable RunFigures figures;
    private long records;
    private long wrote = System.nanoTime();
    private long safe = System.nanoTime();
    private long looked = System.nanoTime() - LOOK_NANOS;

    /// What is counted of a partition that is ours.
    private static final class Own {
        private final SharedCheck check;
        private final OffsetSpan span;
        private long next;
        private long written;

        Own(SharedCheck check, OffsetSpan span, long next, long written) {
            this.check = check;
            this.span = span;
            this.next = next;
            this.written = written;
        }
    }

    private Worker(WorkOrder order, Duration every) {
        this.order = order;
        this.writeNanos = every.toNanos();
        this.log = new RunLog(order.name());
        this.reader = new RunReader(order.cluster(), order.results(), log);
    }

    /// Begins, and returns at once; whoever started it closes it. What was counted by then is
    /// written down, and others go on with it.
    public static Scan<Optional<RunFigures>> start(WorkOrder order, Duration patience) {
        return start(order, patience, WRITE);
    }

    /// @param every how often it is written down what was counted
    static Scan<Optional<RunFigures>> start(WorkOrder order, Duration patience, Duration every) {
        var worker = new Worker(order, every);
        return Scan.start("Checking", order.request().topic(), worker, worker, patience);
    }

    // The feed: where records come from.

    @Override
    public long expected() {
        return -1; // the others' share is not known beforehand
    }

    @Override
    public void run(Taker taker) throws ConnectionFailure {
        try (var open = order.cluster().writing(order.permission())) {
            writing = open;
            open.keepLast(order.results());
            var begun = new RunStart(order, log, reader, open).header();
            run = begun;
            figures = new RunFigures(begun, log.progress(begun), null);
            work(taker, begun, open);
            reader.refresh();
            figures = RunFigures.of(begun, log, order.decoders());
        } finally {
            writing = null;
        }
    }

    private void work(Taker taker, RunHeader begun, Writing open) throws ConnectionFailure {
        try (var member = open.join(begun.topic(), begun.name())) {
            membership = member;
            try {
                while (taker.wantsMore() && !isDone(begun)) {
                    step(taker, begun, member);
                }
            } finally {
                // what was counted is not to be lost, whatever ended it
                writeOrWarn(own.keySet());
            }
        } finally {
            membership = null;
            closeSource();
        }
    }

    private void step(Taker taker, RunHeader begun, Membership member) throws ConnectionFailure {
        boolean idle = isIdle();
        member.poll(idle ? POLL : Duration.ZERO, changes);
        if (changed) {
            changed = false;
            take(begun);
            reopen(begun);
        }
        var open = source;
        if (open != null && !open.finished()) {
            open.poll(POLL, handler(taker));
            if (open.finished()) {
                // after the last record there may be offsets without one
                own.values().forEach(each -> each.next = Math.max(each.next, each.span.to()));
            }
        }
        taker.pause();
        if (System.nanoTime() - wrote > writeNanos) {
            writeOrWait();
        }
    }

    private boolean isIdle() {
        var open = source;
        return open == null || open.finished();
    }

    /// Whether everything is done, by us and by the others.
    private boolean isDone(RunHeader begun) throws ConnectionFailure {
        if (!isIdle() || changed || System.nanoTime() - looked < LOOK_NANOS) {
            return false;
        }
        writeOrWait();
        reader.refresh();
        looked = System.nanoTime();
        var progress = log.progress(begun);
        figures = new RunFigures(begun, progress, null);
        return progress.isDone();
    }

    /// Goes on with the partitions that are ours of late, where the one before was.
    private void take(RunHeader begun) throws ConnectionFailure {
        taken.removeAll(own.keySet());
        if (taken.isEmpty()) {
            return;
        }
        reader.refresh();
        for (int partition : taken) {
            var span = begun.span(partition);
            var check = order.check();
            var before = log.portion(begun, partition);
            long next = span.from();
            if (before.isPresent()) {
                try {
                    check.resume(before.get().state());
                } catch (IllegalArgumentException e) {
                    throw new ConnectionFailure(notUnderstood(begun, partition), e);
                }
                next = before.get().next();
            }
            own.put(partition, new Own(check, span, next, before.isPresent() ? next : -1));
        }
        taken.clear();
    }

    private static Sentence notUnderstood(RunHeader begun, int partition) {
        return Sentence.builder()
                .text("What was counted of partition ")
                .strong(Integer.toString(partition))
                .text(" in ")
                .strong(begun.name())
                .text(
                        " is not understood; it may be another version's, or held to another"
                                + " contract. Start a run of another name.")
                .build();
    }

    private void reopen(RunHeader begun) throws ConnectionFailure {
        closeSource();
        var spans = new HashMap<Integer, OffsetSpan>();
        own.forEach((partition, each) -> {
            if (each.next < each.span.to()) {
                spans.put(partition, new OffsetSpan(each.next, each.span.to()));
            }
        });
        if (!spans.isEmpty()) {
            source = order.cluster().open(begun.topic(), spans);
        }
    }

    private void closeSource() {
        var open = source;
        source = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                LOG.warn("Closing a reading position failed", e);
            }
        }
    }

    private RecordHandler handler(Taker taker) {
        return new RecordHandler() {
            @Override
            public void accept(
                    int partition,
                    long offset,
                    long timestamp,
                    Headers headers,
                    @Nullable ByteBuffer key,
                    @Nullable ByteBuffer value) {
                if (taker.wantsMore()) {
                    taker.take(partition, offset, timestamp, headers, key, value);
                }
            }

            @Override
            public void gone(int partition, long from, long to) {
                var each = own.get(partition);
                // what was counted and then lost by the cluster stays counted
                if (each != null && from >= each.next) {
                    each.check.gone(to - from);
                    each.next = to;
                }
            }
        };
    }

    /// Writes what was counted; where that fails, it is tried again later, for some time.
    private void writeOrWait() throws ConnectionFailure {
        wrote = System.nanoTime();
        try {
            write(own.keySet());
            safe = wrote;
        } catch (ConnectionFailure e) {
            if (wrote - safe > PATIENCE_NANOS) {
                throw e;
            }
            LOG.warn("What was counted could not be written; once more soon.", e);
        }
    }

    private void writeOrWarn(Set<Integer> partitions) {
        try {
            write(partitions);
        } catch (ConnectionFailure e) {
            // whoever goes on counts again what is not there
            LOG.warn("What was counted could not be written.", e);
        }
    }

    private void write(Set<Integer> partitions) throws ConnectionFailure {
        var begun = run;
        var open = writing;
        var entries = new ArrayList<Writing.Entry>();
        var overtaken = new ArrayList<Writing.Entry>();
        var next = new TreeMap<Integer, Long>();
        if (begun == null || open == null) {
            return;
        }
        for (int partition : partitions) {
            var each = own.get(partition);
            if (each != null && each.next > each.written) {
                entries.add(entry(begun, partition, each));
                next.put(partition, each.next);
                for (var other : log.overtaken(begun, partition, id, each.next)) {
                    overtaken.add(Entries.without(begun.id(), partition, other));
                }
            }
        }
        if (entries.isEmpty()) {
            return;
        }
        open.write(order.results(), entries);
        next.forEach((partition, offset) -> {
            var each = own.get(partition);
            if (each != null) {
                each.written = offset;
            }
        });
        if (!overtaken.isEmpty()) {
            // not before ours is safe
            open.write(order.results(), overtaken);
            next.forEach((partition, offset) -> log.forget(begun, partition, id, offset));
        }
        var member = membership;
        if (member != null) {
            member.tell(next);
        }
    }

    private Writing.Entry entry(RunHeader begun, int partition, Own each) {
        var state = Entries.JSON.createObjectNode();
        each.check.save(state);
        return Entries.of(
                new Portion(
                        begun.id(),
                        partition,
                        id,
                        order.by(),
                        each.next,
                        each.check.records(),
                        System.currentTimeMillis(),
                        state));
    }

    @Override
    public void stop() {
        // nothing here waits for long
    }

    private final class Changes implements Membership.Listener {
        @Override
        public void taken(Set<Integer> partitions) {
            taken.addAll(partitions);
            changed = true;
        }

        @Override
        public void leaving(Set<Integer> partitions) {
            writeOrWarn(partitions);
            lost(partitions);
        }

        @Override
        public void lost(Set<Integer> partitions) {
            own.keySet().removeAll(partitions);
            taken.removeAll(partitions);
            changed = true;
        }
    }

    // The counting: what becomes of them.

    @Override
    public boolean take(
            int partition,
            long offset,
            long timestamp,
            Headers headers,
            @Nullable ByteBuffer key,
            @Nullable ByteBuffer value) {
        var each = own.get(partition);
        if (each == null || offset < each.next) {
            return true; // somebody else's, or counted
        }
        if (!each.check.add(partition, offset, timestamp, headers, key, value)) {
            return false;
        }
        each.next = offset + 1;
        records++;
        return true;
    }

    @Override
    public @Nullable Sentence without(
            int partition,
            long offset,
            long timestamp,
            Headers headers,
            @Nullable ByteBuffer key,
            @Nullable ByteBuffer value) {
        var each = own.get(partition);
        var said = each == null ? null : each.check.obstacle(headers, key, value);
        return said == null
                ? Sentence.of("A schema did not come in time; start this worker again.")
                : said;
    }

    @Override
    public long generation() {
        return order.decoders().generation();
    }

    @Override
    public void gone(long some) {
        // told by partition
    }

    @Override
    public long records() {
        return records;
    }

    @Override
    public Optional<RunFigures> figures(ScanState state) {
        return Optional.ofNullable(figures);
    }
}
