package io.sightglass.compat.json;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import io.sightglass.compat.Comparison;
import io.sightglass.compat.Policy;
import io.sightglass.compat.Side;
import io.sightglass.model.Direction;
import io.sightglass.model.SchemaChange;
import io.sightglass.schema.ParsedSchema;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Verdicts against values: what is valid under the old schema is valid under the new one where the
/// verdict says so (by a validator that is not ours), and where it says no a value is found that is
/// not.
class RandomSchemasTest {
    private static final int PAIRS = 700;

    /// Passed by the registry though a validator refuses records that were valid: who reads is
    /// expected to fill in defaults.
    private static final Set<String> DEFAULTS_ARE_FILLED_IN =
            Set.of(
                    "REQUIRED_ATTRIBUTE_WITH_DEFAULT_ADDED",
                    "REQUIRED_PROPERTY_WITH_DEFAULT_ADDED_TO_UNOPEN_CONTENT_MODEL");

    /// With patterns a model never counts as open, though other properties may be anything: what is
    /// named there first is passed, and what is no longer named there is refused.
    private static final Set<String> PATTERNS_HIDE_AN_OPEN_MODEL =
            Set.of(
                    "OPTIONAL_PROPERTY_ADDED_TO_UNOPEN_CONTENT_MODEL",
                    "PROPERTY_REMOVED_FROM_CLOSED_CONTENT_MODEL");

    /// Refused by the registry by how the schemas are written; what is valid may be the same.
    private static final Set<String> BY_FORM =
            Set.of(
                    // Kinds are compared, not values: an enumeration of texts is no text.
                    "TYPE_CHANGED",
                    // Parts are paired one with one; two may cover one between them.
                    "COMBINED_TYPE_CHANGED",
                    "COMBINED_TYPE_SUBSCHEMAS_CHANGED",
                    "PRODUCT_TYPE_EXTENDED",
                    "SUM_TYPE_NARROWED",
                    // These repeat what was found between the property or item and what covers it.
                    "ITEM_ADDED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL",
                    "ITEM_REMOVED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL",
                    "PROPERTY_ADDED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL",
                    "PROPERTY_REMOVED_NOT_COVERED_BY_PARTIALLY_OPEN_CONTENT_MODEL");

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void verdictsHoldForValues(boolean modern) {
        var random = new Random(modern ? 2020 : 7);
        var schemas = new RandomSchemas(random, modern);
        var values = new RandomValues(random);
        var missed = new TreeMap<String, Integer>();
        int incompatible = 0;
        int witnessed = 0;
        int compatible = 0;
        for (int i = 0; i < PAIRS; i++) {
            var old = schemas.root();
            var update = schemas.changed(old);
            if (random.nextInt(4) == 0) {
                update = schemas.changed(update);
            }
            var comparison = compare(old, update);
            var witness =
                    witness(old, update, values, comparison.verdict().backward() ? 60 : 3_000);
            if (comparison.verdict().backward()) {
                if (!comparison.changes().isEmpty() && !passesOnPurpose(comparison, old)) {
                    compatible++;
                    assertNull(witness, () -> old + "\n" + comparison.changes());
                }
            } else if (!onlyByForm(comparison, old)) {
                incompatible++;
                if (witness != null) {
                    witnessed++;
                } else {
                    missed.merge(breaking(comparison).toString(), 1, Integer::sum);
                }
            }
        }
        assertTrue(compatible > PAIRS / 10, "compatible pairs: " + compatible);
        assertTrue(incompatible > PAIRS / 10, "incompatible pairs: " + incompatible);
        var share = witnessed / (double) incompatible;
        assertTrue(share >= 0.95, () -> "witnesses for " + share + "; none for " + missed);
    }

    private static boolean passesOnPurpose(Comparison comparison, JsonNode old) {
        return comparison.changes().stream()
                .map(SchemaChange::type)
                .anyMatch(type ->
                        DEFAULTS_ARE_FILLED_IN.contains(type)
                                || PATTERNS_HIDE_AN_OPEN_MODEL.contains(type)
                                        && old.toString().contains("patternProperties"));
    }

    private static Set<String> breaking(Comparison comparison) {
        var types = new TreeSet<String>();
        comparison.changes().stream()
                .filter(change -> change.breaks().contains(Direction.BACKWARD))
                .forEach(change -> types.add(change.type()));
        return types;
    }

    private static boolean onlyByForm(Comparison comparison, JsonNode old) {
        var patterns = old.toString().contains("patternProperties");
        return breaking(comparison).stream()
                .allMatch(type ->
                        BY_FORM.contains(type)
                                || patterns && PATTERNS_HIDE_AN_OPEN_MODEL.contains(type));
    }

    private static Comparison compare(ObjectNode old, ObjectNode update) {
        return JsonSchemaDiff.compare(
                new Side("old", new ParsedSchema.Json(old, old.toString())),
                new Side("new", new ParsedSchema.Json(update, update.toString())),
                Policy.STRICT);
    }

    /// A value that is valid under the old schema and not under the new one.
    private static @Nullable JsonNode witness(
            ObjectNode old, ObjectNode update, RandomValues values, int valid) {
        var before = schema(old);
        var after = schema(update);
        int found = 0;
        for (int i = 0; i < 4 * valid && found < valid; i++) {
            var value = values.of(i % 4 == 3 ? update : old);
            if (before.validate(value).isEmpty()) {
                found++;
                if (!after.validate(value).isEmpty()) {
                    return value;
                }
            }
        }
        return null;
    }

    private static Schema schema(JsonNode schema) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema);
    }
}
