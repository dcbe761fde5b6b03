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
    private static final int CACHE = 16;

    /// A record has fewer fields than this, or some of them are looked up by name each time.
    private static final int MOST_MET = 4_096;

    private static final Judgement[] NONE = {};

    /// A rule on the value here, with its judge.
    record Judgement(Rule.OfValue rule, Rule.Judge judge) {}

    /// The places below a record: shared by all places of one type.
    private static final class Below {
        final Map<String, RuleNode> byName = new HashMap<>();
        RuleNode[] children = {};

        /// The children that are required, counted or in a oneof, by their [RuleNode#slot].
        RuleNode[] watched = {};

        Oneof[] oneofs = {};
    }

    /// Fields of which one must be there.
    record Oneof(String name, List<RuleNode> members, Origin origin, String id) {}

    private final String name;
    private final byte[] utf8;
    // A table by identity, with the next free place for what would have the same one.
    private @Nullable FieldInfo[] met = new @Nullable FieldInfo[CACHE];
    private @Nullable RuleNode[] found = new @Nullable RuleNode[CACHE];
    private int metCount;
    private Below below = new Below();
    private @Nullable RuleNode element;

    /// The place of any value of the map here.
    private @Nullable RuleNode entry;

    Judgement[] judgements = NONE;

    /// Who requires a value here; null where nobody does.
    @Nullable Origin required;

    /// The id of the rule that does.
    String requiredId = "";

    Rule.@Nullable ItemCount items;

    /// What a reader sees where the field is not there, if that is to be judged.
    Value.@Nullable Default standard;

    /// Index among the parent's [#watched]; -1 where nothing about presence matters.
    int slot = -1;

    private boolean inOneof;

    RuleNode(String name) {
        this.name = name;
        this.utf8 = name.getBytes(StandardCharsets.UTF_8);
    }

    /// The tree for some rules; its root stands for the whole payload.
    static RuleNode of(List<RuleSet.Placed> rules) {
        var root = new RuleNode("");
        for (var placed : rules) {
            var node = root;
            for (var step : RulePath.steps(placed.rule().path())) {
                node = node.grow(step);
            }
            node.add(placed.rule(), placed.origin());
        }
        root.number();
        return root;
    }

    /// Adds a rule on the value here.
    void add(Rule rule, Origin origin) {
        switch (rule) {
            case Rule.Required _ -> {
                if (required == null) {
                    required = origin;
                    requiredId = rule.id();
                }
            }
            case Rule.ItemCount count -> items = count;
            case Rule.OfValue value -> {
                judgements = Arrays.copyOf(judgements, judgements.length + 1);
                judgements[judgements.length - 1] = new Judgement(value, value.judge());
            }
        }
    }

    private RuleNode grow(String step) {
        return step.equals(RulePath.ANY) ? growElement() : field(step);
    }

    /// The place of a field, made where it is new. Before [#number] only.
    RuleNode field(String field) {
        return below.byName.computeIfAbsent(field, RuleNode::new);
    }

    RuleNode growElement() {
        if (element == null) {
            element = new RuleNode("");
        }
        return element;
    }

    RuleNode growEntry() {
        if (entry == null) {
            entry = new RuleNode("");
        }
        return entry;
    }

    /// One of the fields must be there. Before [#number] only.
    void oneof(String name, List<String> fields, Origin origin, String id) {
        var members = fields.stream().map(this::field).toList();
        members.forEach(member -> member.inOneof = true);
        below.oneofs = Arrays.copyOf(below.oneofs, below.oneofs.length + 1);
        below.oneofs[below.oneofs.length - 1] = new Oneof(name, members, origin, id);
    }

    /// What is below this place is what is below `type`, now and later.
    void isOf(RuleNode type) {
        below = type.below;
    }

    /// Adds the rules of another tree, which may contain itself. After both were numbered.
    void graft(RuleNode other) {
        for (var judgement : other.judgements) {
            judgements = Arrays.copyOf(judgements, judgements.length + 1);
            judgements[judgements.length - 1] = judgement;
        }
        if (required == null) {
            required = other.required;
            requiredId = other.requiredId;
        }
        items = items == null ? other.items : items.and(other.items);
        standard = standard == null ? other.standard : standard;
        inOneof |= other.inOneof;
        element = grafted(element, other.element);
        entry = grafted(entry, other.entry);
        if (below.byName.isEmpty()) {
            below = other.below;
            return;
        }
        for (var child : other.below.byName.values()) {
            var own = below.byName.get(child.name);
            if (own == null) {
                below.byName.put(child.name, child.copy());
            } else {
                own.graft(child);
            }
        }
        for (var oneof : other.below.oneofs) {
            oneof(
                    oneof.name(),
                    oneof.members().stream().map(RuleNode::name).toList(),
                    oneof.origin(),
                    oneof.id());
        }
        numberHere();
    }

    private static @Nullable RuleNode grafted(@Nullable RuleNode own, @Nullable RuleNode other) {
        if (own == null || other == null) {
            return own == null ? other : own;
        }
        own.graft(other);
        return own;
    }

    /// The same place for another parent.
    private RuleNode copy() {
        var copy = new RuleNode(name);
        copy.below = below;
        copy.element = element;
        copy.entry = entry;
        copy.judgements = judgements;
        copy.required = required;
        copy.requiredId = requiredId;
        copy.items = items;
        copy.standard = standard;
        copy.inOneof = inOneof;
        return copy;
    }

    /// Gives the children of this place, and of all places below, their slots. Of a tree that
    /// contains itself, [#numberHere] is called for each type.
    private void number() {
        numberHere();
        below.byName.values().forEach(RuleNode::number);
        if (element != null) {
            element.number();
        }
    }

    void numberHere() {
        var all = new ArrayList<RuleNode>();
        for (var child : below.byName.values()) {
            if (child.required != null || child.items != null || child.inOneof) {
                child.slot = all.size();
                all.add(child);
            }
        }
        below.children = below.byName.values().toArray(RuleNode[]::new);
        below.watched = all.toArray(RuleNode[]::new);
    }

    String name() {
        return name;
    }

    RuleNode[] watched() {
        return below.watched;
    }

    Oneof[] oneofs() {
        return below.oneofs;
    }

    /// Whether there are no rules here or below.
    boolean isEmpty() {
        return judgements.length == 0
                && below.byName.isEmpty()
                && below.oneofs.length == 0
                && element == null
                && entry == null
                && required == null
                && items == null;
    }

    /// The place of any element of the list here.
    @Nullable RuleNode element() {
        return element;
    }

    /// The place of a field of the record here, or null where no rule speaks of it or what is below
    /// it.
    @Nullable RuleNode child(FieldInfo field) {
        if (below.byName.isEmpty()) {
            return null;
        }
        int mask = met.length - 1;
        int at = System.identityHashCode(field) & mask;
        while (met[at] != field) {
            if (met[at] == null) {
                return meet(field);
            }
            at = (at + 1) & mask;
        }
        return found[at];
    }

    private @Nullable RuleNode meet(FieldInfo field) {
        var child = below.byName.get(field.name());
        if (metCount >= MOST_MET) {
            return child;
        }
        if (2 * ++metCount > met.length) {
            var before = met;
            var foundBefore = found;
            met = new @Nullable FieldInfo[2 * before.length];
            found = new @Nullable RuleNode[2 * before.length];
            for (int i = 0; i < before.length; i++) {
                var known = before[i];
                if (known != null) {
                    put(known, foundBefore[i]);
                }
            }
        }
        put(field, child);
        return child;
    }

    private void put(FieldInfo field, @Nullable RuleNode child) {
        int at = System.identityHashCode(field) & (met.length - 1);
        while (met[at] != null) {
            at = (at + 1) & (met.length - 1);
        }
        met[at] = field;
        found[at] = child;
    }

    /// The place of a map's value whose key is the bytes `from` to `to`.
    @Nullable RuleNode keyed(byte[] array, int from, int to) {
        for (var child : below.children) {
            if (Arrays.equals(child.utf8, 0, child.utf8.length, array, from, to)) {
                return child;
            }
        }
        return entry;
    }

    /// The place of a map's value whose key is a number.
    @Nullable RuleNode entry() {
        return entry;
    }
}
