package io.sightglass.compat.protobuf;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;

/// Brings two lists of things together by what they are called or numbered.
final class Aligned {
    private Aligned() {}

    static <K, T> SequencedMap<K, T> by(
            Collection<? extends T> things, Function<? super T, K> key) {
        var map = new LinkedHashMap<K, T>();
        things.forEach(thing -> map.putIfAbsent(key.apply(thing), thing));
        return map;
    }

    /// The keys of both in the order of the update; what only the original has stands behind what
    /// it stood behind there.
    static <K> List<K> keys(Collection<K> original, Collection<K> update) {
        var merged = new ArrayList<K>(original.size() + update.size());
        var gone = new LinkedHashMap<K, List<K>>();
        var first = new ArrayList<K>();
        List<K> behind = first;
        for (var key : original) {
            if (update.contains(key)) {
                behind = gone.computeIfAbsent(key, each -> new ArrayList<>());
            } else {
                behind.add(key);
            }
        }
        merged.addAll(first);
        for (var key : update) {
            merged.add(key);
            merged.addAll(gone.getOrDefault(key, List.of()));
        }
        return merged;
    }
}
