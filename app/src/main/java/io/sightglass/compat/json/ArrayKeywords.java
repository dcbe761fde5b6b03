package io.sightglass.compat.json;

import io.sightglass.compat.json.Shape.About;
import io.sightglass.compat.json.Shape.Rest;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/// What a schema says of arrays. Up to 2019-09 a list in `items` speaks of the first items and
/// `additionalItems` of the others; then `prefixItems` and `items` do.
final class ArrayKeywords {
    private static final Set<String> WORDS =
            Set.of("items", "additionalItems", "minItems", "maxItems", "uniqueItems");

    private final ShapeReader reader;
    private final Dialect dialect;

    ArrayKeywords(ShapeReader reader, Dialect dialect) {
        this.reader = reader;
        this.dialect = dialect;
    }

    /// Whether a schema says anything of arrays.
    boolean spoken(JsonNode node) {
        return WORDS.stream().anyMatch(node::has)
                || dialect != Dialect.DRAFT_4 && node.has("contains")
                || dialect.isAtLeast(Dialect.DRAFT_2019_09) && node.has("unevaluatedItems")
                || dialect.isAtLeast(Dialect.DRAFT_2020_12) && node.has("prefixItems");
    }

    Shape read(About about) {
        var node = about.node();
        var pointer = about.pointer();
        Slot all = null;
        List<Slot> items = List.of();
        var rest = Rest.OPEN;
        if (dialect.isAtLeast(Dialect.DRAFT_2020_12) && !node.path("items").isArray()) {
            items = reader.list(node, pointer, "prefixItems");
            var others = reader.slot(node, pointer, "items");
            if (others != null && others.node().isBoolean()) {
                rest = others.node().booleanValue() ? Rest.OPEN : Rest.CLOSED;
            } else if (others != null && items.isEmpty()) {
                all = others;
            } else if (others != null) {
                rest = new Rest(true, others);
            }
        } else {
            if (node.path("items").isArray()) {
                items = reader.list(node, pointer, "items");
            } else {
                all = reader.slot(node, pointer, "items");
            }
            rest = rest(reader.slot(node, pointer, "additionalItems"));
        }
        var contains = dialect == Dialect.DRAFT_4 ? null : reader.slot(node, pointer, "contains");
        return new Shape.Arrays(
                about,
                all,
                items,
                rest,
                dialect.isAtLeast(Dialect.DRAFT_2019_09)
                        ? reader.slot(node, pointer, "unevaluatedItems")
                        : null,
                contains,
                atLeast(node, contains),
                contains == null && dialect.isAtLeast(Dialect.DRAFT_2019_09)
                        ? null
                        : ShapeReader.number(node, "maxContains"),
                ShapeReader.number(node, "minItems"),
                ShapeReader.number(node, "maxItems"),
                node.path("uniqueItems").asBoolean(false));
    }

    /// What `contains` asks for is there once where nothing else is said.
    private @Nullable BigDecimal atLeast(JsonNode node, @Nullable Slot contains) {
        var told = ShapeReader.number(node, "minContains");
        if (contains == null) {
            return dialect.isAtLeast(Dialect.DRAFT_2019_09) ? null : told;
        }
        return told == null ? BigDecimal.ONE : told;
    }

    static Rest rest(@Nullable Slot slot) {
        if (slot == null) {
            return Rest.OPEN;
        }
        if (slot.node().isBoolean()) {
            return slot.node().booleanValue() ? Rest.OPEN : Rest.CLOSED;
        }
        return new Rest(true, slot);
    }
}
