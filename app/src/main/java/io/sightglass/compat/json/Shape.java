package io.sightglass.compat.json;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a schema says, by kind. Compared by identity where pairs are remembered: one place in a
/// document is one shape.
sealed interface Shape {
    About about();

    /// Where a shape stands.
    ///
    /// @param pointer JSON pointer of the schema
    /// @param node the schema
    /// @param whole false for one of several things that the schema says at once: title and
    ///   description belong to all of them
    record About(String pointer, JsonNode node, boolean whole) {
        About part() {
            return new About(pointer, node, false);
        }
    }

    /// `{}` or `true`.
    record Anything(About about) implements Shape {}

    /// `false`.
    record Nothing(About about) implements Shape {}

    record Truth(About about) implements Shape {}

    record Null(About about) implements Shape {}

    record Text(
            About about,
            @Nullable BigDecimal minLength,
            @Nullable BigDecimal maxLength,
            @Nullable String pattern)
            implements Shape {}

    record Numeric(
            About about,
            boolean integer,
            @Nullable BigDecimal minimum,
            @Nullable BigDecimal maximum,
            @Nullable BigDecimal exclusiveMinimum,
            @Nullable BigDecimal exclusiveMaximum,
            @Nullable BigDecimal multipleOf)
            implements Shape {}

    /// @param patterns schemas of properties by regular expression
    /// @param dependentRequired which properties must be there where one is
    record Objects(
            About about,
            Map<String, Slot> properties,
            Map<String, Slot> patterns,
            Rest additional,
            @Nullable Slot unevaluated,
            Set<String> required,
            Map<String, Set<String>> dependentRequired,
            Map<String, Slot> dependentSchemas,
            @Nullable Slot names,
            @Nullable BigDecimal minProperties,
            @Nullable BigDecimal maxProperties)
            implements Shape {}

    /// @param all the schema of every item; null where items are told one by one, or not at all
    /// @param items the schemas of the first items
    record Arrays(
            About about,
            @Nullable Slot all,
            List<Slot> items,
            Rest additional,
            @Nullable Slot unevaluated,
            @Nullable Slot contains,
            @Nullable BigDecimal minContains,
            @Nullable BigDecimal maxContains,
            @Nullable BigDecimal minItems,
            @Nullable BigDecimal maxItems,
            boolean unique)
            implements Shape {}

    record Values(About about, Set<JsonNode> values) implements Shape {}

    record Constant(About about, JsonNode value) implements Shape {}

    record Combined(About about, Criterion criterion, List<Slot> parts) implements Shape {}

    record Negated(About about, Slot inner) implements Shape {}

    record Conditional(
            About about, @Nullable Slot condition, @Nullable Slot then, @Nullable Slot otherwise)
            implements Shape {}

    /// A reference that leads nowhere.
    record Unresolved(About about, String reference) implements Shape {}

    /// How many parts of a combined schema must fit.
    enum Criterion {
        ALL("allOf"),
        ANY("anyOf"),
        ONE("oneOf");

        private final String keyword;

        Criterion(String keyword) {
            this.keyword = keyword;
        }

        String keyword() {
            return keyword;
        }
    }

    /// What is said of the properties or items that have no schema of their own.
    ///
    /// @param allowed false where there must be none
    /// @param schema null where they may be anything
    record Rest(boolean allowed, @Nullable Slot schema) {
        static final Rest OPEN = new Rest(true, null);
        static final Rest CLOSED = new Rest(false, null);
    }
}
