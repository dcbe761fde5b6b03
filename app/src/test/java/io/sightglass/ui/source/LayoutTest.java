package io.sightglass.ui.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LayoutTest {
    private static final String ON_ONE_LINE =
            "{\"type\":\"record\",\"name\":\"Order\",\"doc\":\"a, b: {c} \\\"d\\\""
                + " \\\\\",\"fields\":"
                + "[{\"name\":\"a\",\"type\":[\"null\",{\"type\":\"array\",\"items\":\"int\"}],\"default\":null},{\"name\":\"b\",\"type\":\"string\",\"aliases\":[],\"x\":{"
                + " }}]}";

    @Test
    void aSchemaOnOneLineGetsALineForEachMember() {
        var laid = Layout.forEditing(ON_ONE_LINE + " ".repeat(200));
        assertEquals(
                """
                {
                  "type": "record",
                  "name": "Order",
                  "doc": "a, b: {c} \\"d\\" \\\\",
                  "fields": [
                    {
                      "name": "a",
                      "type": [
                        "null",
                        {
                          "type": "array",
                          "items": "int"
                        }
                      ],
                      "default": null
                    },
                    {
                      "name": "b",
                      "type": "string",
                      "aliases": [],
                      "x": {}
                    }
                  ]
                }
                """,
                laid);
    }

    @Test
    void whatPeopleHaveLaidOutStays() {
        var text = "{\n   \"a\":1 }\n";
        assertEquals(text, Layout.forEditing(text));
        assertEquals("a\nb\n", Layout.forEditing("a\r\nb\r"));
        var proto = "message A { /* " + "x".repeat(300) + " */ }";
        assertEquals(proto, Layout.forEditing(proto));
        var commented = "{ // " + "x".repeat(300) + "\n }";
        assertEquals(commented, Layout.forEditing(commented));
    }

    @Test
    void brokenJsonIsTaken() {
        for (int end = 0; end < ON_ONE_LINE.length(); end++) {
            var part = ON_ONE_LINE.substring(end) + " ".repeat(200);
            var laid = Layout.forEditing("[" + part);
            assertEquals(
                    ("[" + part).replaceAll("\\s", ""), laid.replaceAll("\\s", ""), "from " + end);
        }
    }
}
