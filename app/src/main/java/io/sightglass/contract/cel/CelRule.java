package io.sightglass.contract.cel;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;

import io.sightglass.contract.Place;
import io.sightglass.contract.RuleInfo;
import io.sightglass.contract.RulePath;
import io.sightglass.contract.Shown;
import io.sightglass.contract.WholeRule;
import io.sightglass.model.FindingKind;
import io.sightglass.model.Node;
import io.sightglass.model.Scalar;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A rule in CEL on the whole record, or on each value at one path, for records of any format.
/// Values are as filters have them. Variables: `message` (the record), `value` (at the path),
/// `this` (the one of the two that it is about), `now`. A value that is absent or null is not
/// judged.
public final class CelRule implements WholeRule {
    private static final Map<String, CelType> OF_RECORD =
            Map.of("message", SimpleType.DYN, "this", SimpleType.DYN, "now", SimpleType.TIMESTAMP);
    private static final Map<String, CelType> OF_VALUE = withValue();

    private final RuleInfo info;
    private final FindingKind kind;
    private final CelProgram program;
    private final CelSentences sentences;
    private final List<String> steps;

    /// @param info whose path says what it is about; empty for the whole record
    /// @param kind what sort of finding a fault is
    public CelRule(RuleInfo info, FindingKind kind, CelProgram program, CelSentences sentences) {
        this.info = info;
        this.kind = kind;
        this.program = program;
        this.sentences = sentences;
        this.steps = RulePath.steps(info.path());
    }

    private static Map<String, CelType> withValue() {
        var all = new HashMap<>(OF_RECORD);
        all.put("value", SimpleType.DYN);
        return Map.copyOf(all);
    }

    /// Made when first needed, since it takes a while.
    private static final class Environments {
        static final CelEnvironment RECORD =
                CelEnvironment.of(OF_RECORD, null, CelEnvironment.Regex.JAVA_ANYWHERE);
        static final CelEnvironment VALUE =
                CelEnvironment.of(OF_VALUE, null, CelEnvironment.Regex.JAVA_ANYWHERE);
    }

    /// Compiles the expression of such a rule.
    public static CelText compile(String path, String expression) {
        return (path.isEmpty() ? Environments.RECORD : Environments.VALUE).compile(expression);
    }

    @Override
    public List<RuleInfo> infos() {
        return List.of(info);
    }

    @Override
    public Judge newJudge() {
        return this::judge;
    }

    private void judge(Whole record, Findings to) {
        var message = CelValues.TEXT_TIMES.of(record.root());
        if (message == null || !(record.root() instanceof Node.RecordNode)) {
            return; // a list of records, or a value alone
        }
        visit(record.root(), 0, record.place(), message, to);
    }

    /// @param depth how many steps of the path are behind
    private void visit(Node node, int depth, Place place, Object message, Findings to) {
        if (depth == steps.size()) {
            judge(node, place, message, to);
            return;
        }
        var step = steps.get(depth);
        switch (node) {
            case Node.RecordNode record -> {
                var child = child(record, step);
                if (child != null) {
                    visit(child, depth + 1, place.field(child), message, to);
                }
            }
            case Node.ListNode list -> {
                for (int i = 0; step.equals(RulePath.ANY) && i < list.elements().size(); i++) {
                    var element = list.elements().get(i);
                    visit(element, depth + 1, place.element(i, element), message, to);
                }
            }
            case Node.MapNode map -> {
                for (var entry : map.entries()) {
                    if (entry.key().equals(step)) {
                        var at = place.entry(map.field(), entry.key(), entry.value());
                        visit(entry.value(), depth + 1, at, message, to);
                    }
                }
            }
            case Node.ScalarNode _,
                    Node.UnknownNode _,
                    Node.AbsentNode _,
                    Node.RestNode _,
                    Node.MalformedNode _ -> {}
        }
    }

    private static @Nullable Node child(Node.RecordNode record, String name) {
        for (int i = record.children().size() - 1; i >= 0; i--) {
            var child = record.children().get(i);
            if (child.field().name().equals(name)) {
                return child;
            }
        }
        return null;
    }

    private void judge(Node node, Place place, Object message, Findings to) {
        Object value = message;
        if (!steps.isEmpty()) {
            value = isNothing(node) ? null : CelValues.TEXT_TIMES.of(node);
        }
        if (value == null) {
            return;
        }
        var variables = Map.of("message", message, "this", value, "value", value);
        var result =
                program.evaluate(name ->
                        Optional.ofNullable(
                                name.equals("now") ? Instant.now() : variables.get(name)));
        switch (CelVerdict.of(result)) {
            case CelVerdict.Well _ -> {}
            case CelVerdict.Broken(var said) ->
                    to.report(
                            kind,
                            info.id(),
                            place,
                            () ->
                                    steps.isEmpty()
                                            ? sentences.event(said)
                                            : sentences.field(place.path(), shown(node), said));
            case CelVerdict.Failed(var why) ->
                    to.report(kind, info.id(), place, () -> sentences.failed(place.path(), why));
            case CelVerdict.Undecided _ ->
                    to.report(
                            FindingKind.NOTICE,
                            info.id() + "-undecided",
                            place,
                            () -> sentences.undecided(place.path()));
        }
    }

    /// Whether there is no value: it is absent, or null.
    public static boolean isNothing(Node node) {
        return node instanceof Node.AbsentNode
                || (node instanceof Node.ScalarNode scalar
                        && scalar.value() instanceof Scalar.Null);
    }

    /// What stands there, for a sentence.
    public static String shown(Node node) {
        return switch (node) {
            case Node.ScalarNode scalar -> Shown.of(scalar.value());
            case Node.ListNode list ->
                    list.elements().size() == 1
                            ? "a list of 1 item"
                            : "a list of " + list.elements().size() + " items";
            case Node.MapNode map ->
                    map.entries().size() == 1
                            ? "a map of 1 entry"
                            : "a map of " + map.entries().size() + " entries";
            case Node.RecordNode _ -> "a record";
            case Node.AbsentNode absent -> {
                var standard = absent.field().defaultValue();
                yield standard == null ? "absent" : standard;
            }
            case Node.UnknownNode _, Node.RestNode _, Node.MalformedNode _ -> "not readable";
        };
    }
}
