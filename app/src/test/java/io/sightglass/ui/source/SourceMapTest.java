package io.sightglass.ui.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

class SourceMapTest {
    private static final String AVRO =
            """
            {
              "type": "record", "name": "Order", "namespace": "coffee",
              "fields": [
                {"name": "status", "type": {
                  "type": "enum", "name": "Status", "symbols": ["A"]
                }},
                {"name": "last", "type": "Status"}
              ]
            }
            """;

    @Test
    void avroTypesAreKnownByTheirNamespace() {
        var map = SourceMap.of(Language.JSON, AVRO);
        assertTrue(map.names().containsAll(Set.of("coffee.Order", "coffee.Status")));
        assertEquals(4, map.definition(map.nameAt(6, 32).orElseThrow()).orElseThrow().line());
        assertEquals(Optional.of(8), map.foldEnd(0));
        assertEquals(Optional.of(7), map.foldEnd(2));
        assertEquals(Optional.of(3), map.foldAround(4));
    }

    @Test
    void jsonSchemaIsFollowedByPointerAndAnchor() {
        var map =
                SourceMap.of(
                        Language.JSON,
                        """
                        {"$defs": {
                          "bean": {"$anchor": "b", "type": "string"}},
                         "$ref": "#/$defs/bean"}
                        """);
        assertEquals(1, map.definition("#/$defs/bean").orElseThrow().line());
        assertEquals(1, map.definition("#b").orElseThrow().line());
        assertEquals(Optional.of("#/$defs/bean"), map.nameAt(2, 12));
    }

    @Test
    void protobufMessagesHaveTheirScope() {
        var map =
                SourceMap.of(
                        Language.PROTO,
                        """
                        package a.b; /* message No {
                        message Not {} */
                        message Order {
                          enum Status { S = 0; }
                          Status status = 1; // message Neither
                        }
                        """);
        assertEquals(Set.of("a.b.Order", "a.b.Order.Status"), map.names());
        assertEquals(3, map.definition("Status").orElseThrow().line());
        assertEquals(2, map.definition(".a.b.Order").orElseThrow().line());
        assertEquals(Optional.of(5), map.foldEnd(2));
    }

    @Test
    void idlRecordsHaveTheirNamespace() {
        var map =
                SourceMap.of(
                        Language.IDL,
                        """
                        @namespace("a")
                        protocol P {
                          record R { string s; }
                        }
                        """);
        assertEquals(Set.of("a.R"), map.names());
    }

    @Test
    void halfTypedTextIsTaken() {
        for (int end = 0; end < AVRO.length(); end++) {
            for (var language : Language.values()) {
                SourceMap.of(language, AVRO.substring(0, end));
                SourceMap.of(language, AVRO.substring(end));
            }
        }
    }

    @Test
    void oneEndlessLineIsBroken() {
        var text = "[" + "\"abcdefgh\",".repeat(100_000) + "1]";
        var content = SourceContent.of(Language.JSON, text, Map.of());
        assertTrue(content.broken());
        assertEquals(text, content.text().replace("\n", ""));
        assertTrue(
                content.text()
                        .lines()
                        .allMatch(line -> line.length() <= 2 * SourceContent.LONGEST_LINE));
    }
}
