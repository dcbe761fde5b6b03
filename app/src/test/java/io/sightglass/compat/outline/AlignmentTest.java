package io.sightglass.compat.outline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.compat.outline.Row.Kind;
import io.sightglass.model.Format;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class AlignmentTest {
    @Test
    void equalTextsHaveNoDifferences() {
        var text = List.of("{", "a", "}");
        assertEquals(0, Alignment.ofText(text, text).differences());
        assertEquals(0, Alignment.ofText(List.of(), List.of()).rows().size());
    }

    @Test
    void likeLinesAreOneChangedRow() {
        var rows =
                Alignment.ofText(
                                List.of("{", "  \"type\": \"string\",", "  \"gone\": 1", "}"),
                                List.of("{", "  \"type\": \"int\",", "}"))
                        .rows();
        assertEquals(
                List.of(Kind.SAME, Kind.CHANGED, Kind.REMOVED, Kind.SAME),
                rows.stream().map(Row::kind).toList());
        var half = rows.get(1).right();
        assertTrue(half != null && half.spans().equals(List.of(new Row.Span(11, 14))), "" + half);
    }

    /// Whatever two texts are: each line of each side is there once, in its order.
    @Test
    void everyLineIsThereOnce() {
        var random = new Random(4);
        for (int round = 0; round < 300; round++) {
            var old = text(random);
            var now = text(random);
            var rows = Alignment.ofText(old, now).rows();
            assertEquals(
                    old,
                    rows.stream()
                            .filter(row -> row.left() != null)
                            .map(row -> row.left().text())
                            .toList());
            assertEquals(
                    now,
                    rows.stream()
                            .filter(row -> row.right() != null)
                            .map(row -> row.right().text())
                            .toList());
            rows.stream()
                    .filter(row -> row.kind() == Kind.SAME)
                    .forEach(row -> assertEquals(row.left().text(), row.right().text()));
        }
    }

    private static List<String> text(Random random) {
        return random.ints(random.nextInt(30), 0, 8)
                .mapToObj(word -> "word" + word + " and " + word % 3)
                .toList();
    }

    @Test
    @Timeout(60) // hangs where the work grows with the square
    void fiveThousandFieldsInMixedOrderAreAligned() {
        var fields = IntStream.range(0, 5_000).boxed().collect(Collectors.toList());
        var old = Outline.of(GoldenOutlineTest.parse(Format.AVRO, avro(fields, "string")));
        Collections.shuffle(fields, new Random(1));
        var moved = Outline.of(GoldenOutlineTest.parse(Format.AVRO, avro(fields, "long")));
        var alignment = Alignment.of(old, moved);
        assertEquals(5_002, alignment.rows().size());
        assertEquals(5_000, alignment.differences());
    }

    @Test
    @Timeout(60)
    void twoLargeTextsWithNothingInCommonAreAligned() {
        var old = new ArrayList<String>();
        var now = new ArrayList<String>();
        for (int i = 0; i < 100_000; i++) {
            old.add("a" + i % 7);
            now.add("b" + i % 5);
        }
        assertEquals(200_000, Alignment.ofText(old, now).rows().size());
    }

    private static String avro(List<Integer> fields, String type) {
        return fields.stream()
                .map(i -> "{\"name\": \"f%d\", \"type\": \"%s\"}".formatted(i, type))
                .collect(
                        Collectors.joining(
                                ",\n",
                                "{\"type\": \"record\", \"name\": \"R\", \"fields\": [\n",
                                "]}"));
    }
}
