package io.sightglass.tail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// The short form of [TailSoak].
class TailSoakTest {
    private static final PrintStream NOWHERE =
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

    @Test
    void holdsNoMoreThanRecordsAllow() {
        var result = TailSoak.run(300_000, 100, new TailLimits(20_000, 256 << 20), NOWHERE);
        assertEquals(300_000, result.records());
        assertTrue(result.mostRows() <= 20_000, "" + result);
        // Whole slabs: the rows' own bytes and one slab more.
        assertTrue(result.mostHeldBytes() <= 20_000 * 200 + (1 << 20), "" + result);
    }

    @Test
    void holdsNoMoreThanBytesAllow() {
        var result = TailSoak.run(50_000, 2_000, new TailLimits(1_000_000, 16 << 20), NOWHERE);
        assertEquals(50_000, result.records());
        assertTrue(result.mostHeldBytes() <= 16 << 20, "" + result);
        assertTrue(result.mostRows() < 9_000, "" + result);
    }
}
