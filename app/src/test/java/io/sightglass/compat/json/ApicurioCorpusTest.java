package io.sightglass.compat.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.Corpora;
import io.sightglass.compat.Policy;
import io.sightglass.model.SchemaChange;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Files;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// Apicurio's compatibility cases for JSON Schema, which lie beside the project and not in it.
///
/// `backward` says that only readers with the new schema get along, `both` that the old ones do
/// too, `none` that neither do. Where that differs from Confluent's rules, Confluent's hold: each
/// such case is listed here with the type that decides it.
class ApicurioCorpusTest {
    private static final String NOT_LOOKED_AT = "no type";

    /// By the case's name, and its number where several have the same.
    private static final Map<String, String> DIFFERENT = new HashMap<>();

    static {
        // A bound of the other kind is a new bound, whatever the number.
        for (var word : new String[] {"Minimum", "Maximum"}) {
            for (int i = 1; i <= 3; i++) {
                DIFFERENT.put(
                        "Number: exclusive" + word + " " + i,
                        word.toUpperCase(Locale.ROOT) + "_ADDED");
            }
        }
        // A constant and an enumeration are schemas of different kinds.
        DIFFERENT.put("Const: Enum equivalency", "TYPE_CHANGED");
        // Required names without a schema are not compared.
        DIFFERENT.put("Object: required", NOT_LOOKED_AT);
        DIFFERENT.put("Object: required (2)", NOT_LOOKED_AT);
        // Remarks on text.
        DIFFERENT.put("String: format 1", NOT_LOOKED_AT);
        DIFFERENT.put("String: format 2", NOT_LOOKED_AT);
        DIFFERENT.put("String: contentEncoding 2", NOT_LOOKED_AT);
        DIFFERENT.put("String: contentEncoding 3", NOT_LOOKED_AT);
        DIFFERENT.put("String: contentMediaType 2", NOT_LOOKED_AT);
        DIFFERENT.put("String: contentMediaType 3", NOT_LOOKED_AT);
    }

    @Test
    void everyCaseThatIsNotListedAgrees() throws Exception {
        var file = Corpora.file("apicurio/json-compatibility-test-data.json");
        var times = new HashMap<String, Integer>();
        var different = new TreeMap<String, String>();
        var cases = JsonMapper.builder().build().readTree(Files.readString(file)).get("tests");
        for (var each : cases) {
            var name = each.get("id").stringValue();
            int time = times.merge(name, 1, Integer::sum);
            var comparison =
                    JsonSchemaDiff.compare(
                            JsonSides.old(each.get("original").toString()),
                            JsonSides.update(each.get("updated").toString()),
                            Policy.STRICT);
            var verdict = comparison.verdict();
            var ours = verdict.full() ? "both" : verdict.backward() ? "backward" : "none";
            if (!ours.equals(each.get("compatibility").stringValue())) {
                var breaking = new TreeSet<String>();
                comparison.changes().stream()
                        .filter(change -> !change.breaks().isEmpty())
                        .map(SchemaChange::type)
                        .forEach(breaking::add);
                different.put(
                        time == 1 ? name : name + " (" + time + ")",
                        breaking.isEmpty() ? NOT_LOOKED_AT : breaking.toString());
            }
        }
        assertEquals(145, cases.size());
        assertEquals(new TreeSet<>(DIFFERENT.keySet()), different.keySet());
        different.forEach((name, types) ->
                assertTrue(types.contains(DIFFERENT.get(name)), () -> name + ": " + types));
    }
}
