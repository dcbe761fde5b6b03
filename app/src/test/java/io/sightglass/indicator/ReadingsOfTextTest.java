package io.sightglass.indicator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.model.Logical;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Random;

/// Times and numbers in texts, held to the library's reading.
class ReadingsOfTextTest {
    private static byte[] bytes(String text) {
        return ("xx" + text).getBytes(StandardCharsets.UTF_8);
    }

    private static long time(String text) {
        var bytes = bytes(text);
        return EventTimes.of(bytes, 2, bytes.length);
    }

    @Test
    void timesAreThoseOfTheLibrary() {
        var random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            long millis = (long) ((random.nextDouble() * 4 - 1) * 2_000_000_000_000L);
            var offset = ZoneOffset.ofTotalSeconds(60 * (random.nextInt(1_800) - 900));
            var there = OffsetDateTime.ofInstant(Instant.ofEpochMilli(millis), offset);
            var text = there.toString();
            if (there.getSecond() == 0 && there.getNano() == 0) {
                continue; // the library leaves out what RFC 3339 has not
            }
            assertEquals(millis, time(text), text);
        }
        assertEquals(
                Instant.parse("2024-02-29T23:59:59.123Z").toEpochMilli(),
                time("2024-02-29t23:59:59.123456z"));
    }

    @Test
    void whatIsNoTimeIsNone() {
        for (var text :
                new String[] {
                    "yesterday",
                    "",
                    "2024-02-29",
                    "2024-13-01T00:00:00Z",
                    "2024-01-01T00:00:00",
                    "2024-01-01T00:00:00+1",
                    "2024x01-01T00:00:00Z",
                    "éééééééééééééééééééééééé"
                }) {
            assertEquals(EventTimes.NONE, time(text), text);
        }
        assertEquals(1_700_000_000_000L, EventTimes.of(Logical.NONE, 1_700_000_000_000L));
        assertEquals(1_700_000_000_000L, EventTimes.of(Logical.NONE, 1_700_000_000L));
        assertEquals(EventTimes.NONE, EventTimes.of(Logical.NONE, 17));
    }

    @Test
    void numbersAreThoseOfTheLibrary() {
        var random = new Random(5);
        for (int i = 0; i < 50_000; i++) {
            var text =
                    new BigDecimal(
                                    java.math.BigInteger.valueOf(
                                            random.nextLong() >> random.nextInt(64)),
                                    random.nextInt(22))
                            .toPlainString();
            var bytes = bytes(text);
            if (JsonNumbers.isWhole(bytes, 2, bytes.length)) {
                assertEquals(Long.parseLong(text), JsonNumbers.whole(bytes, 2, bytes.length));
            }
            double read = JsonNumbers.real(bytes, 2, bytes.length);
            assertEquals(Double.parseDouble(text), read, 0.0, text);
            if (JsonNumbers.isPlain(bytes, 2, bytes.length)) {
                assertEquals(
                        0,
                        new BigDecimal(Double.toString(read)).compareTo(new BigDecimal(text)),
                        text);
            }
        }
        var odd = bytes("1e5");
        assertEquals(1e5, JsonNumbers.real(odd, 2, odd.length));
        odd = bytes("NaN");
        assertTrue(Double.isNaN(JsonNumbers.real(odd, 2, odd.length)));
    }
}
