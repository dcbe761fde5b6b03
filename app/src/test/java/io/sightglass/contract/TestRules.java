package io.sightglass.contract;

import io.sightglass.decode.FindingSink;

import java.util.Arrays;
import java.util.List;

/// A contract for generated payloads, whose fields are called `f0`, `f1` and so on.
public final class TestRules {
    private static final Contract CONTRACT =
            RuleSinkTest.contract(
                    new Rule.Required("f0"),
                    new Rule.Required("f1[].f0"),
                    new Rule.ItemCount("f1", 1, 2),
                    new Rule.ItemCount("f2", 1, 2),
                    new Length("f2", 1, 3),
                    new Length("f3", 1, 3),
                    new FormatRule("f3", TextFormat.DATE_TIME),
                    new FormatRule("f4[]", TextFormat.EMAIL));

    private TestRules() {}

    public static List<FindingSink> sinks() {
        return List.of(sink(CONTRACT, false), sink(CONTRACT, true));
    }

    static RuleSink sink(Contract contract, boolean collecting) {
        return new RuleSink(contract.ruleSet(), new SchemaRules(), collecting);
    }

    static RuleSet rules(String contract, Rule... rules) {
        var origin = new Origin(RuleSource.CONTRACT_FILE, "contract " + contract, "test");
        var placed = Arrays.stream(rules).map(rule -> new RuleSet.Placed(rule, origin)).toList();
        return new RuleSet(placed, List.of(), List.of(), List.of());
    }
}
