package io.sightglass.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.model.Header;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

class HeaderValueTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private static HeaderValue text(String name, String value) {
        return HeaderValue.of(new Header(name, value.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                               | Text[text=]",
                "31                               | Text[text=1]",
                "c3a9                             | Text[text=é]",
                "00                               | Int[value=0, size=1]",
                "ff                               | Int[value=-1, size=1]",
                "012c                             | Int[value=300, size=2]",
                "fffffffe                         | Int[value=-2, size=4]",
                "0000018bcfe56800                 | Int[value=1700000000000, size=8]",
                "31323334                         | Text[text=1234]",
                "7b7d                             | Json[text={}]",
                "205b315d                         | Json[text= [1]]",
                "7b61                             | Text[text={a]",
                "5b315d78                         | Text[text=[1]x]",
                "00112233445566778899aabbccddeeff"
                        + " | Guid[id=00112233-4455-6677-8899-aabbccddeeff]",
            })
    void readsByContent(String hex, String expected) {
        var value = HeaderValue.of(new Header("h", HexFormat.of().parseHex(hex)));
        assertEquals(expected, value.toString());
    }

    @Test
    void keepsOtherBytes() {
        assertInstanceOf(
                HeaderValue.Bytes.class, HeaderValue.of(new Header("h", new byte[] {0, 1, 2})));
        assertInstanceOf(HeaderValue.Null.class, HeaderValue.of(new Header("h", null)));
    }

    @Test
    void splitsTraceparent() {
        var whole = "00-" + TRACE + "-00f067aa0ba902b7-01";
        var parent = assertInstanceOf(HeaderValue.Traceparent.class, text("Traceparent", whole));
        assertEquals(whole, parent.text());
        assertEquals("00", parent.version());
        assertEquals(TRACE, parent.traceId());
        assertEquals("00f067aa0ba902b7", parent.parentId());
        assertEquals("01", parent.flags());
        assertTrue(parent.sampled());
        var later = "01-" + TRACE + "-00f067aa0ba902b7-00-more";
        assertFalse(
                assertInstanceOf(HeaderValue.Traceparent.class, text("traceparent", later))
                        .sampled());
    }

    @ParameterizedTest
    @CsvSource({
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01more",
    })
    void leavesWhatIsNoTraceparent(String value) {
        assertEquals(new HeaderValue.Text(value), text("traceparent", value));
    }
}
