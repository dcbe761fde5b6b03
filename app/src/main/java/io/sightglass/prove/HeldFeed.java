package io.sightglass.prove;

import io.sightglass.decode.Decoder;
import io.sightglass.tail.Tail;

/// The records that a tail holds when the run begins, the oldest first. Those that leave it
/// meanwhile are left out.
final class HeldFeed implements Feed {
    private static final int BETWEEN = 1_000;

    private final Tail tail;
    private final Decoder decoder;
    private final long from;
    private final long to;

    HeldFeed(Tail tail, Decoder decoder) {
        this.tail = tail;
        this.decoder = decoder;
        this.from = tail.first();
        this.to = tail.next();
    }

    @Override
    public long expected() {
        return to - from;
    }

    @Override
    public void run(Taker taker) {
        for (long sequence = from; sequence < to && taker.wantsMore(); sequence++) {
            var held = tail.record(sequence);
            if (held.isEmpty()) {
                taker.gone(sequence, sequence + 1);
            } else {
                var record = held.get();
                var value = record.value();
                taker.take(
                        decoder,
                        record.topic(),
                        record.partition(),
                        record.offset(),
                        record.timestamp(),
                        record.headers(),
                        value,
                        0,
                        value == null ? 0 : value.length,
                        null);
            }
            if (sequence % BETWEEN == 0) {
                taker.pause();
            }
        }
    }

    @Override
    public void stop() {
        // Nothing waits.
    }
}
