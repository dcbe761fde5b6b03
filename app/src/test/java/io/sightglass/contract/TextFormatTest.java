package io.sightglass.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;

class TextFormatTest {
    private static boolean holds(TextFormat format, String text) {
        var chars = new Chars();
        var bytes = ("xx" + text + "yy").getBytes(StandardCharsets.UTF_8);
        chars.set(bytes, 2, bytes.length - 2, false);
        return format.holds(chars);
    }

    @ParameterizedTest
    @CsvSource({
        "DATE_TIME, 2023-08-15T10:00:00Z, true",
        "DATE_TIME, 2023-08-15t10:00:00.123456789z, true",
        "DATE_TIME, 2023-08-15T10:00:00+05:30, true",
        "DATE_TIME, 1998-12-31T23:59:60Z, true",
        "DATE_TIME, 1998-12-31T15:59:60.123-08:00, true",
        "DATE_TIME, 1998-12-31T23:58:60Z, false",
        "DATE_TIME, 2023-08-15T10:00:00, false",
        "DATE_TIME, 2023-08-15 10:00:00Z, false",
        "DATE_TIME, 2023-08-15T10:00:00.Z, false",
        "DATE_TIME, 2023-08-15T10:00:00+0530, false",
        "DATE_TIME, 2023-08-15T24:00:00Z, false",
        "DATE_TIME, 2023-02-29T10:00:00Z, false",
        "DATE_TIME, 2000-02-29T10:00:00Z, true",
        "DATE_TIME, 1900-02-29T10:00:00Z, false",
        "DATE_TIME, yesterday, false",
        "DATE_TIME, 2023-08-15T, false",
        "DATE, 2023-08-15, true",
        "DATE, 2023-13-15, false",
        "DATE, 2023-8-15, false",
        "DATE, 2023-08-1५, false",
        "TIME, 10:00:00Z, true",
        "TIME, 10:00Z, false",
        "EMAIL, ana@coffeeco.example, true",
        "EMAIL, a.b+c@x, true",
        "EMAIL, ana@[192.0.2.1], true",
        "EMAIL, ana@[IPv6:::1], true",
        "EMAIL, .ana@x.y, false",
        "EMAIL, a..b@x.y, false",
        "EMAIL, ana.@x.y, false",
        "EMAIL, ana x@x.y, false",
        "EMAIL, @x.y, false",
        "EMAIL, ana@x_y, false",
        "HOSTNAME, a.b-c.d0, true",
        "HOSTNAME, a..b, false",
        "HOSTNAME, -a, false",
        "HOSTNAME, a-, false",
        "IPV4, 0.0.0.0, true",
        "IPV4, 255.255.255.255, true",
        "IPV4, 1.2.3, false",
        "IPV4, 1.2.3.4.5, false",
        "IPV4, 01.2.3.4, false",
        "IPV4, 1.2.3.256, false",
        "IPV6, ::, true",
        "IPV6, ::1, true",
        "IPV6, 1::, true",
        "IPV6, 1:2:3:4:5:6:7:8, true",
        "IPV6, 1:2:3:4:5:6:7::, true",
        "IPV6, ::2:3:4:5:6:7:8, true",
        "IPV6, 1:2:3:4:5:6:1.2.3.4, true",
        "IPV6, ::ffff:1.2.3.4, true",
        "IPV6, 1:2:3:4:5:6:7, false",
        "IPV6, 1:2:3:4:5:6:7:8:9, false",
        "IPV6, 1::2::3, false",
        "IPV6, :1:2:3:4:5:6:7, false",
        "IPV6, 1:2:3:4:5:6:7:, false",
        "IPV6, 12345::, false",
        "IPV6, 1:2:3:4:5:6:7:1.2.3.4, false",
        "IPV6, ::1.2.3, false",
        "IPV6, :::, false",
        "IPV6, :, false"
    })
    void knownCases(TextFormat format, String text, boolean holds) {
        assertEquals(holds, holds(format, text), text);
    }

    @Test
    void datesAgreeWithTheJdk() {
        var random = random();
        var grammar = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
        for (int i = 0; i < 200_000; i++) {
            var text =
                    mutate(
                            random,
                            "%04d-%02d-%02d"
                                    .formatted(
                                            random.nextInt(10_000),
                                            random.nextInt(14),
                                            random.nextInt(33)));
            boolean expected =
                    grammar.matcher(text).matches() && parses(() -> LocalDate.parse(text));
            assertEquals(expected, holds(TextFormat.DATE, text), text);
        }
    }

