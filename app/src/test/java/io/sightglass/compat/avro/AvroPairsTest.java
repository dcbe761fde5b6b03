package io.sightglass.compat.avro;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.Corpora;
import io.sightglass.compat.Side;
import io.sightglass.model.Direction;
import io.sightglass.model.Format;
import io.sightglass.schema.SchemaText;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// Avro's own pairs of readers and writers: verdict, types of incompatibility, and places. The
/// pairs were gathered from several of its tests, some of which name the root where others name a
/// place: every place of ours must be one of theirs.
class AvroPairsTest {
    @Test
    void avroAgrees() throws IOException {
        var pairs =
                JsonMapper.shared()
                        .readTree(Files.readString(Corpora.file("avro/compat-pairs.json")));
        int number = 0;
        for (var pair : pairs) {
            check(++number, pair);
        }
        assertTrue(number >= 131, number + " pairs");
    }

    private static void check(int number, JsonNode pair) {
        var found =
                AvroDiff.compare(
                        side("writer.avsc", pair.get("writer")),
                        side("reader.avsc", pair.get("reader")));
        var what = "pair " + number + ": " + pair + " " + found.changes();
        assertEquals(pair.get("compatible").booleanValue(), found.verdict().backward(), what);
        var types = new TreeSet<String>();
        var places = new HashSet<String>();
        for (var change : found.changes()) {
            if (change.breaks().contains(Direction.BACKWARD)) {
                types.add(change.type().toLowerCase(Locale.ROOT));
                places.add(change.path());
            }
        }
        assertEquals(strings(pair.get("types")), types, what);
        assertTrue(strings(pair.get("locations")).containsAll(places), what);
    }

    private static Set<String> strings(JsonNode list) {
        var strings = new TreeSet<String>();
        list.forEach(each -> strings.add(each.stringValue()));
        return strings;
    }

    private static Side side(String file, JsonNode schema) {
        var result = SchemaText.parse(Format.AVRO, "x", schema.toString(), List.of());
        return new Side(file, ((SchemaText.Result.Parsed) result).schema());
    }
}
