package io.sightglass.decode.protobuf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.decode.Cases;
import io.sightglass.decode.TreeSink;
import io.sightglass.decode.Walks;
import io.sightglass.decode.protobuf.EverydayProtobuf.Truth;
import io.sightglass.model.FieldInfo;
import io.sightglass.model.Logical;
import io.sightglass.model.Node;
import io.sightglass.model.Scalar;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Protobuf without a schema: how often the best reading is what the writer meant, and that what he
/// meant is always among the readings.
class RawReadingTest {
    /// Of the fields of a type: how many there were, and how many were read as what they are.
    private static final class Rate {
        int fields;
        int right;
        int offered;

        double share() {
            return (double) right / fields;
        }
    }

    /// The shares that the best reading has to reach, by the type that a field was written as.
    /// (Figures of 20 000 messages stand in decision record 0011.)
    private static final Map<String, Double> LEAST =
            Map.ofEntries(
                    Map.entry("int32", 1.0),
                    Map.entry("int64", 1.0),
                    Map.entry("bool", 1.0),
                    Map.entry("double", 0.999),
                    Map.entry("float", 0.999),
                    Map.entry("fixed64", 0.98),
                    Map.entry("fixed32", 0.95),
                    Map.entry("string", 0.995),
                    Map.entry("message", 0.995),
                    Map.entry("bytes", 0.98));

    @Test
    void theBestReadingIsMostlyRightAndTheOthersHaveTheRest() {
        var rates = new TreeMap<String, Rate>();
        Cases.each(
                4 * Cases.count(),
                random -> {
                    var truth = new EverydayProtobuf(random).message();
                    var payload = EverydayProtobuf.encode(truth);
                    var root = (Node.RecordNode) Walks.walk(new RawProtobuf(), payload).root();
                    compare(truth, root, payload, rates);
                });
        rates.forEach((type, rate) -> {
            if (Boolean.getBoolean("sightglass.figures")) {
                System.out.printf(
                        Locale.ROOT,
                        "%-12s %6d fields, best %6.2f %%, among the readings %6.2f %%%n",
                        type,
                        rate.fields,
                        100 * rate.share(),
                        100.0 * rate.offered / rate.fields);
            }
            // Few small numbers may be text, which is not read as a list as well.
            double offered = type.equals("packed int64") ? 0.98 : 1;
            assertTrue(
                    rate.offered >= offered * rate.fields,
                    () -> type + " is among the readings of " + rate.offered + " fields only");
            double least = LEAST.getOrDefault(type, 0.0);
            assertTrue(rate.share() >= least, () -> type + " is read right in " + rate.share());
        });
        assertTrue(rates.keySet().containsAll(LEAST.keySet()));
    }

    private static void compare(
            List<Truth> truth, Node.RecordNode read, byte[] payload, Map<String, Rate> rates) {
        assertEquals(truth.size(), read.children().size());
        for (int i = 0; i < truth.size(); i++) {
            var meant = truth.get(i);
            var node = read.children().get(i);
            assertEquals(Integer.toString(meant.number()), node.field().name());
            var rate = rates.computeIfAbsent(meant.type(), _ -> new Rate());
            rate.fields++;
            boolean right = is(meant, node, payload, rates);
            rate.right += right ? 1 : 0;
            boolean offered =
                    right
                            || OtherReadings.of(node, payload).stream()
                                    .anyMatch(other -> is(meant, other.node(), payload, rates));
            rate.offered += offered ? 1 : 0;
        }
    }

    /// Whether a node has the value that was meant. A flag may be read as 0 or 1.
    private static boolean is(Truth meant, Node node, byte[] payload, Map<String, Rate> rates) {
        return switch (node) {
            case Node.RecordNode record when meant.type().equals("message") -> {
                compare(EverydayProtobuf.fields(meant), record, payload, rates);
                yield true;
            }
            case Node.ListNode list when meant.value() instanceof List<?> values ->
                    list.elements().stream().map(RawReadingTest::plain).toList().equals(values);
            case Node.ScalarNode scalar ->
                    switch (scalar.value()) {
                        case Scalar.Int(long number) when meant.value() instanceof Boolean flag ->
                                number == (flag ? 1 : 0);
                        case Scalar.Int(long number) when meant.type().equals("fixed32") ->
                                meant.value() instanceof Long value
                                        && (int) number == (int) (long) value;
                        case Scalar.Binary(byte[] bytes) ->
                                meant.value() instanceof byte[] value
                                        && Arrays.equals(bytes, value);
                        default -> Objects.equals(plain(node), meant.value());
                    };
            default -> false;
        };
    }

    private static Object plain(Node node) {
        return switch (((Node.ScalarNode) node).value()) {
            case Scalar.Int(long number) -> number;
            case Scalar.Float64(double number) -> number;
            case Scalar.Float32(float number) -> number;
            case Scalar.Text(String text) -> text;
            case Scalar.Bool(boolean flag) -> flag;
            default -> "";
        };
    }

