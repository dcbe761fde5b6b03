package io.sightglass.decode.avro;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;

/// Against the pattern of RFC 4122's grammar.
class UuidTextTest {
    private static final Pattern UUID_PATTERN =
            Pattern.compile("[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}");
    private static final String LARGE = "FEDCBA98-7654-3210-FEDC-BA9876543210";

    @Test
    void everyByteInEveryPlaceIsJudgedAsThePatternJudgesIt() {
        for (var text : new String[] {"01234567-89ab-cdef-0123-456789abcdef", LARGE}) {
            for (int place = 0; place < UuidText.LENGTH; place++) {
                for (int value = 0; value < 256; value++) {
                    var bytes = ("x" + text + "y").getBytes(StandardCharsets.ISO_8859_1);
                    bytes[1 + place] = (byte) value;
                    var judged = new String(bytes, 1, UuidText.LENGTH, StandardCharsets.ISO_8859_1);
                    assertEquals(
                            UUID_PATTERN.matcher(judged).matches(),
                            UuidText.isAt(bytes, 1),
                            () -> "'" + judged + "'");
                }
            }
        }
    }

    @Test
    void noDigitMakesUpForAnother() {
        // Two faults in one word of eight bytes must not cancel each other.
        var text = UUID.nameUUIDFromBytes(new byte[] {1, 2, 3}).toString();
        for (int first = 0; first < UuidText.LENGTH; first++) {
            for (int second = 0; second < UuidText.LENGTH; second++) {
                for (int faults = 0; faults < 1 << 4; faults++) {
                    var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
                    bytes[first] = (byte) "g/\u00b0\u0000".charAt(faults & 3);
                    bytes[second] = (byte) "G:\u00ff ".charAt(faults >> 2);
                    assertEquals(false, UuidText.isAt(bytes, 0));
                }
            }
        }
    }
}
