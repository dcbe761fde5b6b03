package io.sightglass.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Random;

class ValueTest {
    private final Value value = new Value();

    @Test
    void numbersCompareAsBigDecimalsDo() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        var random = new Random(seed);
        for (int i = 0; i < 300_000; i++) {
            var number = literal(random);
            var other = random.nextInt(10) == 0 ? number : literal(random);
            var bound = Bound.of(new BigDecimal(other), false);
            var bytes = number.getBytes(StandardCharsets.UTF_8);
            value.setNumber(bytes, 0, bytes.length);
            assertEquals(
                    new BigDecimal(number).compareTo(new BigDecimal(other)),
                    value.compare(bound),
                    number + " and " + other + ", seed " + seed);
        }
    }

    private static String literal(Random random) {
        var text = new StringBuilder(random.nextBoolean() ? "-" : "");
        text.append(random.nextInt(4) == 0 ? "0" : digits(random, true));
        if (random.nextBoolean()) {
            text.append('.').append(digits(random, false));
        }
        if (random.nextInt(3) == 0) {
            text.append(random.nextBoolean() ? 'e' : 'E');
            text.append(new String[] {"", "+", "-"}[random.nextInt(3)]);
            text.append(random.nextInt(25));
        }
        return text.toString();
    }

    private static String digits(Random random, boolean whole) {
        var text = new StringBuilder();
        int count = 1 + random.nextInt(random.nextInt(3) == 0 ? 25 : 4);
        for (int i = 0; i < count; i++) {
            text.append((char) ('0' + random.nextInt(10)));
        }
        if (whole && text.charAt(0) == '0') {
            text.setCharAt(0, '7');
        }
        return text.toString();
    }

    @Test
    void integersCompareAtTheirEnds() {
        var numbers =
                new long[] {Long.MIN_VALUE, -1, 0, 1, 1L << 53, (1L << 53) + 1, Long.MAX_VALUE};
        for (long number : numbers) {
            for (long other : numbers) {
                var bound = Bound.of(BigDecimal.valueOf(other), false);
                value.setInteger(number);
                assertEquals(Long.compare(number, other), value.compare(bound));
                value.setUnsigned(number);
                var unsigned = new BigDecimal(new BigInteger(Long.toUnsignedString(number)));
                assertEquals(unsigned.compareTo(BigDecimal.valueOf(other)), value.compare(bound));
            }
        }
    }

    @Test
    void floatsCompareInTheirOwnPrecision() {
        var tenth = Bound.of(new BigDecimal("0.1"), false);
        value.setFloat(0.1f);
        assertEquals(0, value.compare(tenth));
        value.setDouble(0.1);
        assertEquals(0, value.compare(tenth));
        var zero = Bound.of(BigDecimal.ZERO, false);
        value.setDouble(-0.0);
        assertEquals(0, value.compare(zero));
        value.setFloat(-0.0f);
        assertEquals(0, value.compare(zero));
        value.setDouble(Double.NEGATIVE_INFINITY);
        assertTrue(value.compare(zero) < 0);
        value.setDouble(Double.NaN);
        assertTrue(value.isNaN());
        assertEquals("contract.minimum", range(0, 1).judge().fault(value));
    }

    private static Range range(int least, int most) {
        return Range.of("x", BigDecimal.valueOf(least), false, BigDecimal.valueOf(most), false);
    }

    @Test
    void numbersOfAnySizeAreJudgedQuickly() {
        for (var text :
                new String[] {"1e999999999", "-1e999999999", "9".repeat(5_000), "1e-99999999"}) {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            value.setNumber(bytes, 0, bytes.length);
            var fault = range(0, 1).judge().fault(value);
            var expected =
                    text.startsWith("-")
                            ? "contract.minimum"
                            : text.contains("e-") ? null : "contract.maximum";
            assertEquals(expected, fault, text.substring(0, 4));
            assertTrue(value.shown().length() <= 60);
        }
    }

    @Test
    void ofTwoCountsTheNarrowerBoundsHold() {
        var both =
                new Rule.ItemCount("", 1, 5, "a.least", "a.most")
                        .and(new Rule.ItemCount("", 0, 3, "b.least", "b.most"));
        assertEquals("a.least", both.fault(0));
        assertNull(both.fault(3));
        assertEquals("b.most", both.fault(4));
    }
}
