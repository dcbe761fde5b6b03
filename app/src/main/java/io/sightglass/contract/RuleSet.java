package io.sightglass.contract;

import io.sightglass.schema.LocalSchemas.Problem;

import java.util.ArrayList;
import java.util.List;

/// Rules that a payload is held to, compiled once and shared between threads.
///
/// @param fields rules on single fields, judged while the payload is walked
/// @param types rules on the fields of types, which may contain themselves
/// @param wholes rules on the decoded record, judged after the walk
/// @param idle rules that no record is held to; people see them all the same
/// @param problems of rules that do not compile
public record RuleSet(
        List<Placed> fields,
        List<TypeRules> types,
        List<WholeRule> wholes,
        List<RuleInfo> idle,
        List<Problem> problems) {
    public static final RuleSet NONE = new RuleSet(List.of(), List.of(), List.of(), List.of());

    /// Rules without any on the fields of types.
    public RuleSet(
            List<Placed> fields,
            List<WholeRule> wholes,
            List<RuleInfo> idle,
            List<Problem> problems) {
        this(fields, List.of(), wholes, idle, problems);
    }

    /// A rule on a field, and where it comes from.
    public record Placed(Rule rule, Origin origin) {
        RuleInfo info() {
            return new RuleInfo(rule.id(), rule.path(), rule.words(), origin, null);
        }
    }

    public RuleSet {
        fields = List.copyOf(fields);
        types = List.copyOf(types);
        wholes = List.copyOf(wholes);
        idle = List.copyOf(idle);
        problems = List.copyOf(problems);
    }

    /// Whether there is nothing to tell anybody.
    public boolean isEmpty() {
        return fields.isEmpty()
                && types.isEmpty()
                && wholes.isEmpty()
                && idle.isEmpty()
                && problems.isEmpty();
    }

    /// Every rule as people are told of it.
    public List<RuleInfo> infos() {
        var infos = new ArrayList<RuleInfo>();
        fields.forEach(placed -> infos.add(placed.info()));
        types.forEach(each -> infos.addAll(each.infos()));
        wholes.forEach(whole -> infos.addAll(whole.infos()));
        infos.addAll(idle);
        return List.copyOf(infos);
    }

    /// The rules of both.
    public RuleSet and(RuleSet other) {
        if (other.isEmpty()) {
            return this;
        }
        return isEmpty()
                ? other
                : new RuleSet(
                        joined(fields, other.fields),
                        joined(types, other.types),
                        joined(wholes, other.wholes),
                        joined(idle, other.idle),
                        joined(problems, other.problems));
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        var all = new ArrayList<T>(first);
        all.addAll(second);
        return all;
    }
}
