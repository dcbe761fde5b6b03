package io.sightglass.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/// Against the JDK's decoder.
class Utf8Test {
    private static final String[] PIECES = {
        "",
        "a",
        "\u0000",
        "\u007f",
        "é",
        "ß",
        "\u0800",
        "€",
        "\ud7ff",
        "\ue000",
        "𝄞",
        "\udbff\udfff"
    };

    private final CharsetDecoder decoder =
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);

    /// Where the JDK stops, which is where a character begins that is none.
    private int firstBad(byte[] array, int from, int to) {
        var in = ByteBuffer.wrap(array, from, to - from);
        var result = decoder.reset().decode(in, CharBuffer.allocate(to - from + 1), true);
        return result.isError() ? in.position() : -1;
    }

    private void same(byte[] array, int from, int to) {
        assertEquals(
                firstBad(array, from, to),
                Utf8.firstBad(array, from, to),
                () -> Arrays.toString(Arrays.copyOfRange(array, from, to)));
    }

    @Test
    void oneByteOfAnyValueIsFoundInTextOfEveryLengthWithEveryRoomBehindIt() {
        for (int size = 0; size <= 40; size++) {
            for (int room : new int[] {0, 1, 7, 8, 15, 16, 30}) {
                var array = new byte[3 + size + room];
                // What lies outside must not count.
                Arrays.fill(array, (byte) 0xff);
                Arrays.fill(array, 3, 3 + size, (byte) 'x');
                same(array, 3, 3 + size);
                for (int at = 3; at < 3 + size; at++) {
                    for (int value : new int[] {0x00, 0x7f, 0x80, 0xc2, 0xe0, 0xff}) {
                        array[at] = (byte) value;
                        same(array, 3, 3 + size);
                    }
                    array[at] = 'x';
                }
            }
        }
    }

    @Test
    void characterByCharacterItJudgesAsTheJdk() {
        var random = new Random(20_261_125);
        for (int i = 0; i < 100_000; i++) {
            var text = new StringBuilder();
            while (random.nextInt(12) != 0) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            if (bytes.length > 0 && random.nextBoolean()) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            int from = random.nextInt(bytes.length + 1);
            same(bytes, from, from + random.nextInt(bytes.length - from + 1));
        }
    }
}
