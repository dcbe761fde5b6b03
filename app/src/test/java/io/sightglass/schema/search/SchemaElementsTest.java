package io.sightglass.schema.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.sightglass.model.Format;
import io.sightglass.schema.SchemaText;
import io.sightglass.schema.SchemaText.Result;

import org.junit.jupiter.api.Test;

import java.util.List;

class SchemaElementsTest {
    static List<SchemaElement> elements(
            Format format, String text, SchemaText.Reference... references) {
        var result = SchemaText.parse(format, "a", text, List.of(references));
        return SchemaElements.of(assertInstanceOf(Result.Parsed.class, result).schema());
    }

    private static List<String> shown(List<SchemaElement> elements) {
        return elements.stream()
                .map(each ->
                        each.line()
                                + " "
                                + each.kind().word()
                                + " "
                                + each.path()
                                + " : "
                                + each.type()
                                + (each.doc().isEmpty() ? "" : " // " + each.doc())
                                + (each.aliases().isEmpty() ? "" : " " + each.aliases()))
                .toList();
    }

    @Test
    void avro() {
        var text =
                """
                {"type": "record", "name": "Order", "namespace": "coffeeco", "doc": "One order.",
                 "fields": [
                  {"name": "userId", "aliases": ["user_no"], "doc": "Who.",
                   "type": ["null", "string"]},
                  {"name": "items", "type": {"type": "array", "items":
                    {"type": "record", "name": "Item", "fields": [
                      {"name": "price", "type":
                        {"type": "bytes", "logicalType": "decimal", "precision": 9, "scale": 2}}]}}},
                  {"name": "status", "type":
                    {"type": "enum", "name": "Status", "symbols": ["NEW",
                      "PAID"]}}]}
                """;
        assertEquals(
                List.of(
                        "1 type coffeeco.Order : record // One order.",
                        "3 field Order.userId : union {null, string} // Who. [user_no]",
                        "5 field Order.items : array<Item>",
                        "9 field Order.status : Status",
                        "6 type coffeeco.Item : record",
                        "7 field Item.price : decimal(9, 2)",
                        "10 type coffeeco.Status : enum",
                        "10 symbol Status.NEW : ",
                        "11 symbol Status.PAID : "),
                shown(elements(Format.AVRO, text)));
    }

    @Test
    void whatAnotherSchemaDeclaresIsItsOwn() {
        var item =
                "{\"type\":\"record\",\"name\":\"Item\",\"namespace\":\"c\",\"fields\":"
                        + "[{\"name\":\"price\",\"type\":\"int\"}]}";
        var order =
                "{\"type\":\"record\",\"name\":\"Order\",\"namespace\":\"c\",\"fields\":"
                        + "[{\"name\":\"item\",\"type\":\"c.Item\"}]}";
        assertEquals(
                List.of("1 type c.Order : record", "1 field Order.item : Item"),
                shown(elements(Format.AVRO, order, new SchemaText.Reference("c.Item", item))));
    }

    @Test
    void protobuf() {
        var text =
                """
                syntax = "proto3";
                package coffeeco;
                // One order.
                message Order {
                  // Who.
                  string user_id = 1;
                  repeated Item items = 2; // At least one.
                  map<string, int32> labels = 3;
                  message Item {
                    double price = 1;
                  }
                  enum Status {
                    UNKNOWN = 0;
                  }
                }
                service Orders {
                  // Places one.
                  rpc Place(Order) returns (stream Order);
                }
                """;
        assertEquals(
                List.of(
                        "16 service coffeeco.Orders : service",
                        "18 method Orders.Place : Order → Order // Places one.",
                        "4 type coffeeco.Order : message // One order.",
                        "6 field Order.user_id : string // Who. [userId]",
                        "7 field Order.items : repeated Item // At least one.",
                        "8 field Order.labels : map<string, int32>",
                        "9 type coffeeco.Order.Item : message",
                        "10 field Item.price : double",
                        "12 type coffeeco.Order.Status : enum",
                        "13 symbol Status.UNKNOWN : "),
                shown(elements(Format.PROTOBUF, text)));
    }

    @Test
    void jsonSchema() {
        var text =
                """
                {"title": "Order", "description": "One order.",
                 "type": "object", "properties": {
                  "user-id": {"type": ["string", "null"], "description": "Who."},
                  "items": {"type": "array", "items": {"properties": {
                    "price": {"type": "number"}}}},
                  "status": {"enum": ["new", 7]},
                  "at": {"type": "string", "format": "date-time"}
                 },
                 "anyOf": [{"properties": {"note": {"$ref": "#/$defs/note"}}}],
                 "$defs": {"note": {"type": "string", "title": "A wish"}}}
                """;
        assertEquals(
                List.of(
                        "1 type Order : object // One order.",
                        "3 field user-id : string | null // Who.",
                        "4 field items : array",
                        "5 field items[].price : number",
                        "6 field status : enum",
                        "6 symbol status = new : ",
                        "7 field at : string date-time",
                        "9 field note : → #/$defs/note",
                        "10 type note : string // A wish"),
                shown(elements(Format.JSON, text)));
    }
}
