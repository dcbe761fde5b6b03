package io.sightglass.contract;

import org.jspecify.annotations.Nullable;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/// Decides which records of a stream are held to the rules that cost much: those on the record as a
/// whole ([WholeRule]). All are, as long as that keeps up with what arrives; else one in N, chosen
/// anew by chance in each N, so that no rhythm of the producers' is met. Structure and the rules on
/// single fields are for every record all the same.
///
/// Falling behind is measured at the source: what is there and not yet read grows, while the rules
/// take a good part of the time. Reading history is no falling behind, however long it takes, since
/// what is left gets less. When the load falls, N does, down to 1.
///
/// Belongs to the thread that judges; [#sampled] is for any.
public final class RuleSampling {
    static final long WINDOW_NANOS = 1_000_000_000L;
    static final int MOST = 1 << 12;

    /// So many windows in a row must have left more behind than there was, since batches come and
    /// go.
    private static final int STRIKES = 2;

    /// The share of what arrived that may be left behind in a window without saying anything.
    private static final double TOLERATED = 0.05;

    /// Rules that take less of the time than this are not what reading waits for.
    private static final double NOTABLE = 0.2;

    /// What may be used of the time when N grows, and when it shrinks: less, so that it does not go
    /// to and fro.
    private static final double FULL = 0.8;

    private static final double EASY = 0.65;

    /// If N must grow again so soon after it shrank, it waits longer the next time.
    private static final int SOON = 8;

    private static final int MOST_PATIENT = 32;
    private static final int MOST_RULES = 1_000;

    private final LongSupplier nanoTime;
    private final SplittableRandom random = new SplittableRandom();
    private final Map<WholeRule, long[]> spent = new IdentityHashMap<>();
    private volatile Sampled sampled = Sampled.ALL;

    private int oneIn = 1;

    // The record at hand.
    private boolean decided;
    private boolean taken;
    private boolean whole = true;

    // The N records at hand.
    private int place;
    private int chosen;

    // The window at hand.
    private boolean started;
    private long began;
    private long behindThen = -1;
    private long records;
    private long busy;
    private long rules;
    private long judged;

    private double lastCost;
    private int strikes;

    // Windows without falling behind since N last changed, and since it last shrank.
    private int calm;
    private int sinceShrunk = MOST_PATIENT;

    /// So many calm windows until N may shrink.
    private int patience = 1;

    public RuleSampling() {
        this(System::nanoTime);
    }

    /// @param nanoTime as [System#nanoTime]
    public RuleSampling(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /// For any thread.
    public Sampled sampled() {
        return sampled;
    }

    /// Another record comes, of which key and value are judged.
    public void next() {
        decided = false;
        whole = true;
    }

    /// Whether the record since [#next] was held to all its rules.
    public boolean isWhole() {
        return whole;
    }

    /// Whether the record at hand is to be held to its rules on the record as a whole; asked where
    /// it has any.
    boolean takes() {
        if (!decided) {
            decided = true;
            taken = oneIn == 1 || isChosen();
            judged += taken ? 1 : 0;
        }
        whole &= taken;
        return taken;
    }

    private boolean isChosen() {
        if (place == 0) {
            chosen = random.nextInt(oneIn);
        }
        boolean hit = place == chosen;
        place = (place + 1) % oneIn;
        return hit;
    }

    /// The time by which costs are measured, in nanoseconds.
    public long nanoTime() {
        return nanoTime.getAsLong();
    }

    /// A rule was held against the record at hand.
    void spent(WholeRule rule, long nanos) {
        rules += nanos;
        var sum = spent.get(rule);
        if (sum == null) {
            if (spent.size() == MOST_RULES) {
                spent.clear();
            }
            sum = new long[2];
            spent.put(rule, sum);
        }
        sum[0] += nanos;
        sum[1]++;
    }

    /// To be called after each batch, also an empty one.
    ///
    /// @param count records in it
    /// @param nanos that the thread was busy with it, without waiting for records
    /// @param behind how many records are there that were not read yet, -1 where that is not known;
    ///   asked once a window
    public void look(int count, long nanos, LongSupplier behind) {
        records += count;
        busy += nanos;
        long now = nanoTime();
        if (!started) {
            started = true;
            begin(now, behind.getAsLong());
        } else if (now - began >= WINDOW_NANOS) {
            long left = behind.getAsLong();
            decide(now - began, left);
            begin(now, left);
        }
    }

    private void begin(long now, long behind) {
        began = now;
        behindThen = behind;
        records = 0;
        busy = 0;
        rules = 0;
        judged = 0;
    }

    private void decide(long elapsed, long behind) {
        boolean known = behind >= 0 && behindThen >= 0;
        long arrived = Math.max(0, records + (known ? behind - behindThen : 0));
        // More than a quarter of a window's records: a batch or two on their way are none.
        boolean falling =
                known
                        && behind - behindThen > TOLERATED * arrived
                        && behind > arrived / 4
                        && rules > NOTABLE * elapsed;
        strikes = falling ? strikes + 1 : 0;
        if (judged > 0) {
            lastCost = (double) rules / judged;
        }
        int before = oneIn;
        calm = falling ? 0 : calm + 1;
        sinceShrunk++;
        if (strikes >= STRIKES && oneIn < MOST) {
            // All of the time went into it, reading included.
            oneIn = Math.max(2 * oneIn, needed(FULL * elapsed, elapsed - rules, arrived));
            oneIn = Math.min(oneIn, MOST);
            strikes = 0;
            if (sinceShrunk <= SOON) {
                patience = Math.min(2 * patience, MOST_PATIENT);
            }
        } else if (oneIn > 1 && calm >= patience) {
            oneIn = Math.min(oneIn, needed(EASY * elapsed, busy - rules, arrived));
        } else if (calm > MOST_PATIENT) {
            patience = 1;
        }
        if (oneIn < before) {
            sinceShrunk = 0;
        }
        if (oneIn != before) {
            place = 0;
            calm = 0;
        }
        publish(before);
    }

    /// The least power of two that so much time is enough with.
    ///
    /// @param time there is
    /// @param others what is spent otherwise on the records of this window
    /// @param arrived as many come as this in that time
    private int needed(double time, double others, long arrived) {
        if (arrived == 0) {
            return 1;
        }
        double room = time / arrived - (records == 0 ? 0 : Math.max(0, others) / records);
        if (room <= 0) {
            return MOST;
        }
        int need = 1;
        while (need < MOST && lastCost / need > room) {
            need *= 2;
        }
        return need;
    }

    private void publish(int before) {
        if (oneIn == 1) {
            sampled = Sampled.ALL;
            // The next time is another story.
            spent.clear();
        } else if (oneIn != before || sampled.costliest() == null) {
            sampled = new Sampled(oneIn, costliest());
        }
    }

    private Sampled.@Nullable Costly costliest() {
        long all = 0;
        WholeRule most = null;
        long[] mostSpent = {0, 0};
        for (var entry : spent.entrySet()) {
            all += entry.getValue()[0];
            if (entry.getValue()[0] > mostSpent[0] && !entry.getKey().infos().isEmpty()) {
                most = entry.getKey();
                mostSpent = entry.getValue();
            }
        }
        return most == null
                ? null
                : new Sampled.Costly(
                        most.infos().getFirst(),
                        most.infos().size() - 1,
                        (double) mostSpent[0] / mostSpent[1],
                        (double) mostSpent[0] / all);
    }
}
