package io.sightglass.contract.mask;

import io.sightglass.decode.mask.Masks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Masks by names: exact paths and full names, and patterns of them as Confluent's metadata has
/// them (`**.email`, `coffeeco.Customer.*`). Thread-safe.
public final class FieldMasks implements Masks {
    private static final int MOST_KNOWN = 10_000;
    private static final String JSON_ROOT = "$.";

    private final Set<String> exact = new HashSet<>();
    private final List<String> patterns = new ArrayList<>();
    private final Map<String, Boolean> known = new ConcurrentHashMap<>();

    private FieldMasks(Collection<String> names) {
        for (var name : names) {
            var plain = name.replaceAll("\\[(\\d+|\\*)]", "[]");
            if (plain.indexOf('*') >= 0 || plain.indexOf('?') >= 0) {
                patterns.add(plain);
            } else {
                exact.add(plain);
            }
        }
    }

    /// @param names of fields: paths from the root, `items[].name`, in JSON also `$.items[].name`;
    ///   full names, `coffeeco.Order.userId`; or patterns of either
    public static Masks of(Collection<String> names) {
        return names.isEmpty() ? Masks.NONE : new FieldMasks(names);
    }

    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public boolean coversAll() {
        return false;
    }

    /// Of a pattern nobody knows which keys it meets.
    @Override
    public boolean coversSome(String path) {
        return !patterns.isEmpty()
                || exact.stream()
                        .map(name ->
                                name.startsWith(JSON_ROOT)
                                        ? name.substring(JSON_ROOT.length())
                                        : name)
                        .anyMatch(
                                name -> name.startsWith(path + "[") || name.startsWith(path + "."));
    }

    @Override
    public boolean covers(String record, String name, String path) {
        var full = record.isEmpty() ? JSON_ROOT + path : record + "." + name;
        if (exact.contains(path) || exact.contains(full)) {
            return true;
        }
        if (patterns.isEmpty()) {
            return false;
        }
        if (known.size() > MOST_KNOWN) {
            known.clear(); // map keys are places, too, and there may be any number
        }
        return known.computeIfAbsent(
                path + ' ' + full,
                _ ->
                        patterns.stream()
                                .anyMatch(pattern ->
                                        Wildcards.match(path, pattern)
                                                || Wildcards.match(full, pattern)));
    }
}
