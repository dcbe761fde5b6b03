package io.sightglass.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import io.sightglass.Corpora;
import io.sightglass.compat.json.RandomSchemas;
import io.sightglass.compat.json.RandomValues;
import io.sightglass.decode.Cases;
import io.sightglass.model.DataContract;
import io.sightglass.model.Format;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;

/// A payload has a finding where, and only where, networknt says that it is not valid: over the
/// cases of JSON-Schema-Test-Suite, and over random schemas and values.
class JsonSchemaOracleTest {
    private static final JsonMapper JSON = new JsonMapper();

    private static final Map<String, SpecificationVersion> DRAFTS =
            Map.of(
                    "draft7", SpecificationVersion.DRAFT_7,
                    "draft2020-12", SpecificationVersion.DRAFT_2020_12);

    @Test
    void theSuitesCasesAreJudgedAsTheLibraryDoes() throws IOException {
        int[] count = {0};
        for (var draft : DRAFTS.entrySet()) {
            for (var file : Corpora.files("json-schema-test-suite/" + draft.getKey(), ".json")) {
                for (var group : JSON.readTree(Files.readString(file))) {
                    if (group.get("schema") instanceof ObjectNode schema) {
                        var named = schema.deepCopy();
                        if (!named.has("$schema")) {
                            named.put("$schema", draft.getValue().getDialectId());
                        }
                        suite(named, group, draft.getValue(), count);
                    }
                }
            }
        }
        assertTrue(count[0] > 1_500, count[0] + " cases");
    }

    private static void suite(
            ObjectNode schema, JsonNode group, SpecificationVersion draft, int[] count) {
        Schema oracle;
        try {
            oracle = SchemaRegistry.withDefaultDialect(draft).getSchema(schema);
            oracle.initializeValidators();
        } catch (RuntimeException e) {
            return; // it refers to schemas elsewhere
        }
        var ours = RuleCase.of(Format.JSON, schema.toString(), DataContract.NONE);
        for (var test : group.path("tests")) {
            check(oracle, ours, schema, test.get("data").toString());
            count[0]++;
        }
    }

    @Test
    void randomValuesAreJudgedAsTheLibraryDoes() {
        int[] invalid = {0};
        Cases.each(
                Cases.count(),
                random -> {
                    boolean modern = random.nextBoolean();
                    var schema = new RandomSchemas(random, modern).root();
                    var draft =
                            modern
                                    ? SpecificationVersion.DRAFT_2020_12
                                    : SpecificationVersion.DRAFT_7;
                    var oracle = SchemaRegistry.withDefaultDialect(draft).getSchema(schema);
                    var ours = RuleCase.of(Format.JSON, schema.toString(), DataContract.NONE);
                    var values = new RandomValues(random);
                    for (int k = 0; k < 8; k++) {
                        invalid[0] += check(oracle, ours, schema, values.of(schema).toString());
                    }
                });
        assertTrue(invalid[0] > Cases.count() / 4, invalid[0] + " not valid");
    }

    private static int check(Schema oracle, RuleCase ours, JsonNode schema, String text) {
        var errors =
                oracle.validate(
                        JSON.readTree(text),
                        context ->
                                context.executionConfig(
                                        config -> config.formatAssertionsEnabled(true)));
        var sink = new RuleSink(RuleSet.NONE, new SchemaRules(), true);
        ours.walk(text.getBytes(StandardCharsets.UTF_8), sink);
        var findings = sink.findings().stream().map(RuleCase::text).toList();
        assertEquals(
                errors.isEmpty(),
                sink.total() == 0,
                () -> schema + "\n" + text + "\n" + errors + "\n" + findings);
        return errors.isEmpty() ? 0 : 1;
    }
}
