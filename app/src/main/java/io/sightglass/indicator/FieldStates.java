package io.sightglass.indicator;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;

/// What was counted by field, as a list of places: each after the one that it is in, since JSON
/// nests less deep than payloads do.
final class FieldStates {
    private static final String IN = "in";
    private static final String ELEMENT = "element";

    private FieldStates() {}

    /// Says whether what a field's values are is not told.
    @FunctionalInterface
    interface Masked {
        /// @param record the type of what has the field; empty for an element
        /// @param name the field's; empty for an element
        boolean test(FieldStats field, String record, String name);
    }

    static void save(StatsSink stats, Masked masked, ObjectNode to) {
        save(stats.root(), -1, false, stats.root().hidden, masked, to.putArray("fields"));
    }

    private static void save(
            FieldStats field,
            int in,
            boolean element,
            boolean hidden,
            Masked masked,
            ArrayNode to) {
        int place = to.size();
        var each = to.addObject().put(IN, in).put(ELEMENT, element);
        field.save(each, hidden);
        for (var child : field.fields()) {
            boolean also = hidden || masked.test(child, field.record, child.name);
            save(child, place, false, also, masked, to);
        }
        var item = field.element();
        if (item != null) {
            boolean also = hidden || masked.test(item, "", "");
            save(item, place, true, also, masked, to);
        }
    }

    /// Counts what another has counted, as far as there is room for its places.
    static void add(StatsSink stats, JsonNode saved) {
        var places = new ArrayList<@Nullable FieldStats>();
        for (var each : saved.path("fields").values()) {
            int in = each.path(IN).asInt();
            if (in >= places.size() || in < -1) {
                throw new IllegalArgumentException("a field in none");
            }
            var parent = in < 0 ? null : places.get(in);
            @Nullable FieldStats place = null;
            if (in < 0) {
                place = stats.root();
            } else if (parent != null) {
                var info = FieldStats.info(each);
                place =
                        each.path(ELEMENT).asBoolean()
                                ? parent.element(info, stats)
                                : parent.field(info, stats);
            }
            if (place != null) {
                place.add(each);
            }
            places.add(place);
        }
    }
}
