package io.sightglass.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.DynamicMessage;
import com.google.protobuf.util.JsonFormat;

import io.sightglass.decode.FindingSink;
import io.sightglass.decode.Plan;
import io.sightglass.decode.avro.AvroPlan;
import io.sightglass.decode.json.JsonPlan;
import io.sightglass.decode.protobuf.ProtobufPlan;
import io.sightglass.model.FindingKind;
import io.sightglass.model.Format;
import io.sightglass.model.SchemaInfo;
import io.sightglass.schema.ProtoCompiler;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

class RuleSinkTest {
    private static final SchemaInfo INFO =
            new SchemaInfo("coffeeco.Order", "registry", "orders-value", 3, 3, null);
    private static final Contract CONTRACT =
            contract(
                    new Rule.Required("orderId"),
                    new Rule.Required("userId"),
                    new Rule.Required("items[].coffee"),
                    new Rule.ItemCount("items", 1, 3),
                    range("items[].boldness", 1, 10),
                    range("total", 0, 1000),
                    range("labels[\"size\"]", 1, 3),
                    new Length("orderId", 1, 20),
                    new PatternRule("orderId", Pattern.compile("^o-[0-9]+$")),
                    new FormatRule("timestamp", TextFormat.DATE_TIME));
    private static final String PROTO =
            """
            syntax = "proto3";
            package coffeeco;
            message Order {
              string orderId = 1;
              string timestamp = 2;
              string userId = 3;
              repeated Item items = 5;
              double total = 6;
              map<string, int32> labels = 7;
              message Item { string coffee = 1; uint32 boldness = 2; }
            }
            """;
    private static final String AVRO =
            """
            {"type": "record", "name": "Order", "namespace": "coffeeco", "fields": [
              {"name": "orderId", "type": "string"},
              {"name": "userId", "type": ["null", "string"]},
              {"name": "timestamp", "type": {"type": "long", "logicalType": "timestamp-millis"}},
              {"name": "total", "type": {"type": "bytes", "logicalType": "decimal",
                                         "precision": 10, "scale": 2}},
              {"name": "items", "type": {"type": "array", "items":
                {"type": "record", "name": "Item", "fields": [
                  {"name": "coffee", "type": ["string", "null"]},
                  {"name": "boldness", "type": "int"}]}}},
              {"name": "labels", "type": {"type": "map", "values": "int"}}]}
            """;
    private static final String GOOD =
            """
            {"orderId": "o-5512", "timestamp": "2023-08-15T10:00:00Z", "userId": "ü-77",
             "items": [{"coffee": "kenya-aa", "boldness": 7}, {"coffee": "java", "boldness": 3}],
             "total": 14.50, "labels": {"size": 2, "other": 9}}
            """;

    static Contract contract(Rule... rules) {
        return new Contract(
                "coffee-orders",
                "orders",
                null,
                null,
                Path.of("a.contract.yaml"),
                TestRules.rules("coffee-orders", rules),
                null,
                List.of(),
                List.of());
    }

    private static Range range(String path, long least, long most) {
        return Range.of(path, BigDecimal.valueOf(least), false, BigDecimal.valueOf(most), false);
    }

    private static List<String> findings(Plan plan, Format format, byte[] payload) {
        var sink = TestRules.sink(CONTRACT, true);
        walk(plan, format, payload, sink);
        var counting = TestRules.sink(CONTRACT, false);
        walk(plan, format, payload, counting);
        assertEquals(sink.total(), counting.total());
        assertEquals(sink.mark(), counting.mark());
        return sink.findings().stream()
                .map(finding ->
                        finding.rule()
                                + " "
                                + finding.range().start()
                                + ".."
                                + finding.range().end()
                                + " "
                                + finding.message().plain())
                .toList();
    }

    private static void walk(Plan plan, Format format, byte[] payload, FindingSink sink) {
        sink.begin(payload, 0, payload.length);
        sink.reading(format, INFO);
        plan.newWalker().walk(payload, 0, 0, payload.length, sink);
        sink.finish();
    }

