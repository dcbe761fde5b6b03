package io.sightglass.contract;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Rules on the fields of types, by the type's name: what is in a field of a type is held to that
/// type's rules, however deep. Shared between threads.
///
/// @param root the payload's type
/// @param types every type that has rules, or has fields of such a type
public record TypeRules(String root, Map<String, Type> types, List<RuleInfo> infos) {
    public TypeRules {
        types = Map.copyOf(types);
        infos = List.copyOf(infos);
    }

    public record Type(List<Field> fields, List<Oneof> oneofs) {
        public Type {
            fields = List.copyOf(fields);
            oneofs = List.copyOf(oneofs);
        }
    }

    /// @param of what its values are; null where they are no records with rules
    /// @param own on the field: presence, number of elements or entries, or its single value
    /// @param each on each element or entry
    /// @param standard what a reader sees where the field is not there, if that is judged
    public record Field(
            String name,
            Shape shape,
            @Nullable String of,
            List<RuleSet.Placed> own,
            List<RuleSet.Placed> each,
            Value.@Nullable Default standard) {
        public Field {
            own = List.copyOf(own);
            each = List.copyOf(each);
        }
    }

    public enum Shape {
        SINGLE,
        LIST,
        MAP
    }

    /// Fields of which one must be there.
    public record Oneof(String name, List<String> fields, Origin origin, String id) {
        public Oneof {
            fields = List.copyOf(fields);
        }
    }

    /// The place of the payload, for one thread.
    RuleNode newRoot() {
        var nodes = new HashMap<String, RuleNode>();
        types.keySet().forEach(name -> nodes.put(name, new RuleNode("")));
        types.forEach((name, type) -> {
            var node = nodes.getOrDefault(name, new RuleNode(""));
            type.fields().forEach(field -> fill(node.field(field.name()), field, nodes));
            type.oneofs()
                    .forEach(oneof ->
                            node.oneof(oneof.name(), oneof.fields(), oneof.origin(), oneof.id()));
            node.numberHere();
        });
        return nodes.getOrDefault(root, new RuleNode(""));
    }

    private static void fill(RuleNode node, Field field, Map<String, RuleNode> nodes) {
        field.own().forEach(placed -> node.add(placed.rule(), placed.origin()));
        node.standard = field.standard();
        var type = field.of() == null ? null : nodes.get(field.of());
        if (field.shape() == Shape.SINGLE) {
            if (type != null) {
                node.isOf(type);
            }
            return;
        }
        if (type == null && field.each().isEmpty()) {
            return;
        }
        var each = field.shape() == Shape.LIST ? node.growElement() : node.growEntry();
        field.each().forEach(placed -> each.add(placed.rule(), placed.origin()));
        if (type != null) {
            each.isOf(type);
        }
    }
}
