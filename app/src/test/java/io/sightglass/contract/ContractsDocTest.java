package io.sightglass.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sightglass.contract.odcs.OdcsReader;
import io.sightglass.model.DataContract;
import io.sightglass.model.Format;
import io.sightglass.registry.TestContracts;
import io.sightglass.schema.LocalSchemas.Problem;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The examples of `docs/contracts.md` do what is said of them.
class ContractsDocTest {
    private static List<String> examples(String language) throws IOException {
        var page = Files.readString(Path.of("docs/contracts.md"));
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private static List<String> violations(RuleSet rules, String event) throws IOException {
        var test = RuleCase.of(Format.JSON, "{\"$schema\": \"s\"}", DataContract.NONE);
        return test.violations(rules, event.getBytes(StandardCharsets.UTF_8));
    }

    private static RuleSet contract(String text) {
        var problems = new ArrayList<Problem>();
        var head = "apiVersion: v3.1.0\nkind: DataContract\nname: c\nschema:\n- name: t\n";
        var file = Path.of("c.contract.yaml");
        var contracts = OdcsReader.read(file, "c.contract.yaml", head + text, problems::add);
        assertEquals(List.of(), problems);
        return contracts.getFirst().ruleSet();
    }

    @Test
    void aContractFilesExamplesHold() throws IOException {
        var examples = examples("yaml");
        assertEquals(2, examples.size());
        var property = contract("  properties:\n  - name: f\n" + examples.getFirst().indent(4));
        assertEquals(List.of(), violations(property, "{\"f\": \"PAID\"}"));
        assertEquals(List.of("contract.valid-values f"), violations(property, "{\"f\": \"x\"}"));
        assertEquals(
                List.of("contract.missing-values f", "contract.valid-values f"),
                violations(property, "{\"f\": \"n/a\"}"));
        assertEquals(List.of("contract.required f"), violations(property, "{}"));
        var record = contract(examples.getLast().indent(2));
        assertEquals(List.of(), violations(record, "{\"status\": \"PAID\", \"userId\": \"u\"}"));
        assertEquals(
                List.of("contract.paid-orders-have-a-user "),
                violations(record, "{\"status\": \"PAID\"}"));
    }

    @Test
    void theRegistrysExampleHolds() throws IOException {
        var json = "{\"ruleSet\": {\"domainRules\": [" + examples("json").getFirst() + "]}}";
        var schema =
                """
                {"type": "record", "name": "R", "fields": [
                  {"name": "f", "type": "string", "confluent:tags": ["PII"]},
                  {"name": "g", "type": "string"}]}
                """;
        var test = RuleCase.of(Format.AVRO, schema, TestContracts.read(json));
        var rules = new SchemaRules().of(test.schema(), List.of());
        assertEquals(
                List.of("confluent.no-tests f"),
                test.violations(rules, test.bytes("{\"f\": \"test\", \"g\": \"test\"}")));
    }

    @Test
    void theProtoFilesExampleHolds() throws IOException {
        assumeTrue(
                ContractsDocTest.class.getResource("/buf/validate/validate.proto") != null,
                "skipped: protovalidate is not on the class path");
        var proto =
                "syntax = \"proto3\"; import \"buf/validate/validate.proto\"; message R {"
                        + examples("protobuf").getFirst()
                        + "}";
        var test = RuleCase.of(Format.PROTOBUF, proto, DataContract.NONE);
        var rules = new SchemaRules().of(test.schema(), List.of());
        assertEquals(
                List.of("protovalidate.int32.gte_lte boldness"),
                test.violations(rules, test.bytes("{\"boldness\": 14}")));
    }
}
