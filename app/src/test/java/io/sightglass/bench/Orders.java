package io.sightglass.bench;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;

import io.sightglass.model.Format;
import io.sightglass.schema.ParsedSchema;
import io.sightglass.schema.SchemaText;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.EncoderFactory;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/// Orders as a shop would write them, the same ones in each format: thirteen fields, among them a
/// timestamp, an enum, a union with null, a nested address and a list of items.
public final class Orders {
    static final int COUNT = 256;

    private static final String AVRO =
            """
            {"type": "record", "name": "Order", "namespace": "coffeeco", "fields": [
              {"name": "orderId", "type": {"type": "string", "logicalType": "uuid"}},
              {"name": "customerId", "type": "string"},
              {"name": "placedAt", "type": {"type": "long", "logicalType": "timestamp-millis"}},
              {"name": "status", "type": {"type": "enum", "name": "Status",
                "symbols": ["STARTED", "PAID", "BREWED", "SERVED"]}},
              {"name": "total", "type": "double"},
              {"name": "currency", "type": "string"},
              {"name": "points", "type": "int"},
              {"name": "express", "type": "boolean"},
              {"name": "note", "type": ["null", "string"], "default": null},
              {"name": "shop", "type": {"type": "record", "name": "Shop", "fields": [
                {"name": "street", "type": "string"},
                {"name": "city", "type": "string"},
                {"name": "country", "type": "string"}]}},
              {"name": "items", "type": {"type": "array", "items":
                {"type": "record", "name": "Item", "fields": [
                  {"name": "coffee", "type": "string"},
                  {"name": "size", "type": "string"},
                  {"name": "quantity", "type": "int"},
                  {"name": "price", "type": "double"}]}}},
              {"name": "channel", "type": "string"},
              {"name": "device", "type": ["null", "string"], "default": null}]}
            """;

    static final String PROTOBUF =
            """
            syntax = "proto3";
            package coffeeco;
            enum Status { STARTED = 0; PAID = 1; BREWED = 2; SERVED = 3; }
            message Order {
              string orderId = 1;
              string customerId = 2;
              int64 placedAt = 3;
              Status status = 4;
              double total = 5;
              string currency = 6;
              int32 points = 7;
              bool express = 8;
              optional string note = 9;
              Shop shop = 10;
              repeated Item items = 11;
              string channel = 12;
              optional string device = 13;
            }
            message Shop { string street = 1; string city = 2; string country = 3; }
            message Item { string coffee = 1; string size = 2; int32 quantity = 3; double price = 4; }
            """;

    static final String JSON =
            """
            {"type": "object", "properties": {
              "orderId": {"type": "string"}, "customerId": {"type": "string"},
              "placedAt": {"type": "integer"}, "status": {"type": "string"},
              "total": {"type": "number"}, "currency": {"type": "string"},
              "points": {"type": "integer"}, "express": {"type": "boolean"},
              "note": {"type": ["null", "string"]},
              "shop": {"type": "object", "properties": {
                "street": {"type": "string"}, "city": {"type": "string"},
                "country": {"type": "string"}}},
              "items": {"type": "array", "items": {"type": "object", "properties": {
                "coffee": {"type": "string"}, "size": {"type": "string"},
                "quantity": {"type": "integer"}, "price": {"type": "number"}}}},
              "channel": {"type": "string"}, "device": {"type": ["null", "string"]}}}
            """;

