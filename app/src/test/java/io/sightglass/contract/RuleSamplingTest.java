package io.sightglass.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.List;

/// A reader in simulated time: records arrive at a rate, reading one costs something, and holding
/// it to the costly rules something more.
class RuleSamplingTest {
    private static final int BATCH = 50;
    private static final long SECOND = 1_000_000_000L;

    private final WholeRule dear = rule("total-of-items");
    private final WholeRule cheap = rule("id-is-there");

    private long now;
    private final RuleSampling sampling = new RuleSampling(() -> now);

    private long read;
    private double arrived;
    private double perSecond;
    private long others = 10_000;
    private long cost = 20_000;
    private boolean known = true;
    private long judged;

    private static WholeRule rule(String id) {
        var origin = new Origin(RuleSource.REGISTRY_RULE, "orders-value v3", "orders-value v3");
        return new WholeRule() {
            @Override
            public List<RuleInfo> infos() {
                return List.of(new RuleInfo(id, "", "words", origin, null));
            }

            @Override
            public Judge newJudge() {
                throw new UnsupportedOperationException();
            }
        };
    }

    private void forward(long nanos) {
        now += nanos;
        arrived += perSecond * nanos / SECOND;
    }

    /// One poll: up to a batch of what is there, or a wait of 100 ms.
    private void poll() {
        int count = (int) Math.min(BATCH, (long) arrived - read);
        long began = now;
        for (int i = 0; i < count; i++) {
            sampling.next();
            forward(others);
            if (sampling.takes()) {
                judged++;
                forward(cost);
                sampling.spent(dear, cost * 9 / 10);
                sampling.spent(cheap, cost / 10);
            }
            read++;
        }
        long busy = now - began;
        if (count == 0) {
            forward(100_000_000);
        }
        sampling.look(count, busy, () -> known ? (long) arrived - read : -1);
    }

    private void run(int seconds) {
        long end = now + seconds * SECOND;
        while (now < end) {
            poll();
        }
    }

    private int oneIn() {
        return sampling.sampled().oneIn();
    }

    @Test
    void whatKeepsUpIsJudgedInFull() {
        perSecond = 20_000;
        run(60);
        assertEquals(1, oneIn());
        assertEquals(read, judged);
        assertNull(sampling.sampled().costliest());
    }

    @Test
    void whatDoesNotKeepUpIsSampledUntilItDoes() {
        perSecond = 60_000; // 17 us each, and all of it costs 30
        run(30);
        assertTrue(oneIn() > 1, () -> "1 in " + oneIn());
        long then = read;
        long judgedThen = judged;
        run(60);
        assertTrue(arrived - read < perSecond / 2, () -> "behind by " + (arrived - read));
        assertTrue(judged - judgedThen < read - then);
        assertTrue(judged > judgedThen, "some are judged");
        var costliest = sampling.sampled().costliest();
        assertEquals("total-of-items", costliest.rule().id());
        assertEquals(18_000, costliest.nanos());
        assertEquals(0.9, costliest.share(), 0.01);
        assertEquals(0, costliest.more());

        perSecond = 5_000;
        run(20);
        assertEquals(1, oneIn());
        then = read;
        judgedThen = judged;
        run(5);
        assertEquals(read - then, judged - judgedThen, "every one again");
    }

    @Test
    void oneInNIsOneInN() {
        perSecond = 80_000;
        run(20);
        int n = oneIn();
        assertTrue(n > 1);
        int taken = 0;
        for (int i = 0; i < 1_000 * n; i++) {
            sampling.next();
            boolean first = sampling.takes();
            assertEquals(first, sampling.takes(), "key and value alike");
            assertEquals(first, sampling.isWhole());
            taken += first ? 1 : 0;
        }
        assertEquals(1_000, taken, 1);
    }

    @Test
    void recordsWithoutSuchRulesAreWhole() {
        perSecond = 80_000;
        run(20);
        assertTrue(oneIn() > 1);
        for (int i = 0; i < 100; i++) {
            sampling.next();
            assertTrue(sampling.isWhole());
        }
    }

    /// However long it takes: what is left gets less.
    @Test
    void historyIsJudgedInFull() {
        arrived = 1_000_000;
        perSecond = 10_000;
        run(60);
        assertEquals(1, oneIn());
        assertEquals(read, judged);
    }

    @Test
    void batchesThatComeNowAndThenAreNoOverload() {
        for (int i = 0; i < 20; i++) {
            arrived += 40_000; // takes 1.2 s, once in 3
            run(3);
        }
        assertEquals(1, oneIn());
    }

    @Test
    void rulesThatCostLittleAreNotLeftOut() {
        cost = 1_000;
        perSecond = 200_000;
        run(30);
        assertEquals(1, oneIn());
        assertTrue(arrived - read > perSecond, "it is behind all the same");
    }

    @Test
    void whereTheSourceDoesNotKnowNothingIsLeftOut() {
        known = false;
        perSecond = 60_000;
        run(30);
        assertEquals(1, oneIn());
    }

    @Test
    void moreThanAnyNCanMendEndsAtABound() {
        cost = 50_000_000;
        others = 1_000_000;
        perSecond = 10_000;
        run(120);
        assertEquals(RuleSampling.MOST, oneIn());
        perSecond = 0;
        arrived = read;
        run(60);
        assertEquals(1, oneIn(), "and comes back");
    }

    /// A load between two Ns: changes get rare.
    @Test
    void itDoesNotGoToAndFro() {
        perSecond = 42_000;
        int changes = 0;
        int before = 1;
        for (int i = 0; i < 600; i++) {
            run(1);
            changes += oneIn() == before ? 0 : 1;
            before = oneIn();
        }
        assertTrue(changes <= 12, changes + " changes in ten minutes");
    }

    @Test
    void theSentenceNamesCauseAndRemedy() {
        perSecond = 60_000;
        assertFalse(sampling.sampled().isPart());
        run(30);
        var sampled = sampling.sampled();
        assertTrue(sampled.isPart());
        assertEquals("sampled 1 in " + oneIn(), sampled.words());
        assertEquals(
                "Sampled 1 in "
                        + oneIn()
                        + ": records arrive faster than all rules can be held against them. Each is"
                        + " still held to its schema's structure and to the rules on single fields;"
                        + " to those on the whole record only one in "
                        + oneIn()
                        + " is. 90 % of their time goes into total-of-items (orders-value v3), 18.0"
                        + " µs a record. Say the same by a range, a pattern or valid values on its"
                        + " field in the contract file, which costs next to nothing, or read fewer"
                        + " partitions.",
                sampled.sentence().plain());
    }
}
