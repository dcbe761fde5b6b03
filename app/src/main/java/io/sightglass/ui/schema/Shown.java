package io.sightglass.ui.schema;

import io.sightglass.compat.Comparison;
import io.sightglass.compat.outline.Alignment;
import io.sightglass.compat.outline.JsonView;
import io.sightglass.compat.outline.Outline;
import io.sightglass.compat.outline.Row;
import io.sightglass.model.SchemaChange;
import io.sightglass.model.Sentence;
import io.sightglass.schema.ParsedSchema;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Function;

/// What a tab shows: a schema, alone or beside an older one.
///
/// @param left null where the right one stands alone
/// @param comparison null where there is nothing to compare, or no way to
/// @param problem what keeps something from being shown or compared, or null
/// @param micros how long comparing took
public record Shown(
        @Nullable LoadedSchema left,
        LoadedSchema right,
        @Nullable Comparison comparison,
        @Nullable Sentence problem,
        long micros) {

    /// As on the tab: `v3 ↔ v4`.
    String sides() {
        return left == null ? right.label() : left.label() + " ↔ " + right.label();
    }

    /// The right one, then the left one where there is one.
    List<LoadedSchema> sidesShown() {
        return left == null ? List.of(right) : List.of(right, left);
    }

    /// What changed, where that could be found out.
    public List<SchemaChange> changes() {
        return comparison == null ? List.of() : comparison.changes();
    }

    /// Whether the right side is a draft.
    boolean isEdited() {
        return right.source() instanceof SchemaSource.Draft;
    }

    /// What is really shown in a mode: a side that does not parse has only its source.
    Mode possible(Mode mode) {
        if (mode == Mode.EDIT) {
            return isEdited() ? Mode.EDIT : Mode.SOURCE;
        }
        boolean parsed = right.parsed() != null && (left == null || left.parsed() != null);
        return parsed ? mode : Mode.SOURCE;
    }

    /// Aligns the two sides. May take a while for large schemas.
    List<Row> rows(Mode mode) {
        return switch (possible(mode)) {
            case STRUCTURE -> structure();
            case SOURCE, EDIT -> texts(schema -> schema.text().lines().toList());
            case JSON -> texts(schema -> JsonView.lines(parsed(schema)));
        };
    }

    private List<Row> structure() {
        var now = Outline.of(parsed(right));
        return (left == null ? Alignment.of(now) : Alignment.of(Outline.of(parsed(left)), now))
                .rows();
    }

    private List<Row> texts(Function<LoadedSchema, List<String>> lines) {
        var now = lines.apply(right);
        return (left == null ? Alignment.ofText(now) : Alignment.ofText(lines.apply(left), now))
                .rows();
    }

    private static ParsedSchema parsed(LoadedSchema schema) {
        var parsed = schema.parsed();
        if (parsed == null) {
            throw new IllegalStateException(schema.source().name());
        }
        return parsed;
    }
}
