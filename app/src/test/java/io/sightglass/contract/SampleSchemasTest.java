package io.sightglass.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.model.Part;
import io.sightglass.schema.LocalSchemas;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;

/// The samples that come with Sightglass: all but those in `broken` are right, and the broken ones
/// disturb no other.
class SampleSchemasTest {
    private static final List<Path> FOLDER =
            List.of(Path.of(System.getProperty("sightglass.samples", "../sample-schemas")));

    private static boolean isBroken(LocalSchemas.Problem problem) {
        return problem.file().contains("broken/");
    }

    @Test
    void schemasParseAndTopicsAreBound() {
        var schemas = LocalSchemas.read(FOLDER);
        assertTrue(schemas.problems().stream().allMatch(SampleSchemasTest::isBroken));
        var coffee = FOLDER.getFirst().resolve("broken/coffee.avsc");
        assertTrue(
                schemas.problems().stream()
                        .map(LocalSchemas.Problem::text)
                        .toList()
                        .contains(coffee + ":6:5: expected '{' to start a field, found '('."));
        for (var file : schemas.files()) {
            assertEquals(file.path().startsWith("broken/"), file.problem() != null, file.path());
        }
        assertEquals(
                "coffeeco.payments.v1.Payment",
                schemas.bound("payments", Part.VALUE).orElseThrow().type());
        assertTrue(schemas.bound("legacy-pos", Part.VALUE).isPresent());
        assertTrue(schemas.bound("clickstream", Part.VALUE).isPresent());
    }

    @Test
    void contractsAreRead() {
        var contracts = Contracts.read(FOLDER);
        assertTrue(contracts.problems().stream().allMatch(SampleSchemasTest::isBroken));
        var orders = contracts.forTopic("orders").orElseThrow();
        assertEquals("coffee-orders", orders.name());
        assertEquals(0.999, orders.validObjective());
        assertTrue(
                orders.rules().stream()
                        .anyMatch(rule ->
                                rule.id().equals("contract.required")
                                        && rule.path().equals("userId")));
    }
}