    private static DynamicMessage proto(String json) throws IOException {
        var result = ProtoCompiler.standard().compile("order.proto", PROTO, Map.of());
        var type =
                assertInstanceOf(ProtoCompiler.Result.Compiled.class, result)
                        .file("order.proto")
                        .findMessageTypeByName("Order");
        var message = DynamicMessage.newBuilder(type);
        JsonFormat.parser().merge(json, message);
        return message.build();
    }

    private static byte[] avro(String json) throws IOException {
        var schema = new Schema.Parser().parse(AVRO);
        var datum =
                new GenericDatumReader<>(schema)
                        .read(null, DecoderFactory.get().jsonDecoder(schema, json));
        var out = new ByteArrayOutputStream();
        var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        new GenericDatumWriter<>(schema).write(datum, encoder);
        return out.toByteArray();
    }

    private static String avroJson(String user, String coffee, int boldness) {
        return "{\"orderId\":\"o-1\",\"userId\":"
                + user
                + ",\"timestamp\":1692093600000,\"total\":\"\\u0005\\u00AA\",\"items\":[{\"coffee\":"
                + coffee
                + ",\"boldness\":"
                + boldness
                + "}],\"labels\":{\"size\":2}}";
    }

    @Test
    void protobufAsInThePicture() throws IOException {
        var message =
                proto(
                        "{\"orderId\": \"o-5513\", \"timestamp\": \"yesterday\", \"items\":"
                                + " [{\"coffee\": \"kenya-aa\", \"boldness\": 14}], \"total\":"
                                + " 14.5}");
        var payload = message.toByteArray();
        assertEquals(
                List.of(
                        "contract.format 8..19 timestamp is \"yesterday\"; expected an ISO-8601"
                                + " date-time such as 2023-08-15T10:00:00Z.",
                        "contract.maximum 31..33 items[0].boldness is 14; expected 1 to 10.",
                        "contract.required 0..42 The event is missing userId, which contract"
                                + " coffee-orders requires."),
                findings(
                        ProtobufPlan.of(message.getDescriptorForType()), Format.PROTOBUF, payload));
    }

    @Test
    void protobufRepeatedFieldsAreCountedOverAllTheirRuns() throws IOException {
        var plan = ProtobufPlan.of(proto("{}").getDescriptorForType());
        var order = proto("{\"orderId\": \"o-1\", \"userId\": \"u\"}").toByteArray();
        assertEquals(
                List.of("contract.min-items 0..8 items has 0 items; expected 1 to 3 items."),
                findings(plan, Format.PROTOBUF, order));
        var item = proto("{\"items\": [{\"coffee\": \"a\", \"boldness\": 1}]}").toByteArray();
        var total = proto("{\"total\": 1}").toByteArray();
        var payload = concat(order, item, total, item, item);
        assertEquals(List.of(), findings(plan, Format.PROTOBUF, payload));
        assertEquals(
                List.of("contract.max-items 8..45 items has 4 items; expected 1 to 3 items."),
                findings(plan, Format.PROTOBUF, concat(payload, item)));
    }

    private static byte[] concat(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(out::writeBytes);
        return out.toByteArray();
    }

    @Test
    void protobufThatIsCutOffLacksNothing() throws IOException {
        var message = proto("{\"orderId\": \"o-1\", \"items\": [{\"boldness\": 3}]}");
        var plan = ProtobufPlan.of(message.getDescriptorForType());
        var whole = message.toByteArray();
        assertEquals(2, findings(plan, Format.PROTOBUF, whole).size());
        for (int length = 1; length < whole.length; length++) {
            var findings = findings(plan, Format.PROTOBUF, Arrays.copyOf(whole, length));
            boolean cut = findings.getFirst().startsWith("protobuf.");
            assertTrue(
                    !cut || findings.stream().noneMatch(text -> text.contains("missing")),
                    length + ": " + findings);
        }
    }

