package io.sightglass.decode.mask;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.contract.mask.FieldMasks;
import io.sightglass.decode.Cases;
import io.sightglass.decode.Decoders;
import io.sightglass.decode.FindingSink;
import io.sightglass.decode.RowSink;
import io.sightglass.model.ByteRange;
import io.sightglass.model.Decoded;
import io.sightglass.model.Finding;
import io.sightglass.model.FindingKind;
import io.sightglass.model.Headers;
import io.sightglass.model.Part;
import io.sightglass.model.Sentence;
import io.sightglass.schema.LocalSchemas;
import io.sightglass.schema.SchemaCatalog;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

class MaskerTest {
    private static final Masks EMAIL = FieldMasks.of(Set.of("customer.email", "phones[]"));

    private final Decoders decoders = new Decoders(new SchemaCatalog(null, LocalSchemas.none()));

    private Decoded decode(byte[] payload) {
        return decoders.newDecoder()
                .decode("t", Part.VALUE, Headers.NONE, payload, FindingSink::collecting);
    }

    private String row(byte[] payload, Masks masks) {
        var sink = new RowSink((_, _) -> masks);
        decoders.newDecoder().walk("t", Part.VALUE, Headers.NONE, payload, 0, payload.length, sink);
        return sink.line();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] shown(Masked masked) {
        var bytes = masked.bytes();
        assertNotNull(bytes);
        return bytes;
    }

    @Test
    void treeAndBytesLoseTheValueAndKeepTheirLength() {
        var payload =
                bytes(
                        "{\"id\":1,\"customer\":{\"email\":\"ada@x.org\",\"name\":\"Ada\"},\"phones\":[\"12\"]}");
        var before = payload.clone();
        var masked = Masker.mask(decode(payload), payload, EMAIL);
        assertArrayEquals(before, payload, "the record's bytes stay");
        assertEquals(
                "{\"id\":1,\"customer\":{\"email\":***********,\"name\":\"Ada\"},\"phones\":[****]}",
                text(shown(masked)));
        var tree = masked.decoded().toString();
        assertFalse(tree.contains("ada@"), tree);
        assertTrue(tree.contains("Ada"), tree);
        var ranges = Masked.ranges(masked.decoded());
        assertEquals(
                List.of("\"ada@x.org\"", "\"12\""),
                ranges.stream()
                        .map(range -> text(payload).substring(range.start(), range.end()))
                        .toList());
    }

    @Test
    void nothingToMaskChangesNothing() {
        var payload = bytes("{\"customer\":{\"name\":\"Ada\"}}");
        var decoded = decode(payload);
        assertSame(decoded, Masker.mask(decoded, payload, Masks.NONE).decoded());
        assertSame(payload, Masker.mask(decoded, payload, Masks.NONE).bytes());
        assertArrayEquals(payload, Masker.mask(decoded, payload, EMAIL).bytes());
    }

    @Test
    void whatStandsBelowAMaskedFieldIsMaskedAndNullIsNot() {
        var payload =
                bytes("{\"customer\":{\"email\":{\"a\":[\"deep\"]}},\"phones\":[null,\"99\"]}");
        var masked = Masker.mask(decode(payload), payload, EMAIL);
        assertFalse(text(shown(masked)).contains("deep"));
        assertTrue(text(shown(masked)).endsWith("\"phones\":[null,****]}"), text(shown(masked)));
    }

    @Test
    void wherePlacesCannotBeToldAllIsMasked() {
        var payload = bytes("not json at all, ada@x.org");
        var masked = Masker.mask(decode(payload), payload, Masks.ALL);
        assertEquals("*".repeat(payload.length), text(shown(masked)));
        assertFalse(masked.decoded().toString().contains("ada"), masked.decoded().toString());
        assertEquals(Masker.WHOLE, masked.decoded().findings().getLast().rule());
        assertEquals("•••", row(payload, Masks.ALL));
    }

    @Test
    void aPayloadThatCannotBeReadIsMasked() {
        var unread = new Decoded.Undecodable(bytes("\0ada@x.org"), false, List.of(), List.of());
        var masked = Masker.mask(unread, unread.bytes(), EMAIL);
        var shown = assertInstanceOf(Decoded.Undecodable.class, masked.decoded());
        assertEquals("**********", text(shown.bytes()));
        assertEquals("**********", text(shown(masked)));
        assertEquals(Masker.WHOLE, shown.findings().getLast().rule());
    }

