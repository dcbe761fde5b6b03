package io.sightglass.ui.inspect;

import io.sightglass.model.ByteRange;
import io.sightglass.model.DecodeAttempt;
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
import io.sightglass.model.SchemaInfo;
import io.sightglass.model.SchemaRef;
import io.sightglass.model.Sentence;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Records for the inspector's tests and pictures, read by hand.
final class Samples {
    static final byte[] ORDER =
            HexFormat.of()
                    .parseHex(
                            "000000000300"
                                    + "0a066f2d35353133"
                                    + "1209796573746572646179"
                                    + "2001"
                                    + "2a0c0a086b656e79612d6161100e"
                                    + "310000000000002d40"
                                    + "70ac02");

    private Samples() {}

    static ByteRange range(int start, int end) {
        return new ByteRange(start, end);
    }

    static FieldInfo field(String name, int number, String type, String doc) {
        return new FieldInfo(name, number, number, type, doc, Logical.NONE, null);
    }

    static FieldInfo root(String type) {
        return FieldInfo.of("", -1, type);
    }

    /// The order of the pictures: two violations, a missing field, and an unknown one.
    static Decoded.DecodedMessage order() {
        var item =
                new Node.RecordNode(
                        root("Item"),
                        range(29, 41),
                        "coffeeco.Item",
                        List.of(
                                text("coffee", 1, "kenya-aa", 29, 39),
                                new Node.ScalarNode(
                                        field("boldness", 2, "uint32", "1 is mild, 10 wakes you."),
                                        range(39, 41),
                                        new Scalar.Int(14),
                                        null)));
        var fields =
                List.<Node>of(
                        text("orderId", 1, "o-5513", 6, 14),
                        text("timestamp", 2, "yesterday", 14, 25),
                        new Node.AbsentNode(field("userId", 3, "string", "Who ordered."), 53),
                        new Node.ScalarNode(
                                field("status", 4, "Status", "Where the order is."),
                                range(25, 27),
                                new Scalar.Symbol("INITIALIZED", 1),
                                null),
                        new Node.ListNode(
                                field("items", 5, "repeated Item", "What was ordered."),
                                range(27, 41),
                                List.of(item)),
                        new Node.ScalarNode(
                                field("total", 6, "double", "In dollars."),
                                range(41, 50),
                                new Scalar.Float64(14.5),
                                null),
                        new Node.UnknownNode(
                                new FieldInfo("14", -1, 14, "varint", null, Logical.NONE, null),
                                range(50, 53),
                                new Node.ScalarNode(
                                        new FieldInfo(
                                                "14", -1, 14, "varint", null, Logical.NONE, null),
                                        range(50, 53),
                                        new Scalar.Int(300),
                                        null)));
        var message = new Node.RecordNode(root(""), range(6, 53), "coffeeco.Order", fields);
        var framing = new Framing(Framing.Kind.CONFLUENT, 0, 6, new SchemaRef.ById(3), List.of(0));
        var schema =
                new SchemaInfo("coffeeco.Order", SchemaInfo.REGISTRY, "orders-value", 3, 3, null);
        return new Decoded.DecodedMessage(
                Format.PROTOBUF,
                framing,
                schema,
                message,
                findings(),
                List.of(new DecodeAttempt("avro", Sentence.of("Schema 3 is PROTOBUF."))));
    }

    private static List<Finding> findings() {
        return List.of(
                new Finding(
                        FindingKind.VIOLATION,
                        "contract.required",
                        "userId",
                        range(6, 53),
                        Sentence.builder()
                                .text("The event is missing ")
                                .strong("userId")
                                .text(", which contract coffee-orders requires.")
                                .build()),
                new Finding(
                        FindingKind.VIOLATION,
                        "contract.format",
                        "timestamp",
                        range(14, 25),
                        Sentence.builder()
                                .strong("timestamp")
                                .text(" is \"yesterday\"; expected an ISO-8601 date-time such as ")
                                .text("2023-08-15T10:00:00Z.")
                                .build()),
                new Finding(
                        FindingKind.VIOLATION,
                        "contract.maximum",
                        "items[0].boldness",
                        range(39, 41),
                        Sentence.builder()
                                .strong("items[0].boldness")
                                .text(" is 14; expected 1 to 10.")
                                .build()),
                new Finding(
                        FindingKind.UNKNOWN_FIELD,
                        "protobuf.unknown-field",
                        "14",
                        range(50, 53),
                        Sentence.builder()
                                .text("Field ")
                                .strong("14")
                                .text(" is not in v3. v4 names it ")
                                .strong("loyaltyPoints")
                                .text(" (int32).")
                                .build()));
    }

    private static Node text(String name, int number, String value, int start, int end) {
        return new Node.ScalarNode(
                field(name, number, "string", "The " + name + "."),
                range(start, end),
                new Scalar.Text(value),
                null);
    }

    static Decoded.DecodedMessage key() {
        return new Decoded.DecodedMessage(
                Format.TEXT,
                Framing.RAW,
                null,
                new Node.ScalarNode(root("text"), range(0, 6), new Scalar.Text("c-1029"), null),
                List.of(),
                List.of());
    }

    static RawRecord record(byte[] value) {
        return new RawRecord(
                "orders",
                0,
                184_977,
                1_700_000_000_000L,
                new Headers(
                        List.of(
                                header("source", "pos"),
                                header("trace", "{\"id\":\"4bf92f35\",\"parent\":null}"),
                                header("source", "kiosk"),
                                new Header("retries", new byte[] {0, 0, 0, 2}),
                                new Header("nothing", null))),
                "c-1029".getBytes(StandardCharsets.UTF_8),
                value);
    }

    private static Header header(String name, String value) {
        return new Header(name, value.getBytes(StandardCharsets.UTF_8));
    }

    static Decoded.Undecodable undecodable(byte[] bytes) {
        return new Decoded.Undecodable(
                bytes,
                false,
                List.of(
                        new Finding(
                                FindingKind.UNDECODABLE,
                                "schema.unknown-id",
                                "",
                                range(0, bytes.length),
                                Sentence.builder()
                                        .text("Schema ")
                                        .strong("90417")
                                        .text(" is not in the registry at localhost:8081, so the ")
                                        .text("value stays as bytes. The topic's other records ")
                                        .text("use ids 3 and 4.")
                                        .build())),
                List.of(
                        new DecodeAttempt(
                                "confluent", Sentence.of("The registry has no schema 90417.")),
                        new DecodeAttempt(
                                "json",
                                Sentence.of("At byte 0 the text has 0x00; expected a value."))));
    }

    /// A list of so many numbers, a byte each.
    static Decoded.DecodedMessage list(int length) {
        var elements = new ArrayList<Node>(length);
        for (int i = 0; i < length; i++) {
            elements.add(
                    new Node.ScalarNode(root("int"), range(i + 1, i + 2), new Scalar.Int(i), null));
        }
        var node =
                new Node.ListNode(
                        FieldInfo.of("values", 0, "array"), range(0, length + 1), elements);
        var record = new Node.RecordNode(root(""), range(0, length + 1), "Many", List.of(node));
        return new Decoded.DecodedMessage(
                Format.AVRO, Framing.RAW, null, record, List.of(), List.of());
    }
}
