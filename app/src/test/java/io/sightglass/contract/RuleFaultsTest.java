package io.sightglass.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sightglass.model.DataContract;
import io.sightglass.model.Format;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// A fault in a rule, or in the library that judges it, keeps no record from being read.
class RuleFaultsTest {
    private static final RuleCase CASE =
            RuleCase.of(Format.JSON, "{\"$schema\": \"s\"}", DataContract.NONE);

    @Test
    void aJudgeThatThrowsIsSaidAndTheOthersGoOn() {
        WholeRule.Judge broken =
                (record, to) -> {
                    throw new IllegalStateException("secret");
                };
        var rules = new RuleSet(List.of(), List.of(rule(broken)), List.of(), List.of());
        var sink = new RuleSink(rules, new SchemaRules(), true);
        var payload = "{}".getBytes(StandardCharsets.UTF_8);
        CASE.walk(payload, sink);
        assertEquals(
                List.of("contract.rule-failed"),
                sink.findings().stream().map(finding -> finding.rule()).toList());
        assertEquals(0, sink.total());
    }

    private static WholeRule rule(WholeRule.Judge judge) {
        return new WholeRule() {
            @Override
            public List<RuleInfo> infos() {
                return List.of();
            }

            @Override
            public Judge newJudge() {
                return judge;
            }
        };
    }

    @Test
    void rulesThatCannotBeCompiledAreAProblem() {
        var rules =
                SchemaRules.guarded(
                        "orders-value v3",
                        () -> {
                            throw new IllegalStateException("broken");
                        });
        assertEquals(
                List.of("orders-value v3: its rules cannot be compiled; the log says why."),
                rules.problems().stream().map(problem -> problem.text()).toList());
    }
}
