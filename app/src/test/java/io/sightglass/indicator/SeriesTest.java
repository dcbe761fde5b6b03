package io.sightglass.indicator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.model.Mark;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class SeriesTest {
    private static final long START = 1_700_000_000_000L;
    private static final long NOW = START + 400L * 86_400_000;

    private record At(long time, boolean missed) {}

    /// Whatever times records have, and in whatever order they come: none is lost, each is in the
    /// span that its time falls into, and the spans with misses are those that a count by hand has.
    @ParameterizedTest
    @ValueSource(longs = {5_000, 200_000, 3_600_000, 86_400_000, 300L * 86_400_000})
    void countsWhatACountByHandHas(long reach) {
        for (int seed = 0; seed < 40; seed++) {
            var random = new Random(seed);
            var series = new Series();
            var all = new ArrayList<At>();
            for (int i = 0; i < 500; i++) {
                boolean missed = random.nextInt(20) == 0;
                var at = new At(START + (long) (random.nextDouble() * reach), missed);
                all.add(at);
                int slot = series.slot(at.time(), NOW);
                series.mark(slot, missed ? Mark.VIOLATION : Mark.VALID);
                series.level(slot, 0, missed);
                if (missed) {
                    series.cause(slot, 0);
                }
            }
            var spans = series.spans(List.of());
            assertTrue(spans.spans().size() <= Series.MOST);
            for (int i = 0; i < spans.spans().size(); i++) {
                long from = spans.start() + i * spans.millis();
                long to = from + spans.millis();
                long inside =
                        all.stream().filter(at -> at.time() >= from && at.time() < to).count();
                assertEquals(inside, spans.spans().get(i).total());
            }
            assertEquals(500, spans.spans().stream().mapToLong(Indicators.Span::total).sum());
            var down = series.down(0, 1, List.of(new RuleTallies.Named("r", "p")));
            long missed = 0;
            for (var each : down.latest()) {
                long inside =
                        all.stream()
                                .filter(at -> at.time() >= each.from() && at.time() < each.to())
                                .filter(At::missed)
                                .count();
                assertEquals(inside, each.missed());
                assertEquals(inside, each.cause().records());
                missed += inside;
            }
            if (down.spans() <= 50) {
                assertEquals(all.stream().filter(At::missed).count(), missed);
            }
        }
    }

    @Test
    void aTimeThatIsNoneWidensNothing() {
        var series = new Series();
        assertEquals(0, series.slot(START, NOW));
        assertEquals(-1, series.slot(-1, NOW));
        assertEquals(-1, series.slot(0, NOW));
        assertEquals(-1, series.slot(NOW + 2 * 86_400_000L, NOW));
        assertEquals(1_000, series.spans(List.of()).millis());
    }

    /// A span without records neither ends an outage nor is one.
    @Test
    void aPauseDoesNotEndAnOutage() {
        var series = new Series();
        for (int second : new int[] {0, 1, 5, 6, 8}) {
            int slot = series.slot(START + second * 1_000L, NOW);
            series.level(slot, 0, second == 1 || second == 5);
        }
        var down = series.down(0, 0.9, List.of());
        assertEquals(1, down.spans());
        assertEquals(START + 1_000, down.latest().getFirst().from());
        assertEquals(START + 6_000, down.latest().getFirst().to());
        assertEquals(2, down.latest().getFirst().missed());
    }
}