    /// The same with demands like those of the other formats' contracts.
    static final String KEYWORDS =
            """
            {"type": "object", "required": ["orderId", "customerId", "placedAt", "status"],
             "properties": {
              "orderId": {"type": "string", "minLength": 36, "maxLength": 36},
              "customerId": {"type": "string", "minLength": 3},
              "placedAt": {"type": "integer"},
              "status": {"type": "string", "enum": ["STARTED", "PAID", "BREWED", "SERVED"]},
              "total": {"type": "number", "minimum": 0},
              "currency": {"type": "string", "enum": ["EUR", "CHF"]},
              "points": {"type": "integer", "minimum": 0, "maximum": 5000},
              "express": {"type": "boolean"},
              "note": {"type": ["null", "string"]},
              "shop": {"type": "object", "properties": {
                "street": {"type": "string"}, "city": {"type": "string"},
                "country": {"type": "string"}}},
              "items": {"type": "array", "minItems": 1, "maxItems": 20, "items":
                {"type": "object", "properties": {
                  "coffee": {"type": "string"}, "size": {"type": "string"},
                  "quantity": {"type": "integer", "minimum": 1, "maximum": 10},
                  "price": {"type": "number", "minimum": 0}}}},
              "channel": {"type": "string"}, "device": {"type": ["null", "string"]}}}
            """;

    private static final String[] COFFEES = {
        "espresso", "café crème", "flat white", "cortado", "cold brew", "latte macchiato"
    };
    private static final String[] STATUS = {"STARTED", "PAID", "BREWED", "SERVED"};
    private static final String[] SIZES = {"small", "medium", "large"};
    private static final String[] CITIES = {"Zürich", "Hamburg", "Lyon", "Bergen", "Porto"};

    private Orders() {}

    public static Schema avroSchema() {
        return new Schema.Parser().parse(AVRO);
    }

    /// The schema of a format as text.
    public static String text(Format format) {
        return switch (format) {
            case AVRO -> AVRO;
            case PROTOBUF -> PROTOBUF;
            case JSON -> JSON;
            default -> throw new IllegalArgumentException(format.toString());
        };
    }

    /// The messages with `buf.validate` options that demand the same.
    ///
    /// @param library whether one is among them that only the library judges
    static String validated(boolean library) {
        return PROTOBUF.replace(
                        "package coffeeco;",
                        "package coffeeco;\nimport \"buf/validate/validate.proto\";")
                .replace(
                        "string orderId = 1;",
                        "string orderId = 1 [(buf.validate.field).required = true,"
                                + " (buf.validate.field).string = {min_len: 36, max_len: 36}];")
                .replace(
                        "string customerId = 2;",
                        "string customerId = 2 [(buf.validate.field).string.min_len = 3];")
                .replace(
                        "double total = 5;",
                        library
                                ? "double total = 5 [(buf.validate.field).cel = {id: \"t\","
                                        + " expression: \"this >= 0.0\"}];"
                                : "double total = 5 [(buf.validate.field).double.gte = 0];")
                .replace(
                        "string currency = 6;",
                        "string currency = 6 [(buf.validate.field).string = {in: [\"EUR\","
                                + " \"CHF\"]}];")
                .replace(
                        "int32 points = 7;",
                        "int32 points = 7 [(buf.validate.field).int32 = {gte: 0, lte: 5000}];")
                .replace(
                        "int32 quantity = 3;",
                        "int32 quantity = 3 [(buf.validate.field).int32 = {gte: 1, lte: 10}];")
                .replace(
                        "double price = 4;",
                        "double price = 4 [(buf.validate.field).double.gte = 0];");
    }

    static Descriptor protobufType() {
        return switch (SchemaText.parse(Format.PROTOBUF, "orders.proto", PROTOBUF, List.of())) {
            case SchemaText.Result.Parsed(ParsedSchema.Protobuf(var file, _)) ->
                    file.findMessageTypeByName("Order");
            case SchemaText.Result.Parsed other ->
                    throw new IllegalStateException(other.toString());
            case SchemaText.Result.Failed failed ->
                    throw new IllegalStateException(failed.toString());
        };
    }

    static JsonNode jsonSchema() {
        return JsonMapper.shared().readTree(JSON);
    }

    public static byte[][] avro() {
        var schema = avroSchema();
        return orders().stream().map(order -> avro(schema, order)).toArray(byte[][]::new);
    }