    @Test
    void timesAgreeWithTheJdk() {
        var random = random();
        var grammar = Pattern.compile("(\\d\\d:\\d\\d:\\d\\d)(\\.\\d+)?([Zz]|[+-]\\d\\d:\\d\\d)");
        for (int i = 0; i < 200_000; i++) {
            var fraction = random.nextBoolean() ? "" : "." + random.nextInt(2_000);
            var offset =
                    random.nextBoolean()
                            ? "Z"
                            : "%s%02d:%02d"
                                    .formatted(
                                            random.nextBoolean() ? "+" : "-",
                                            random.nextInt(19),
                                            random.nextInt(61));
            var text =
                    mutate(
                            random,
                            "%02d:%02d:%02d"
                                            .formatted(
                                                    random.nextInt(25),
                                                    random.nextInt(61),
                                                    random.nextInt(60))
                                    + fraction
                                    + offset);
            var match = grammar.matcher(text);
            boolean leap = text.matches("..:..:6.*");
            boolean expected =
                    match.matches()
                            && parses(() -> LocalTime.parse(match.group(1)))
                            && match.group(3).length() > 0
                            && isOffset(match.group(3));
            if (!leap) {
                assertEquals(expected, holds(TextFormat.TIME, text), text);
            }
        }
    }

    /// RFC 3339 allows offsets to 23:59, the JDK to 18:00.
    private static boolean isOffset(String offset) {
        if (offset.equalsIgnoreCase("Z")) {
            return true;
        }
        int hours = Integer.parseInt(offset.substring(1, 3));
        return hours <= 17
                ? parses(() -> ZoneOffset.of(offset))
                : hours <= 23 && Integer.parseInt(offset.substring(4)) <= 59;
    }

    @Test
    void uuidsAndUrisAgreeWithTheJdk() {
        var random = random();
        var uuid = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
        for (int i = 0; i < 50_000; i++) {
            var text = mutate(random, new UUID(random.nextLong(), random.nextLong()).toString());
            assertEquals(uuid.matcher(text).matches(), holds(TextFormat.UUID, text), text);
        }
        for (var text :
                List.of(
                        "https://coffeeco.example/menu?x=1#y",
                        "urn:isbn:0451450523",
                        "mailto:ana@coffeeco.example",
                        "http://[2001:db8::1]:80/",
                        "menu",
                        "//host/path",
                        "http://a b",
                        "http://a/%zz",
                        "http://a/#b#c",
                        "1http://a",
                        "http://a/\"b\"",
                        "http://a/{b}")) {
            assertEquals(isUri(text), holds(TextFormat.URI, text), text);
        }
        assertFalse(holds(TextFormat.URI, "http://ü.example/"));
    }

    private static boolean isUri(String text) {
        try {
            return new URI(text).isAbsolute();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean parses(Runnable parse) {
        try {
            parse.run();
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static String mutate(Random random, String text) {
        if (random.nextInt(3) > 0) {
            return text;
        }
        var out = new StringBuilder(text);
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
            case 0 -> out.deleteCharAt(at);
            case 1 -> out.insert(at, (char) (' ' + random.nextInt(95)));
            default -> out.setCharAt(at, (char) (' ' + random.nextInt(95)));
        }
        return out.toString();
    }

    private static Random random() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        return new Random(seed);
    }

    @Test
    void charactersAreThoseOfTheText() {
        var random = random();
        var chars = new Chars();
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder();
            for (int k = random.nextInt(20); k > 0; k--) {
                int point = random.nextInt(random.nextBoolean() ? 0x80 : 0x11_0000);
                text.appendCodePoint(point >= 0xd800 && point < 0xe000 ? 'x' : point);
            }
            var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            chars.set(bytes, 0, bytes.length, false);
            assertEquals(text.toString(), chars.toString());
            assertEquals(text.length(), chars.length());
        }
        var broken = new byte[] {'a', (byte) 0xc3, 'b', (byte) 0xff, (byte) 0xe2, (byte) 0x82};
        chars.set(broken, 0, broken.length, false);
        assertTrue(chars.toString().startsWith("a\uFFFDb\uFFFD"), chars.toString());
        var escaped = "a\\u00e9\\n\\\\\\\"\\ud83d\\ude00".getBytes(StandardCharsets.UTF_8);
        chars.set(escaped, 0, escaped.length, true);
        assertEquals("aé\n\\\"😀", chars.toString());
    }
}
