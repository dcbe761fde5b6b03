package io.sightglass.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

import java.util.List;

class JsonPlacesTest {
    private static final String TEXT =
            """
            {
              "fields": [
                {"name": "id"},
                {"name": "a/b", "a~b/": [1,
                  2]}
              ],
              "doc": ""
            }
            """;

    @Test
    void everyValueHasItsPlace() {
        place("", "1:1");
        place("/fields", "2:13");
        place("/fields/0", "3:5");
        place("/fields/0/name", "3:14");
        place("/fields/1/a~0b~1/1", "5:7");
        place("/doc", "7:10");
    }

    @Test
    void whatLeadsNowhereHasThePlaceOfWhatEnclosesIt() {
        place("/fields/7", "2:13");
        place("/fields/0/name/deeper", "3:14");
        place("/nothing", "1:1");
    }

    @Test
    void aDamagedTextGivesThePlacesBeforeTheDamage() {
        var found =
                JsonPlaces.locate("f", "{\"a\": 1,\n \"b\": [2, }", List.of("/a", "/b/0", "/c"));
        assertEquals("f:1:7", found.get("/a").text());
        assertEquals("f:2:8", found.get("/b/0").text());
        assertEquals("f:1:1", found.get("/c").text());
    }

    private static void place(String pointer, String expected) {
        assertEquals(
                "f:" + expected,
                JsonPlaces.locate("f", TEXT, List.of(pointer)).get(pointer).text());
    }
}
