package io.sightglass.compat.outline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sightglass.model.Format;
import io.sightglass.schema.ParsedSchema;
import io.sightglass.schema.SchemaText;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Pairs of schemas in `golden/outline`, and how they stand side by side. A line of the expectation
/// is a row: sign, line number and text of each side; what differs in it stands in ‹›, and ⇅ says
/// that the line has moved. Run with `-Dsightglass.golden.write=true` to write what is expected.
class GoldenOutlineTest {
    private static final Path CASES = Path.of("src/test/resources/golden/outline");

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        try (var folders = Files.list(CASES)) {
            return folders.sorted().toList().stream()
                    .map(folder ->
                            DynamicTest.dynamicTest(
                                    folder.getFileName().toString(), () -> check(folder)));
        }
    }

    private static void check(Path folder) throws IOException {
        var alignment = Alignment.of(outline(folder, "old"), outline(folder, "new"));
        var text = text(alignment.rows());
        var expected = folder.resolve("expected.txt");
        if (Boolean.getBoolean("sightglass.golden.write")) {
            Files.writeString(expected, text);
        }
        assertEquals(Files.readString(expected), text);
    }

    private static Outline outline(Path folder, String side) throws IOException {
        for (var format : List.of(Format.AVRO, Format.PROTOBUF, Format.JSON)) {
            var file =
                    folder.resolve(
                            side
                                    + switch (format) {
                                        case AVRO -> ".avsc";
                                        case PROTOBUF -> ".proto";
                                        default -> ".schema.json";
                                    });
            if (Files.exists(file)) {
                return Outline.of(parse(format, Files.readString(file)));
            }
        }
        throw new IllegalArgumentException(folder + " has no " + side);
    }

    static ParsedSchema parse(Format format, String text) {
        return switch (SchemaText.parse(format, "schema", text, List.of())) {
            case SchemaText.Result.Parsed(var schema) -> schema;
            case SchemaText.Result.Failed(var problems) ->
                    throw new IllegalArgumentException(problems.getFirst().text());
        };
    }

    private static String text(List<Row> rows) {
        int width =
                rows.stream()
                        .map(Row::left)
                        .mapToInt(half -> half == null ? 0 : marked(half).length())
                        .max()
                        .orElse(0);
        var text = new StringBuilder();
        for (var row : rows) {
            text.append(row.kind().sign()).append(row.moved() ? '⇅' : ' ');
            var left = row.left();
            var right = row.right();
            text.append(left == null ? "    " : "%3d ".formatted(left.number()));
            var words = left == null ? "" : marked(left);
            text.append(words).append(" ".repeat(width - words.length())).append(" |");
            text.append(right == null ? "" : " %3d ".formatted(right.number()) + marked(right));
            while (Character.isWhitespace(text.charAt(text.length() - 1))) {
                text.setLength(text.length() - 1);
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String marked(Row.Half half) {
        var text = new StringBuilder(half.text());
        for (var span : half.spans().reversed()) {
            text.insert(span.end(), '›').insert(span.start(), '‹');
        }
        return text.toString();
    }
}
