package io.sightglass.ui.schema;

import io.sightglass.compat.outline.Line;
import io.sightglass.compat.outline.Outline;
import io.sightglass.compat.outline.Row;
import io.sightglass.schema.search.SchemaElement;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// In which row an element of the right schema is seen.
final class ElementRow {
    private ElementRow() {}

    /// [ChangeRows#NONE] where it is in none.
    static int of(SchemaElement element, LoadedSchema schema, List<Row> rows, Mode mode) {
        return switch (mode) {
            case STRUCTURE -> {
                var parsed = schema.parsed();
                yield parsed == null
                        ? ChangeRows.NONE
                        : row(rows, number(element, Outline.of(parsed).lines()));
            }
            case SOURCE, EDIT -> row(rows, element.line());
            case JSON -> ChangeRows.NONE;
        };
    }

    private static int row(List<Row> rows, int number) {
        for (int i = 0; i < rows.size(); i++) {
            var half = rows.get(i).right();
            if (half != null && number > 0 && half.number() == number) {
                return i;
            }
        }
        return ChangeRows.NONE;
    }

    /// The outline's line that is about the element, 1 for the first; 0 where none is.
    private static int number(SchemaElement element, List<Line> lines) {
        // In a JSON Schema the pointer is the name; what an enum allows stands on its line.
        var pointer = element.member();
        if (pointer.isEmpty() && element.owner().isEmpty()) {
            return 1;
        }
        if (pointer.startsWith("/")) {
            int end = pointer.lastIndexOf("/enum/");
            var named =
                    element.kind() == SchemaElement.Kind.SYMBOL && end >= 0
                            ? pointer.substring(0, end)
                            : pointer;
            return number(lines, line -> line.key().member().equals(named));
        }
        var name = Pattern.compile("\\b" + Pattern.quote(element.name()) + "\\b");
        int exact =
                number(
                        lines,
                        line ->
                                line.key().owner().equals(element.owner())
                                        && line.key().member().equals(element.member()));
        if (exact > 0) {
            return exact;
        }
        return number(
                lines,
                line ->
                        line.key().owner().equals(element.owner())
                                && !line.key().member().isEmpty()
                                && (line.words().contains(element.name())
                                        || line.words().isEmpty()
                                                && name.matcher(beforeNumber(line.text())).find()));
    }

    /// Without number, default and options: these may be called like another field.
    private static String beforeNumber(String text) {
        int equals = text.indexOf(" = ");
        return equals < 0 ? text : text.substring(0, equals);
    }

    private static int number(List<Line> lines, Predicate<Line> wanted) {
        for (int i = 0; i < lines.size(); i++) {
            if (wanted.test(lines.get(i))) {
                return i + 1;
            }
        }
        return 0;
    }
}
