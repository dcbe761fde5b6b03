package io.sightglass.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.sightglass.model.FindingKind;
import io.sightglass.model.Format;
import io.sightglass.registry.TestContracts;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.util.List;

/// Each documented mode and consequence of a registry's rules, for both of their types.
class ConfluentModesTest {
    private static final String SCHEMA =
            "{\"type\": \"object\", \"properties\": {\"n\": {\"type\": \"integer\"}}}";

    private static RuleCase rule(String type, String mode, String onFailure) throws IOException {
        var expression = type.equals("CEL") ? "message.n > 0" : "name == 'n' ; value > 0";
        return RuleCase.of(
                Format.JSON,
                SCHEMA,
                TestContracts.read(
                        """
                        {"ruleSet": {"domainRules": [
                          {"name": "positive", "kind": "CONDITION", "type": "%s", "mode": "%s",
                           "expr": "%s", "onFailure": "%s"}]}}
                        """
                                .formatted(type, mode, expression, onFailure)));
    }

    private static List<FindingKind> kinds(RuleCase test, String event) throws IOException {
        var sink = new RuleSink(RuleSet.NONE, new SchemaRules(), true);
        test.walk(test.bytes(event), sink);
        return sink.findings().stream().map(finding -> finding.kind()).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "CEL, WRITE",
        "CEL, READ",
        "CEL, WRITEREAD",
        "CEL_FIELD, WRITE",
        "CEL_FIELD, READ",
        "CEL_FIELD, WRITEREAD"
    })
    void whatIsHeldWhenWritingOrReadingIsHeld(String type, String mode) throws IOException {
        var test = rule(type, mode, "ERROR");
        assertEquals(List.of(), kinds(test, "{\"n\": 1}"));
        assertEquals(List.of(FindingKind.VIOLATION), kinds(test, "{\"n\": 0}"));
        assertNull(new SchemaRules().of(test.schema(), List.of()).infos().getFirst().idle());
    }

    @ParameterizedTest
    @CsvSource({
        "CEL, UPGRADE",
        "CEL, DOWNGRADE",
        "CEL, UPDOWN",
        "CEL_FIELD, UPGRADE",
        "CEL_FIELD, DOWNGRADE",
        "CEL_FIELD, UPDOWN"
    })
    void whatIsForReadingWithAnotherVersionHoldsNoRecord(String type, String mode)
            throws IOException {
        var test = rule(type, mode, "ERROR");
        assertEquals(List.of(), kinds(test, "{\"n\": 0}"));
        var idle = new SchemaRules().of(test.schema(), List.of()).infos().getFirst().idle();
        assertNotNull(idle);
        assertEquals("it is for reading with another version (" + mode + ")", idle);
    }

    @ParameterizedTest
    @CsvSource({"ERROR, VIOLATION", "DLQ, VIOLATION", "NONE, NOTICE"})
    void whatFollowsFromAFailureSaysHowGraveItIs(String onFailure, FindingKind kind)
            throws IOException {
        assertEquals(List.of(kind), kinds(rule("CEL", "WRITE", onFailure), "{\"n\": 0}"));
        assertEquals(List.of(kind), kinds(rule("CEL_FIELD", "WRITE", onFailure), "{\"n\": 0}"));
    }
}