    @Test
    void compressedBytesTellNothing() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes("{\"customer\":{\"email\":\"ada@x.org\"}}"));
        }
        var payload = out.toByteArray();
        var decoded = decode(payload);
        assertNotNull(decoded.wrapping());
        var masked = Masker.mask(decoded, payload, EMAIL);
        assertEquals("*".repeat(payload.length), text(shown(masked)));
        var inner = masked.decoded().wrapping();
        assertNotNull(inner);
        assertEquals("{\"customer\":{\"email\":***********}}", text(inner.bytes()));
    }

    @Test
    void sentencesDoNotTell() {
        var payload =
                bytes("{\"customer\":{\"email\":\"ada@x.org\"},\"copy\":\"ada@x.org\",\"n\":3}");
        var decoded = decode(payload);
        var range = new ByteRange(0, 1);
        var own =
                new Finding(
                        FindingKind.VIOLATION,
                        "contract.format",
                        "customer.email",
                        range,
                        Sentence.builder()
                                .strong("customer.email")
                                .text(" is \"ada@x.org\"; expected an address such as b@c.org.")
                                .build());
        var others =
                new Finding(
                        FindingKind.VIOLATION,
                        "cel.rule",
                        "copy",
                        range,
                        Sentence.of("copy is ada@x.org, as \"ada@x…\" is; n is 3."));
        var said = Masker.findings(decoded, EMAIL, List.of(own, others));
        assertEquals(
                "customer.email is masked, and breaks contract.format; expected an address such as"
                        + " b@c.org.",
                said.getFirst().message().plain());
        assertEquals("copy is •••, as \"•••…\" is; n is 3.", said.get(1).message().plain());
        assertEquals(own.range(), said.getFirst().range());
        assertEquals(own.path(), said.getFirst().path());
        assertEquals(
                List.of(own, others), Masker.findings(decoded, Masks.NONE, List.of(own, others)));
    }

    @Test
    void rowsShowThatSomethingIsThere() {
        var payload = bytes("{\"id\":1,\"phones\":\"123\",\"customer\":{\"email\":\"ada@x.org\"}}");
        var line = row(payload, FieldMasks.of(Set.of("phones", "customer.email")));
        assertTrue(line.startsWith("{id 1, phones •••, customer"), line);
        assertFalse(line.contains("ada"), line);
        assertTrue(row(payload, Masks.NONE).contains("123"));
    }

    /// However a payload is cut or goes on, no part of a masked value is left anywhere.
    @Test
    void damageDoesNotUncover() {
        Cases.each(
                2_000,
                random -> {
                    var payload = bytes(object(random, 0, false));
                    var damaged =
                            switch (random.nextInt(4)) {
                                case 0 -> Arrays.copyOf(payload, random.nextInt(payload.length));
                                case 1 -> bytes(text(payload) + text(payload).substring(1));
                                case 2 -> bytes(text(payload).replace("}", ","));
                                default -> payload;
                            };
                    var decoded = decode(damaged);
                    var masks = FieldMasks.of(Set.of("**.s", "s", "**.l", "l"));
                    // bytes that are no JSON are read as text, which has no places
                    boolean hasPlaces =
                            decoded instanceof Decoded.DecodedMessage message
                                    && message.format() == io.sightglass.model.Format.JSON;
                    var masked = Masker.mask(decoded, damaged, hasPlaces ? masks : Masks.ALL);
                    var tree = masked.decoded().toString();
                    assertFalse(tree.contains("SECRET"), () -> text(damaged) + "\n" + tree);
                    var left = text(shown(masked));
                    assertFalse(left.contains("SECRET"), () -> text(damaged) + "\n" + left);
                    assertEquals(damaged.length, shown(masked).length);
                });
    }

    private static String object(Random random, int depth, boolean secret) {
        var out = new StringBuilder("{");
        int members = 1 + random.nextInt(4);
        for (int i = 0; i < members; i++) {
            boolean hidden = random.nextBoolean();
            var name = hidden ? (random.nextBoolean() ? "s" : "l") : "open" + i;
            out.append(i == 0 ? "" : ",").append('"').append(name).append("\":");
            out.append(value(random, depth, secret || hidden));
        }
        return out.append('}').toString();
    }

    private static String value(Random random, int depth, boolean secret) {
        return switch (depth > 3 ? 4 : random.nextInt(5)) {
            case 0 -> object(random, depth + 1, secret);
            case 1 -> "[" + value(random, depth + 1, secret) + "," + random.nextInt(9) + "]";
            case 2 -> "null";
            case 3 -> Integer.toString(random.nextInt());
            default -> secret ? "\"SECRET" + random.nextInt() + "\"" : "\"free\"";
        };
    }
}