    @Test
    void protobufWithoutASchemaIsNotJudged() throws IOException {
        var payload = proto("{\"total\": 3}").toByteArray();
        var sink = TestRules.sink(CONTRACT, true);
        sink.begin(payload, 0, payload.length);
        sink.reading(Format.PROTOBUF, null);
        ProtobufPlan.of(proto("{}").getDescriptorForType())
                .newWalker()
                .walk(payload, 0, 0, payload.length, sink);
        assertEquals(List.of(), sink.findings());
    }

    @Test
    void avroNullBranchesAreMissing() throws IOException {
        var plan = AvroPlan.of(new Schema.Parser().parse(AVRO));
        var string = "{\"string\":\"x\"}";
        assertEquals(List.of(), findings(plan, Format.AVRO, avro(avroJson(string, string, 10))));
        var payload = avro(avroJson("null", "null", 11));
        assertEquals(
                List.of(
                        "contract.maximum 16..17 items[0].boldness is 11; expected 1 to 10.",
                        "contract.required 15..17 The event is missing items[0].coffee, which"
                                + " contract coffee-orders requires.",
                        "contract.required 0.."
                                + payload.length
                                + " The event is missing userId, which contract coffee-orders"
                                + " requires."),
                findings(plan, Format.AVRO, payload));
        for (int length = 1; length < payload.length; length++) {
            var findings = findings(plan, Format.AVRO, Arrays.copyOf(payload, length));
            assertTrue(
                    findings.stream().noneMatch(text -> text.contains("missing userId")),
                    length + ": " + findings);
        }
    }

    @Test
    void decimalsAndMapValuesAreCompared() throws IOException {
        var plan = AvroPlan.of(new Schema.Parser().parse(AVRO));
        var json =
                avroJson("{\"string\":\"u\"}", "{\"string\":\"c\"}", 3)
                        .replace("\"\\u0005\\u00AA\"", "\"\\u0001\\u0086\\u00A1\"")
                        .replace("\"size\":2", "\"size\":4");
        assertEquals(
                List.of(
                        "contract.maximum 13..17 total is 1000.01; expected 0 to 1000.",
                        "contract.maximum 29..30 labels[\"size\"] is 4; expected 1 to 3."),
                findings(plan, Format.AVRO, avro(json)));
    }

    @Test
    void anythingElseAtTheRootIsNotJudged() {
        for (var text : List.of("[]", "7", "\"x\"", "null", "{", "")) {
            var payload = text.getBytes(StandardCharsets.UTF_8);
            var sink = TestRules.sink(CONTRACT, true);
            walk(JsonPlan.PLAIN, Format.JSON, payload, sink);
            assertEquals(0, sink.count(FindingKind.VIOLATION), text);
        }
    }

    /// Counts bytes, measures no time: what the thread allocates over 100 000 valid records of each
    /// format must not grow with their number.
    @Test
    void validRecordsAllocateNothing() throws IOException {
        var message = proto(GOOD);
        var avro = avro(avroJson("{\"string\":\"x\"}", "{\"string\":\"x\"}", 10));
        assertNoAllocation(
                ProtobufPlan.of(message.getDescriptorForType()),
                Format.PROTOBUF,
                message.toByteArray());
        assertNoAllocation(AvroPlan.of(new Schema.Parser().parse(AVRO)), Format.AVRO, avro);
        assertNoAllocation(
                JsonPlan.PLAIN, Format.JSON, GOOD.strip().getBytes(StandardCharsets.UTF_8));
    }

    private static void assertNoAllocation(Plan plan, Format format, byte[] payload) {
        var threads =
                assertInstanceOf(
                        com.sun.management.ThreadMXBean.class, ManagementFactory.getThreadMXBean());
        var sink = TestRules.sink(CONTRACT, false);
        var walker = plan.newWalker();
        long before = 0;
        for (int i = -1_000; i < 100_000; i++) {
            if (i == 0) {
                before = threads.getCurrentThreadAllocatedBytes();
            }
            sink.begin(payload, 0, payload.length);
            sink.reading(format, INFO);
            walker.walk(payload, 0, 0, payload.length, sink);
            sink.finish();
            if (sink.total() != 0) {
                throw new AssertionError(format + " is not valid");
            }
        }
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < 100_000, format + ": " + allocated + " bytes");
    }
}
