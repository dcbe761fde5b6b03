package io.sightglass.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;

import io.sightglass.model.Format;
import io.sightglass.model.Header;
import io.sightglass.model.Headers;
import io.sightglass.model.Part;
import io.sightglass.model.SchemaRef;
import io.sightglass.schema.Lookup;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/// The live path holds every record to its rules; what it allocates, it allocates a million times.
class AllocationTest {
    private static final int MOST = 64;
    private static final int RECORDS = 20_000;

    private static final String ORDER =
            """
            {"type": "record", "name": "Order", "fields": [
              {"name": "id", "type": "string"},
              {"name": "note", "type": ["null", "string"]},
              {"name": "items", "type": {"type": "array", "items":
                {"type": "record", "name": "Item", "fields": [
                  {"name": "coffee", "type": "string"}, {"name": "n", "type": "int"}]}}},
              {"name": "labels", "type": {"type": "map", "values": "long"}}]}
            """;
    private static final String ORDER_PROTO =
            """
            syntax = "proto3";
            message Order {
              string id = 1;
              repeated Item items = 2;
              map<string, int64> labels = 3;
              repeated int32 scores = 4;
              oneof pay { string card = 5; string cash = 6; }
              Item first = 7;
            }
            message Item { string coffee = 1; uint32 boldness = 2; }
            """;

    private final TestSchemas schemas = new TestSchemas();

    private void measure(byte[] payload, Outcome.Status status) {
        measure(Headers.NONE, payload, status);
    }

    private void measure(Headers headers, byte[] payload, Outcome.Status status) {
        var decoder = new Decoders(schemas).newDecoder();
        var sink = FindingSink.counting();
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long id = Thread.currentThread().threadId();
        long before = 0;
        for (int i = 0; i < 2 * RECORDS; i++) {
            if (i == RECORDS) {
                before = threads.getThreadAllocatedBytes(id);
            }
            var outcome =
                    decoder.walk("topic", Part.VALUE, headers, payload, 0, payload.length, sink);
            assertEquals(status, outcome.status());
        }
        long each = (threads.getThreadAllocatedBytes(id) - before) / RECORDS;
        assertTrue(each <= MOST, each + " bytes a record");
    }

    @Test
    void avro() {
        var schema = TestSchemas.schema(Format.AVRO, ORDER, "Order");
        schemas.answers.put(new SchemaRef.ById(3), new Lookup.Found(schema));
        var hex = "0000000003" + "066f2d31" + "02026e" + "04" + "026102" + "046a6a04" + "00";
        var payload = HexFormat.of().parseHex(hex + "02" + "026b08" + "00");
        measure(payload, Outcome.Status.DECODED);
    }

    @Test
    void protobufWithUnknownFieldsAndDamage() {
        var schema = TestSchemas.schema(Format.PROTOBUF, ORDER_PROTO, "Order");
        schemas.answers.put(new SchemaRef.ById(3), new Lookup.Found(schema));
        var good =
                "000000000300" + "0a036f2d31" + "12050a01611002" + "12030a0162" + "1a050a016b1007";
        measure(HexFormat.of().parseHex(good + "2203010203"), Outcome.Status.DECODED);
        var more = good + "2a0178" + "320179" + "70ac02" + "9a0601ff" + "3a020a05";
        measure(HexFormat.of().parseHex(more), Outcome.Status.DECODED);
    }

    @Test
    void jsonWithAndWithoutSchema() {
        var payload =
                "{\"id\":\"o-1\",\"items\":[{\"coffee\":\"é\",\"n\":1.5},null],\"x\":{\"y\":true}}"
                        .getBytes(StandardCharsets.UTF_8);
        measure(payload, Outcome.Status.DECODED);
        var text =
                """
                {"type": "object", "additionalProperties": false,
                 "properties": {"id": {"type": "string"}, "items": {"type": "array"}}}
                """;
        var schema = TestSchemas.schema(Format.JSON, text, "Click");
        schemas.values.put("topic", schema);
        schemas.generation++;
        measure(payload, Outcome.Status.DECODED);
    }

    @Test
    void cborAndMessagePack() {
        var cbor = "a4626964636f2d3165636f756e74181865697465" + "6d7382f6f90000656e6f746573a0";
        measure(HexFormat.of().parseHex(cbor), Outcome.Status.DECODED);
        var msgPack = "83a26964a36f2d31a5636f756e74cc80a56974656d7392c0ca3fc00000";
        measure(HexFormat.of().parseHex(msgPack), Outcome.Status.DECODED);
    }

    @Test
    void textAndTombstones() {
        measure("c-1029".getBytes(StandardCharsets.UTF_8), Outcome.Status.DECODED);
    }

    @Test
    void framingsOfOtherRegistries() {
        var schema = TestSchemas.schema(Format.AVRO, "\"string\"", "string");
        var uuid = UUID.fromString("b7b4a7f0-9c96-4e4a-a687-fb5de9ef0c63");
        for (var ref :
                List.of(
                        new SchemaRef.ByGlueVersion(uuid),
                        new SchemaRef.ByGlobalId(5),
                        new SchemaRef.ByArtifact("g", "a", "1"))) {
            schemas.answers.put(ref, new Lookup.Found(schema));
        }
        var hex = HexFormat.of();
        var body = hex.parseHex("026b");
        measure(hex.parseHex("0300b7b4a7f09c964e4aa687fb5de9ef0c63026b"), Outcome.Status.DECODED);
        measure(hex.parseHex("000000000000000005026b"), Outcome.Status.DECODED);
        measure(
                headers("apicurio.value.globalId", "5", "traceparent", "00-1"),
                body,
                Outcome.Status.DECODED);
        measure(
                headers(
                        "apicurio.value.groupId",
                        "g",
                        "apicurio.value.artifactId",
                        "a",
                        "apicurio.value.version",
                        "1"),
                body,
                Outcome.Status.DECODED);
        measure(
                headers("ce_id", "1", "content-type", "application/json"),
                "{}".getBytes(StandardCharsets.UTF_8),
                Outcome.Status.DECODED);
    }

    private static Headers headers(String... words) {
        var list = new ArrayList<Header>();
        for (int i = 0; i < words.length; i += 2) {
            list.add(new Header(words[i], words[i + 1].getBytes(StandardCharsets.UTF_8)));
        }
        return new Headers(list);
    }
}
