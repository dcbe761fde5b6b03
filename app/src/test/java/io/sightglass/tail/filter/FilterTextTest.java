package io.sightglass.tail.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.model.ByteRange;
import io.sightglass.model.Decoded;
import io.sightglass.model.FieldInfo;
import io.sightglass.model.Finding;
import io.sightglass.model.FindingKind;
import io.sightglass.model.Format;
import io.sightglass.model.Framing;
import io.sightglass.model.Header;
import io.sightglass.model.Headers;
import io.sightglass.model.Logical;
import io.sightglass.model.Node;
import io.sightglass.model.RawRecord;
import io.sightglass.model.Scalar;
import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

class FilterTextTest {
    private static final ByteRange NOWHERE = new ByteRange(0, 0);

    private static FieldInfo field(String name, @Nullable String standard) {
        return new FieldInfo(name, 0, 0, "t", null, Logical.NONE, standard);
    }

    private static Node scalar(String name, Scalar value) {
        return new Node.ScalarNode(field(name, null), NOWHERE, value, null);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static final Node ITEM =
            new Node.RecordNode(
                    field("", null),
                    NOWHERE,
                    "Item",
                    List.of(
                            scalar("boldness", new Scalar.Int(14)),
                            scalar("coffee", new Scalar.Text("Yirgacheffe"))));

    private static final Node VALUE =
            new Node.RecordNode(
                    field("", null),
                    NOWHERE,
                    "coffeeco.Order",
                    List.of(
                            scalar("orderId", new Scalar.Text("o-5513")),
                            scalar("status", new Scalar.Symbol("INITIALIZED", 1)),
                            scalar("odd", new Scalar.Symbol("", 77)),
                            scalar("count", new Scalar.Int(5)),
                            scalar("large", new Scalar.Unsigned(-1)),
                            scalar("price", new Scalar.Decimal(new BigDecimal("3.50"))),
                            scalar("ratio", new Scalar.Float32(0.5f)),
                            scalar("literal", new Scalar.Number("12")),
                            scalar("none", new Scalar.Null()),
                            scalar(
                                    "at",
                                    new Scalar.Temporal(0, Instant.parse("2023-08-15T10:00:00Z"))),
                            new Node.AbsentNode(field("points", "0"), 0),
                            new Node.AbsentNode(field("note", "\"\""), 0),
                            new Node.AbsentNode(field("optional", null), 0),
                            new Node.MalformedNode(field("broken", null), NOWHERE, "truncated"),
                            scalar("twice", new Scalar.Int(1)),
                            scalar("twice", new Scalar.Int(2)),
                            new Node.ListNode(field("items", null), NOWHERE, List.of(ITEM)),
                            new Node.MapNode(
                                    field("labels", null),
                                    NOWHERE,
                                    List.of(
                                            new Node.MapNode.Entry(
                                                    "a", scalar("", new Scalar.Text("x")))))));

    private static final RawRecord RECORD =
            new RawRecord(
                    "orders",
                    3,
                    1_234,
                    Instant.parse("2026-02-03T04:05:06Z").toEpochMilli(),
                    new Headers(
                            List.of(
                                    new Header("source", bytes("web")),
                                    new Header("source", bytes("pos")),
                                    new Header("empty", null))),
                    bytes("Key-7"),
                    bytes("o-5513 Grüße YIRGACHEFFE"));

    private static final Decoded DECODED =
            new Decoded.DecodedMessage(
                    Format.PROTOBUF,
                    Framing.RAW,
                    null,
                    VALUE,
                    List.of(
                            new Finding(
                                    FindingKind.VIOLATION,
                                    "contract.maximum",
                                    "items[0].boldness",
                                    NOWHERE,
                                    Sentence.of("14"))),
                    List.of());

    private static final Decoded KEY =
            new Decoded.DecodedMessage(
                    Format.TEXT,
                    Framing.RAW,
                    null,
                    scalar("", new Scalar.Text("Key-7")),
                    List.of(),
                    List.of());

    private static boolean matches(String text) {
        var ready = assertInstanceOf(FilterText.Ready.class, FilterText.of(text), text);
        return ready.predicate().test(RECORD, KEY, DECODED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "value.status != \"CANCELED\" && headers.source == \"pos\"",
                "value.status == 'INITIALIZED'",
                "value.odd == 77",
                "value.count == 5 && value.count > 4.5",
                "value.large > 9e18",
                "value.price >= 3.5",
                "value.ratio < 1",
                "value.literal == 12",
                "value.none == null",
                "value.at > \"2023-08\"",
                "value.points == 0",
                "value.note == \"\"",
                "!has(value.optional)",
                "!has(value.broken)",
                "value.twice == 2",
                "value.items.exists(i, i.boldness > 10)",
                "value.items[0].coffee.startsWith(\"Yirga\")",
                "size(value.items) == 1",
                "value.labels.a == \"x\"",
                "\"a\" in value.labels",
                "\"source\" in headers && headers.empty == \"\"",
                "partition == 3 && offset > 1000",
                "partition in [1, 3]",
                "timestamp > timestamp(\"2026-01-01T00:00:00Z\")",
                "timestamp.getFullYear() == 2026",
                "size < 100",
                "\"VIOLATION\" in findings",
                "findings.exists(f, f == \"VIOLATION\")",
                "key == \"Key-7\"",
                "value.nothing == 1 || partition == 3",
                "value.orderId.matches(\"^o-[0-9]+$\")",
            })
    void expressionThatMatches(String text) {
        assertTrue(FilterText.isExpression(text));
        assertTrue(matches(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "value.status == \"CANCELED\"",
                "value.nothing == 1",
                "value.nothing != 1",
                "!(value.nothing == 1)",
                "value.optional == 1",
                "value.status",
                "value.status > 3",
                "headers.nothing == \"x\"",
                "value == null",
                "key.x == 1",
                "value.items[7].boldness == 1",
                "value.count / 0 == 1",
            })
    void expressionThatDoesNotMatch(String text) {
        assertFalse(matches(text));
    }

    @Test
    void anUndecodableValueMatchesNothingOfItAndAllElse() {
        var undecodable = new Decoded.Undecodable(new byte[1], false, List.of(), List.of());
        var value =
                assertInstanceOf(FilterText.Ready.class, FilterText.of("value != \"x\""))
                        .predicate();
        assertFalse(value.test(RECORD, KEY, undecodable));
        var either =
                assertInstanceOf(
                                FilterText.Ready.class,
                                FilterText.of("value.a == 1 || partition == 3"))
                        .predicate();
        assertTrue(either.test(RECORD, KEY, undecodable));
    }

    @Test
    void aTombstoneIsNull() {
        var tombstone = new RawRecord("t", 0, 0, 0, Headers.NONE, null, null);
        var decoded = new Decoded.Tombstone(List.of());
        var predicate =
                assertInstanceOf(
                                FilterText.Ready.class,
                                FilterText.of("value == null && key == null"))
                        .predicate();
        assertTrue(predicate.test(tombstone, decoded, decoded));
    }

    @Test
    void anEndlessComprehensionIsCutShort() {
        var list = "[1,2,3,4,5,6,7,8,9,10]";
        var text = "value.count == 5 && ";
        for (var name : List.of("a", "b", "c", "d", "e", "f", "g")) {
            text += list + ".all(" + name + ", ";
        }
        text += "true" + ")".repeat(7);
        assertFalse(matches(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "key-7",
                "POS",
                "SOURCE",
                "grüße",
                "GRÜ",
                "yirgacheffe",
                "initialized",
                "3.50",
                "2023-08-15",
                "2023-08-15T",
                "\"o-5513\"",
                "o-5513",
                "",
                "  ",
            })
    void textThatIsThere(String text) {
        assertTrue(matches(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"decaf", "key-78", "\"value.status\"", "boldness", "grusse"})
    void textThatIsNot(String text) {
        assertFalse(matches(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "value",
                "value of it",
                "the value in question",
                "sold in size 10",
                "<key>abc</key>",
                "{\"value\": 5}",
                "key: 5",
                "my.value.x",
                "customer-key = 3",
                "a && b",
                "YWJj==",
                "offset 17",
                "https://example.org/?a=b",
            })
    void notAnExpression(String text) {
        assertFalse(FilterText.isExpression(text));
        assertInstanceOf(FilterText.Ready.class, FilterText.of(text));
    }

    private static void assertRejected(int column, String words, String text) {
        var rejected = assertInstanceOf(FilterText.Rejected.class, FilterText.of(text), text);
        assertEquals(column, rejected.column(), rejected.sentence().plain());
        assertTrue(rejected.sentence().plain().contains(words), rejected.sentence().plain());
    }

    @Test
    void whatIsWrongIsASentenceWithTheColumn() {
        assertRejected(14, "write ==", "value.status = \"PAID\"");
        assertRejected(1, "there is no foo here", "foo.bar == value.bar");
        assertRejected(16, "ends too early", "value.status ==");
        assertRejected(18, "write ==", "    value.status = \"PAID\"");
        assertRejected(11, "> does not work on timestamp and number", "timestamp > 3");
        assertRejected(1, "not true or false", "size(value.items)");
    }

    @Test
    void deepNestingIsRejectedOrReadAndNeverThrows() {
        var text = "value.a == " + "(".repeat(5_000) + "1" + ")".repeat(5_000);
        assertInstanceOf(FilterText.Rejected.class, FilterText.of(text));
    }
}
