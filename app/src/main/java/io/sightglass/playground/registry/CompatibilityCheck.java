package io.sightglass.playground.registry;

import io.sightglass.compat.Comparison;
import io.sightglass.compat.Policy;
import io.sightglass.compat.SchemaDiff;
import io.sightglass.compat.Side;
import io.sightglass.model.Direction;
import io.sightglass.model.Format;
import io.sightglass.model.SchemaChange;
import io.sightglass.schema.LocalSchemas.Problem;
import io.sightglass.schema.ParsedSchema;
import io.sightglass.schema.SchemaText;
import io.sightglass.schema.SchemaText.Reference;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Decides by the rules of the comparison of schemas (strict ones for JSON Schema), and words the
/// answer as Confluent's registry does.
final class CompatibilityCheck {
    private CompatibilityCheck() {}

    /// What makes `update` incompatible with `original` at `level`; empty when nothing does.
    static List<String> check(Level level, ParsedSchema original, ParsedSchema update) {
        return switch (SchemaDiff.compare(
                new Side("the earlier schema", original),
                new Side("the schema", update),
                Policy.STRICT)) {
            case SchemaDiff.Result.Incomparable _ ->
                    List.of("Incompatible because of different schema type");
            case SchemaDiff.Result.Compared(var comparison) -> messages(level, comparison);
        };
    }

    private static List<String> messages(Level level, Comparison comparison) {
        var messages = new ArrayList<String>();
        for (var direction : Direction.values()) {
            boolean asked =
                    switch (direction) {
                        case BACKWARD -> level.backward();
                        case FORWARD -> level.forward();
                    };
            if (asked && !comparison.verdict().in(direction)) {
                comparison.changes().stream()
                        .filter(change -> change.breaks().contains(direction))
                        .map(CompatibilityCheck::message)
                        .filter(message -> !messages.contains(message))
                        .forEach(messages::add);
                comparison.problems().stream().map(Problem::text).forEach(messages::add);
            }
        }
        return messages;
    }

    private static String message(SchemaChange change) {
        return "{errorType:'%s', description:'%s', additionalInfo:'at path %s'}"
                .formatted(change.type(), change.message().plain(), change.path());
    }

    /// @param references as for [SchemaChecker#canonical]
    static ParsedSchema parse(SchemaDraft draft, Map<String, String> references) throws Refusal {
        var texts =
                references.entrySet().stream()
                        .map(entry -> new Reference(entry.getKey(), entry.getValue()))
                        .toList();
        return switch (SchemaText.parse(draft.format(), "schema", draft.text(), texts)) {
            case SchemaText.Result.Parsed(ParsedSchema.Json(var root, var text)) ->
                    new ParsedSchema.Json(withReferences(root, references), text);
            case SchemaText.Result.Parsed(var schema) -> schema;
            case SchemaText.Result.Failed(var problems) ->
                    throw Refusal.invalidSchema(
                            draft.type(),
                            problems.stream()
                                    .limit(10)
                                    .map(Problem::text)
                                    .collect(Collectors.joining("; ")));
        };
    }

    /// A JSON Schema finds what it refers to by id, so the texts stand in it under the names by
    /// which it calls them.
    private static JsonNode withReferences(JsonNode root, Map<String, String> references)
            throws Refusal {
        if (references.isEmpty() || !(root.deepCopy() instanceof ObjectNode whole)) {
            return root;
        }
        var inner = Wording.object();
        for (var reference : references.entrySet()) {
            var draft = SchemaDraft.of(Format.JSON, reference.getValue(), List.of());
            if (parse(draft, Map.of()) instanceof ParsedSchema.Json(ObjectNode text, _)) {
                var named = text.deepCopy();
                named.put("$id", reference.getKey());
                inner.set(reference.getKey(), named);
            }
        }
        whole.withObjectProperty("$defs").setAll(inner);
        return whole;
    }
}
