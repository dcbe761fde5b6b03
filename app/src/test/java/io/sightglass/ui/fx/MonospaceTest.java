package io.sightglass.ui.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.Random;

class MonospaceTest {
    @Test
    void cutsWithAnEllipsisWhatDoesNotFit() {
        assertEquals("abcd", Monospace.fit("abcd", 4));
        assertEquals("abc…", Monospace.fit("abcde", 4));
        assertEquals("", Monospace.fit("abcde", 0));
        assertEquals("日…", Monospace.fit("日本語", 4));
        assertEquals("a·b", Monospace.fit("a\nb", 3));
    }

    @Test
    void neverTakesMoreCellsThanThereAreAndNeverSplitsACharacter() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        int[] points = {'a', '日', 0x1F600, 0x301, '\t', 'é', 0x20000};
        for (int n = 0; n < 2000; n++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                text.appendCodePoint(points[random.nextInt(points.length)]);
            }
            int cells = random.nextInt(14);
            var fitted = Monospace.fit(text.toString(), cells);
            assertTrue(Monospace.cells(fitted) <= cells, "seed " + seed + ": " + text);
            for (int i = 0; i < fitted.length(); i++) {
                if (Character.isHighSurrogate(fitted.charAt(i))) {
                    assertTrue(i + 1 < fitted.length(), "seed " + seed + ": " + text);
                }
            }
        }
    }

    @Test
    void groupsDigitsByThree() {
        assertEquals("999", Texts.mono(999));
        assertEquals("9\u00a0203", Texts.mono(9203));
        assertEquals("-1\u00a0204\u00a0118", Texts.mono(-1_204_118));
        assertEquals("1\u2009240", Texts.grouped(1240));
        assertEquals("53\u00a0B", Texts.bytes(53));
        assertEquals("1.4\u00a0KiB", Texts.bytes(1434));
        assertEquals("241\u00a0MiB", Texts.bytes(241L << 20));
    }
}
