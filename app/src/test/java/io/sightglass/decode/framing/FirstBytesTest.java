package io.sightglass.decode.framing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.model.Headers;
import io.sightglass.model.Part;

import org.junit.jupiter.api.Test;

import java.util.Random;

class FirstBytesTest {
    /// Whatever follows: no framing takes a payload that begins otherwise.
    @Test
    void nothingElseIsFramedWithoutHeaders() {
        var random = new Random(25);
        var frame = new Frame();
        for (int first = 0; first < 256; first++) {
            for (int i = 0; i < 200; i++) {
                var bytes = new byte[random.nextInt(40) + 1];
                random.nextBytes(bytes);
                bytes[0] = (byte) first;
                if (bytes.length > 1) {
                    bytes[1] = (byte) random.nextInt(3);
                }
                for (var reader : Framings.ALL) {
                    boolean read =
                            reader.read(Part.VALUE, Headers.NONE, bytes, 0, bytes.length, frame);
                    assertTrue(
                            !read || Framings.mayBeginWith(bytes[0]),
                            reader.kind() + " begins with " + first);
                }
            }
        }
    }
}
