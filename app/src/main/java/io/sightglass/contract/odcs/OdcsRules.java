package io.sightglass.contract.odcs;

import io.sightglass.contract.Origin;
import io.sightglass.contract.Rule;
import io.sightglass.contract.RuleInfo;
import io.sightglass.contract.RuleSet;
import io.sightglass.contract.RuleSource;
import io.sightglass.contract.WholeRule;
import io.sightglass.schema.YamlText.Mapping;

import java.util.ArrayList;
import java.util.List;

/// The rules of one schema of a contract file, gathered with their places.
final class OdcsRules {
    private final String name;
    private final List<RuleSet.Placed> fields = new ArrayList<>();
    private final List<WholeRule> wholes = new ArrayList<>();
    private final List<RuleInfo> idle = new ArrayList<>();
    private final List<String> masked = new ArrayList<>();

    /// @param name who demands it: `contract coffee-orders`
    OdcsRules(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    /// @param key of `where` at which it is written
    void add(Rule rule, Mapping where, String key) {
        fields.add(new RuleSet.Placed(rule, origin(where, key)));
    }

    void add(WholeRule rule) {
        wholes.add(rule);
    }

    /// A rule that no record is held to.
    void idle(RuleInfo info) {
        idle.add(info);
    }

    /// The field at a path holds personal data.
    void mask(String path) {
        masked.add(path);
    }

    List<String> masked() {
        return List.copyOf(masked);
    }

    Origin origin(Mapping where, String key) {
        return new Origin(RuleSource.CONTRACT_FILE, name, where.place(key));
    }

    RuleSet all() {
        return new RuleSet(fields, wholes, idle, List.of());
    }
}