    public static byte[][] protobuf() {
        var type = protobufType();
        return orders().stream()
                .map(order -> message(type, order).toByteArray())
                .toArray(byte[][]::new);
    }

    public static byte[][] json() {
        return orders().stream()
                .map(order ->
                        JsonMapper.shared()
                                .writeValueAsString(order)
                                .getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    /// The mean size of a payload.
    static int size(byte[][] payloads) {
        int sum = 0;
        for (var payload : payloads) {
            sum += payload.length;
        }
        return sum / payloads.length;
    }

    private static List<Map<String, Object>> orders() {
        var random = new Random(20_260_401);
        var orders = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < COUNT; i++) {
            orders.add(order(random));
        }
        return orders;
    }

    private static Map<String, Object> order(Random random) {
        var order = new LinkedHashMap<String, Object>();
        order.put("orderId", new UUID(random.nextLong(), random.nextLong()).toString());
        order.put("customerId", "c-" + (100_000 + random.nextInt(900_000)));
        order.put("placedAt", 1_767_225_600_000L + random.nextInt(1_000_000_000));
        order.put("status", STATUS[random.nextInt(STATUS.length)]);
        order.put("total", random.nextInt(10_000) / 100.0);
        order.put("currency", random.nextInt(4) == 0 ? "CHF" : "EUR");
        order.put("points", random.nextInt(5_000));
        order.put("express", random.nextInt(5) == 0);
        order.put("note", random.nextInt(3) == 0 ? "please ring twice, thank you" : null);
        var shop = new LinkedHashMap<String, Object>();
        shop.put("street", "Market Street " + random.nextInt(200));
        shop.put("city", CITIES[random.nextInt(CITIES.length)]);
        shop.put("country", "CH");
        order.put("shop", shop);
        var items = new ArrayList<Map<String, Object>>();
        int count = 2 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            var item = new LinkedHashMap<String, Object>();
            item.put("coffee", COFFEES[random.nextInt(COFFEES.length)]);
            item.put("size", SIZES[random.nextInt(SIZES.length)]);
            item.put("quantity", 1 + random.nextInt(3));
            item.put("price", random.nextInt(900) / 100.0);
            items.add(item);
        }
        order.put("items", items);
        order.put("channel", random.nextBoolean() ? "mobile-app" : "counter");
        order.put("device", random.nextBoolean() ? "Fairphone 5, Android 15" : null);
        return order;
    }

    private static byte[] avro(Schema schema, Map<String, Object> order) {
        try {
            var out = new ByteArrayOutputStream();
            var encoder = EncoderFactory.get().binaryEncoder(out, null);
            new GenericDatumWriter<>(schema).write(datum(schema, order), encoder);
            encoder.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object datum(Schema schema, Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                var record = new GenericData.Record(schema);
                for (var field : schema.getFields()) {
                    var inner = map.get(field.name());
                    record.put(field.pos(), inner == null ? null : datum(field.schema(), inner));
                }
                yield record;
            }
            case List<?> list ->
                    list.stream().map(inner -> datum(schema.getElementType(), inner)).toList();
            case String text when schema.getType() == Schema.Type.ENUM ->
                    new GenericData.EnumSymbol(schema, text);
            default -> value;
        };
    }

    private static DynamicMessage message(Descriptor type, Map<?, ?> values) {
        var message = DynamicMessage.newBuilder(type);
        for (var field : type.getFields()) {
            switch (values.get(field.getName())) {
                case null -> {}
                case List<?> list ->
                        list.forEach(
                                value -> message.addRepeatedField(field, single(field, value)));
                case Object value -> message.setField(field, single(field, value));
            }
        }
        return message.build();
    }

    private static Object single(FieldDescriptor field, Object value) {
        return switch (value) {
            case Map<?, ?> map -> message(field.getMessageType(), map);
            case String text when field.getType() == FieldDescriptor.Type.ENUM ->
                    field.getEnumType().findValueByName(text);
            default -> value;
        };
    }
}
