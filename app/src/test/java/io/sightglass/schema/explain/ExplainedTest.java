package io.sightglass.schema.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.model.Format;
import io.sightglass.schema.SchemaText;
import io.sightglass.schema.SchemaText.Result;

import org.junit.jupiter.api.Test;

import java.util.List;

class ExplainedTest {
    private static Explained root(Format format, String text) {
        var result = SchemaText.parse(format, "a", text, List.of());
        var schema = assertInstanceOf(Result.Parsed.class, result).schema();
        return Explained.root(schema, null).orElseThrow();
    }

    private static String words(Explained root, String field) {
        return root.field(field).orElseThrow().meaning().type();
    }

    private static Meaning meaning(Explained root, String field) {
        return root.field(field).orElseThrow().meaning();
    }

    @Test
    void avro() {
        var root =
                root(
                        Format.AVRO,
                        """
                        {"type": "record", "name": "Order", "namespace": "c", "doc": "One order.",
                         "fields": [
                          {"name": "id", "type": "string", "doc": " Its number. "},
                          {"name": "user", "type": ["null", "string"], "default": null},
                          {"name": "count", "type": "long", "default": 1},
                          {"name": "total", "type": {"type": "bytes", "logicalType": "decimal",
                            "precision": 9, "scale": 2}},
                          {"name": "at", "type": {"type": "long", "logicalType": "timestamp-millis"}},
                          {"name": "items", "type": {"type": "array", "items":
                            {"type": "record", "name": "Item", "fields": [
                              {"name": "price", "type": "double", "doc": "Deprecated: use total."},
                              {"name": "of", "type": ["null", "Item"], "default": null}]}}},
                          {"name": "labels", "type": {"type": "map", "values": "int"}},
                          {"name": "what", "type": ["null", "string", "Item"]},
                          {"name": "status", "type": {"type": "enum", "name": "Status",
                            "symbols": ["NEW", "PAID"]}}]}
                        """);
        assertEquals("Order", root.meaning().type());
        assertEquals("One order.", root.meaning().doc());
        assertEquals("c.Order", root.meaning().precise());
        assertEquals("Its number.", meaning(root, "id").doc());
        assertFalse(meaning(root, "id").optional());
        assertFalse(meaning(root, "id").nullable());
        assertEquals("text", words(root, "user"));
        assertTrue(meaning(root, "user").nullable());
        assertEquals("null", meaning(root, "user").standard());
        assertEquals("1", meaning(root, "count").standard());
        assertEquals("decimal number with 2 decimals", words(root, "total"));
        assertEquals("moment in time", words(root, "at"));
        assertEquals("long (timestamp-millis)", meaning(root, "at").precise());
        assertEquals("list of Item", words(root, "items"));
        assertEquals("map from text to whole number", words(root, "labels"));
        assertEquals("text or Item", words(root, "what"));
        assertEquals("one of 2 choices (Status)", words(root, "status"));
        assertEquals(List.of("NEW", "PAID"), meaning(root, "status").choices());
        var item = root.field("items").flatMap(Explained::element).orElseThrow();
        assertTrue(meaning(item, "price").deprecated());
        assertEquals("Item", words(item, "of"));
        assertTrue(item.field("of").orElseThrow().field("price").isPresent());
        var what = root.field("what").orElseThrow();
        assertEquals(List.of(), what.fields());
        assertEquals(List.of("price", "of"), what.as("c.Item").fields());
    }

    @Test
    void protobuf() {
        var root =
                root(
                        Format.PROTOBUF,
                        """
                        syntax = "proto3";
                        package c;
                        import "google/protobuf/timestamp.proto";
                        // One order.
                        message Order {
                          // Its number.
                          string id = 1;
                          optional int64 count = 2 [deprecated = true];
                          repeated Item items = 3;
                          map<string, Item> by_name = 4;
                          google.protobuf.Timestamp at = 5;
                          Status status = 6;
                          message Item {
                            double price = 1; // Of one.
                          }
                        }
                        enum Status {
                          UNKNOWN = 0;
                          PAID = 1;
                        }
                        """);
        assertEquals("One order.", root.meaning().doc());
        assertEquals("Its number.", meaning(root, "id").doc());
        assertNull(meaning(root, "id").standard());
        assertFalse(meaning(root, "id").optional());
        assertEquals("whole number", words(root, "count"));
        assertTrue(meaning(root, "count").optional());
        assertTrue(meaning(root, "count").deprecated());
        assertEquals("list of Item", words(root, "items"));
        assertEquals(List.of(), root.field("items").orElseThrow().fields());
        var item = root.field("items").flatMap(Explained::element).orElseThrow();
        assertEquals("Of one.", meaning(item, "price").doc());
        assertEquals("map from text to Item", words(root, "by_name"));
        assertEquals(
                List.of("price"),
                root.field("by_name").flatMap(Explained::element).orElseThrow().fields());
        assertEquals("moment in time", words(root, "at"));
        assertEquals("one of 2 choices (Status)", words(root, "status"));
        assertEquals("c.Status = 6", meaning(root, "status").precise());
    }

    @Test
    void jsonSchema() {
        var root =
                root(
                        Format.JSON,
                        """
                        {"title": "Order", "type": "object", "required": ["id"],
                         "properties": {
                          "id": {"type": "string", "description": "Its number."},
                          "user": {"type": ["string", "null"], "deprecated": true},
                          "count": {"type": "integer", "minimum": 1, "maximum": 10, "default": 1},
                          "at": {"type": "string", "format": "date-time"},
                          "items": {"type": "array", "items": {"$ref": "#/$defs/item"}},
                          "size": {"enum": ["S", "M"]},
                          "any": {},
                          "either": {"oneOf": [{"type": "string"}, {"type": "null"},
                            {"$ref": "#/$defs/item"}]},
                          "self": {"$ref": "#/properties/self"},
                          "nested": {"$ref": "#/$defs/nested"}
                         },
                         "allOf": [{"required": ["at"]}],
                         "$defs": {
                          "item": {"type": "object", "description": "A drink.",
                            "properties": {"price": {"type": "number"}}},
                          "nested": {"type": "array", "items": {"$ref": "#/$defs/nested"}}}}
                        """);
        assertFalse(meaning(root, "id").optional());
        assertFalse(meaning(root, "at").optional());
        assertTrue(meaning(root, "user").optional());
        assertTrue(meaning(root, "user").nullable());
        assertTrue(meaning(root, "user").deprecated());
        assertEquals("whole number from 1 to 10", words(root, "count"));
        assertEquals("1", meaning(root, "count").standard());
        assertEquals("moment in time", words(root, "at"));
        assertEquals("list of object", words(root, "items"));
        assertEquals("one of 2 choices", words(root, "size"));
        assertEquals("anything", words(root, "any"));
        assertEquals("text or object", words(root, "either"));
        assertEquals("anything", words(root, "self"));
        assertTrue(words(root, "nested").startsWith("list of list of"));
        var item = root.field("items").flatMap(Explained::element).orElseThrow();
        assertEquals("A drink.", item.meaning().doc());
        assertEquals("number", words(item, "price"));
    }
}
