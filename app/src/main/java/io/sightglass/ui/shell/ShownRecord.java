package io.sightglass.ui.shell;

import io.sightglass.prove.RecordPlace;
import io.sightglass.tail.Tail;
import io.sightglass.tail.TailState;
import io.sightglass.ui.tail.TailModel;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;

/// Goes to one record of a topic in its tab.
final class ShownRecord {
    private static final long NONE = -1;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long STEP_NANOS = 20_000_000;

    private ShownRecord() {}

    /// Chooses the record, if the tab holds it; whether it does.
    static boolean select(TailModel model, RecordPlace place) {
        long sequence =
                model.tail().map(tail -> find(tail, tail.first(), tail.next(), place)).orElse(NONE);
        if (sequence == NONE) {
            return false;
        }
        show(model, sequence);
        return true;
    }

    /// The same once it has been read, within a while; on a thread of its own.
    static void selectOnceRead(TailModel model, RecordPlace place, Executor window) {
        var tail = model.tail().orElse(null);
        if (tail == null) {
            return;
        }
        Thread.ofVirtual()
                .name("sightglass-record")
                .start(() -> {
                    long end = System.nanoTime() + PATIENCE.toNanos();
                    long looked = tail.first();
                    while (System.nanoTime() < end) {
                        long next = tail.next();
                        long sequence = find(tail, looked, next, place);
                        if (sequence != NONE) {
                            window.execute(() -> show(model, sequence));
                            return;
                        }
                        if (tail.state() instanceof TailState.Failed) {
                            return; // the tab says why
                        }
                        looked = Math.max(looked, next);
                        LockSupport.parkNanos(STEP_NANOS);
                    }
                });
    }

    private static void show(TailModel model, long sequence) {
        model.showAll();
        // else what comes in would carry the record away
        model.liveProperty().set(false);
        model.selectedProperty().set(sequence);
    }

    private static long find(Tail tail, long from, long to, RecordPlace place) {
        long[] found = {NONE};
        tail.scan(
                from,
                to,
                (sequence, partition, timestamp, _, _) -> {
                    if (found[0] == NONE
                            && partition == place.partition()
                            && (timestamp == place.timestamp() || place.timestamp() < 0)
                            && tail.row(sequence)
                                    .filter(row -> row.offset() == place.offset())
                                    .isPresent()) {
                        found[0] = sequence;
                    }
                });
        return found[0];
    }
}
