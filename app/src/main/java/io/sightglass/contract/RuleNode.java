package io.sightglass.contract;

import io.sightglass.model.FieldInfo;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The rules of one place in a payload, and the places below it: rules compiled into a tree by
/// path, for one thread.
///
/// A place is found by the identity of its [FieldInfo], which a walker makes once for each schema;
/// only a field that was not met before is looked up by name.
final class RuleNode {
    private static final int CACHE = 64;
    private static final Judgement[] NONE = {};

    /// A rule on the value here, with its judge.
    record Judgement(Rule.OfValue rule, Rule.Judge judge) {}

    private final String name;
    private final byte[] utf8;
    private final Map<String, RuleNode> byName = new HashMap<>();
    private final @Nullable FieldInfo[] met = new @Nullable FieldInfo[CACHE];
    private final @Nullable RuleNode[] found = new @Nullable RuleNode[CACHE];
    private RuleNode[] children = {};
    private @Nullable RuleNode element;

    Judgement[] judgements = NONE;

    /// Who requires a value here; null where nobody does.
    @Nullable Origin required;

    /// The id of the rule that does.
    String requiredId = "";

    Rule.@Nullable ItemCount items;

    /// The children that are required or counted, by their [#slot].
    RuleNode[] watched = {};

    /// Index among the parent's [#watched]; -1 where nothing about presence matters.
    int slot = -1;

    private RuleNode(String name) {
        this.name = name;
        this.utf8 = name.getBytes(StandardCharsets.UTF_8);
    }

    /// The tree for some rules; its root stands for the whole payload.
    static RuleNode of(List<RuleSet.Placed> rules) {
        var root = new RuleNode("");
        for (var placed : rules) {
            var rule = placed.rule();
            var node = root;
            for (var step : RulePath.steps(rule.path())) {
                node = node.grow(step);
            }
            switch (rule) {
                case Rule.Required _ -> {
                    if (node.required == null) {
                        node.required = placed.origin();
                        node.requiredId = rule.id();
                    }
                }
                case Rule.ItemCount count -> node.items = count;
                case Rule.OfValue value -> node.add(value);
            }
        }
        root.number();
        return root;
    }

    private RuleNode grow(String step) {
        if (step.equals(RulePath.ANY)) {
            if (element == null) {
                element = new RuleNode("");
            }
            return element;
        }
        return byName.computeIfAbsent(step, RuleNode::new);
    }

    private void add(Rule.OfValue rule) {
        judgements = Arrays.copyOf(judgements, judgements.length + 1);
        judgements[judgements.length - 1] = new Judgement(rule, rule.judge());
    }

    private void number() {
        var all = new ArrayList<RuleNode>();
        for (var child : byName.values()) {
            if (child.required != null || child.items != null) {
                child.slot = all.size();
                all.add(child);
            }
            child.number();
        }
        children = byName.values().toArray(RuleNode[]::new);
        watched = all.toArray(RuleNode[]::new);
        if (element != null) {
            element.number();
        }
    }

    String name() {
        return name;
    }

    /// The place of any element of the list here.
    @Nullable RuleNode element() {
        return element;
    }

    /// The place of a field of the record here, or null where no rule speaks of it or what is below
    /// it.
    @Nullable RuleNode child(FieldInfo field) {
        if (byName.isEmpty()) {
            return null;
        }
        int at = System.identityHashCode(field) & (CACHE - 1);
        if (met[at] != field) {
            met[at] = field;
            found[at] = byName.get(field.name());
        }
        return found[at];
    }

    /// The place of a map's value whose key is the bytes `from` to `to`.
    @Nullable RuleNode keyed(byte[] array, int from, int to) {
        for (var child : children) {
            if (Arrays.equals(child.utf8, 0, child.utf8.length, array, from, to)) {
                return child;
            }
        }
        return null;
    }
}
