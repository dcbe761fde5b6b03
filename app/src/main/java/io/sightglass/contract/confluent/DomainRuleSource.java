package io.sightglass.contract.confluent;

import io.sightglass.contract.RuleInfo;
import io.sightglass.contract.cel.CelEnvironment.Regex;
import io.sightglass.contract.cel.CelSentences;
import io.sightglass.contract.mask.Wildcards;
import io.sightglass.model.DataContract;
import io.sightglass.model.DataContract.DomainRule;
import io.sightglass.model.FindingKind;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A domain rule, taken apart.
///
/// @param demander `orders-value v3`
record DomainRuleSource(DomainRule rule, DataContract contract, RuleInfo info, String demander) {
    /// What stands before the first `;`: only where that holds is a record held to the rest. Empty
    /// for none.
    String guard() {
        int end = guardEnd();
        return end < 0 ? "" : rule.expression().substring(0, end).strip();
    }

    String condition() {
        return rule.expression().substring(guardEnd() + 1);
    }

    private int guardEnd() {
        boolean none = Boolean.parseBoolean(contract.parameter(rule, "cel.ignore.guard.separator"));
        return none ? -1 : rule.expression().indexOf(';');
    }

    Regex regex() {
        var engine = contract.parameter(rule, "cel.regex.engine");
        return engine != null && engine.strip().toUpperCase(Locale.ROOT).equals("RE2")
                ? Regex.RE2
                : Regex.JAVA_WHOLE;
    }

    boolean unsignedFields() {
        return "uint".equals(contract.parameter(rule, "cel.unsigned.field.type"));
    }

    /// What a fault is: a rule of which nothing follows, on writing or on reading, is worth
    /// knowing.
    FindingKind kind() {
        var actions = rule.onFailure().isBlank() ? "ERROR" : rule.onFailure();
        return List.of(actions.split(",", -1)).stream().allMatch(one -> one.strip().equals("NONE"))
                ? FindingKind.NOTICE
                : FindingKind.VIOLATION;
    }

    CelSentences sentences() {
        return new CelSentences(rule.name(), demander, condition(), rule.doc());
    }

    /// The tags that metadata gives to a field, by its full name.
    Set<String> metadataTags(String fullName) {
        if (contract.tags().isEmpty()) {
            return Set.of();
        }
        var tags = new HashSet<String>();
        contract.tags()
                .forEach((pattern, more) -> {
                    if (Wildcards.match(fullName, pattern)) {
                        tags.addAll(more);
                    }
                });
        return tags;
    }
}