    @Test
    void numbersMayBeOtherNumbers() {
        assertEquals("int64 150 | sint64 75", readings("08 96 01"));
        assertEquals("int64 1 | bool true, sint64 -1", readings("08 01"));
        assertEquals(
                "int64 -2 | sint64 9223372036854775807, uint64 18446744073709551614",
                readings("08 fe ff ff ff ff ff ff ff ff 01"));
        assertEquals(
                "int64 1700000000 | sint64 850000000, timestamp-seconds 2023-11-14T22:13:20Z",
                readings("08 80 e2 cf aa 06"));
        assertEquals(
                "int64 1700000000123 | sint64 -850000000062,"
                        + " timestamp-millis 2023-11-14T22:13:20.123Z",
                readings("08 fb d0 95 ff bc 31"));
        assertEquals("double 1.5 | sfixed64 4609434218613702656", readings("09 000000000000f83f"));
        assertEquals(
                "sfixed64 1700000000000000000 | double 5.054272538271894E-195,"
                        + " timestamp-nanos 2023-11-14T22:13:20Z",
                readings("09 00002a36fe9c9717"));
        assertEquals("float 21.5 | sfixed32 1101791232", readings("0d 0000ac41"));
        assertEquals("sfixed32 -1 | fixed32 4294967295, float NaN", readings("0d ffffffff"));
        assertEquals(
                "sfixed32 1700000000 | float 6.255406E22, timestamp-seconds 2023-11-14T22:13:20Z",
                readings("0d 00f15365"));
    }

    @Test
    void bytesMayBeTextMessagesOrLists() {
        assertEquals(
                "string kenya-aa | bytes 6b656e79612d6161", readings("0a 08 6b656e79612d6161"));
        // "Hi" is field 9, 105, as well.
        assertEquals("string Hi | message {9=105}, bytes 4869", readings("0a 02 4869"));
        assertEquals("message {1=5} | packed int64 [8, 5], bytes 0805", readings("0a 02 0805"));
        assertEquals("bytes 00ff | ", readings("0a 02 00ff"));
        assertEquals("bytes 010203 | packed int64 [1, 2, 3]", readings("0a 03 010203"));
        assertEquals(
                "bytes 0000803f00000040 | packed int64 [0, 0, 8064, 0, 0, 0, 64],"
                        + " packed float [1.0, 2.0]",
                readings("0a 08 0000803f00000040"));
        assertEquals("string  | message {}, bytes ", readings("0a 00"));
        // A message whose first byte is a new line, and whose content is printable.
        var printable = readings("0a 0c 0a0a30313233343536373839");
        assertTrue(
                printable.startsWith(
                        "message {1=0123456789} | string \n\n0123456789, packed int64"),
                printable);
        // FIX: text in which a control character ends each field.
        var fix = readings("0a 0f 383d4649582e342e340133353d4401");
        assertTrue(fix.startsWith("string 8=FIX.4.4\u000135=D\u0001 | "), fix);
    }

    @Test
    void groupsAndFieldsOfASchemaHaveNoOtherReading() {
        assertEquals("group {2=1} | ", readings("0b 10 01 0c"));
        var named = new FieldInfo("one", 0, 1, "int32", null, Logical.NONE, null);
        var node = new Node.ScalarNode(named, 0, 2, new Scalar.Int(1), null);
        assertEquals(List.of(), OtherReadings.of(node, new byte[] {8, 1}));
        assertEquals("", OtherReadings.as(node));
    }

    /// The best reading and the others of a payload's only field.
    private static String readings(String hex) {
        var payload = HexFormat.of().parseHex(hex.replace(" ", ""));
        var tree = new TreeSink();
        tree.begin(payload, 0, payload.length);
        new RawProtobuf().walk(payload, 0, 0, payload.length, tree);
        tree.finish();
        var node = ((Node.RecordNode) Objects.requireNonNull(tree.root())).children().getFirst();
        var others =
                OtherReadings.of(node, payload).stream()
                        .map(other -> other.as() + " " + text(other.node()))
                        .toList();
        return OtherReadings.as(node) + " " + text(node) + " | " + String.join(", ", others);
    }

    private static String text(Node node) {
        return switch (node) {
            case Node.RecordNode record -> {
                var fields = new TreeMap<String, String>();
                record.children().forEach(each -> fields.put(each.field().name(), text(each)));
                yield fields.toString();
            }
            case Node.ListNode list ->
                    list.elements().stream().map(RawReadingTest::text).toList().toString();
            case Node.ScalarNode scalar ->
                    switch (scalar.value()) {
                        case Scalar.Unsigned(long bits) -> Long.toUnsignedString(bits);
                        case Scalar.Binary(byte[] bytes) -> HexFormat.of().formatHex(bytes);
                        case Scalar.Temporal time -> time.iso();
                        default -> plain(node).toString();
                    };
            default -> node.toString();
        };
    }
}
