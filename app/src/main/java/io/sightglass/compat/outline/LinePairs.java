package io.sightglass.compat.outline;

import io.sightglass.compat.outline.Line.Key;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which lines of two outlines are about the same thing.
final class LinePairs {
    private final List<Line> old;
    private final Map<Key, Integer> now = new HashMap<>();

    /// What a type of the old outline is called in the new one, where that is another name.
    private final Map<String, String> renamed = new HashMap<>();

    private LinePairs(List<Line> old, List<Line> now) {
        this.old = old;
        for (int i = 0; i < now.size(); i++) {
            this.now.putIfAbsent(now.get(i).key(), i);
        }
        rename(types(old), types(now));
    }

    /// For each old line the index of the new one, or -1; no new one twice.
    static int[] of(List<Line> old, List<Line> now) {
        return new LinePairs(old, now).pairs(now);
    }

    private int[] pairs(List<Line> lines) {
        var pairs = new int[old.size()];
        Arrays.fill(pairs, -1);
        var taken = new boolean[lines.size()];
        for (int i = 0; i < pairs.length; i++) {
            take(pairs, taken, i, now.get(moved(old.get(i).key())));
        }
        byAlias(pairs, taken, lines);
        return pairs;
    }

    private static void take(int[] pairs, boolean[] taken, int i, @Nullable Integer j) {
        if (j != null && !taken[j] && pairs[i] < 0) {
            pairs[i] = j;
            taken[j] = true;
        }
    }

    /// A field that one side knows by an alias is the same field.
    private void byAlias(int[] pairs, boolean[] taken, List<Line> lines) {
        var left = new HashMap<Key, Integer>();
        for (int i = 0; i < pairs.length; i++) {
            if (pairs[i] < 0) {
                left.put(moved(old.get(i).key()), i);
            }
        }
        for (int j = 0; j < taken.length; j++) {
            var line = lines.get(j);
            for (var alias : line.aliases()) {
                var i = left.get(new Key(line.key().owner(), alias));
                if (i != null && !line.key().member().isEmpty()) {
                    take(pairs, taken, i, j);
                }
            }
        }
        for (int i = 0; i < pairs.length; i++) {
            var line = old.get(i);
            for (var alias : line.aliases()) {
                if (!line.key().member().isEmpty()) {
                    take(pairs, taken, i, now.get(moved(new Key(line.key().owner(), alias))));
                }
            }
        }
    }

    private Key moved(Key key) {
        var name = renamed.get(key.owner());
        return name == null ? key : new Key(name, key.member());
    }

    private static Map<String, Line> types(List<Line> lines) {
        var types = new LinkedHashMap<String, Line>();
        for (var line : lines) {
            if (line.key().member().isEmpty()) {
                types.putIfAbsent(line.key().owner(), line);
            }
        }
        return types;
    }

    /// A type is the same one under an alias; else with the same short name elsewhere, if there is
    /// no choice; and the first type of both is what the schema is about.
    private void rename(Map<String, Line> before, Map<String, Line> after) {
        var gone = new LinkedHashMap<>(before);
        gone.keySet().removeAll(after.keySet());
        var fresh = new LinkedHashMap<>(after);
        fresh.keySet().removeAll(before.keySet());
        gone.forEach((name, line) -> {
            for (var entry : fresh.entrySet()) {
                if (entry.getValue().aliases().contains(name)
                        || line.aliases().contains(entry.getKey())) {
                    renamed.putIfAbsent(name, entry.getKey());
                }
            }
        });
        forget(gone, fresh);
        var shortNames = new HashMap<String, @Nullable String>();
        fresh.keySet().forEach(name -> shortNames.merge(shortName(name), name, (_, _) -> ""));
        gone.keySet()
                .forEach(name -> {
                    var match = shortNames.remove(shortName(name));
                    if (match != null && !match.isEmpty()) {
                        renamed.put(name, match);
                    }
                });
        forget(gone, fresh);
        if (!gone.isEmpty() && !fresh.isEmpty()) {
            var first = before.keySet().iterator().next();
            var now = after.keySet().iterator().next();
            if (gone.containsKey(first) && fresh.containsKey(now)) {
                renamed.put(first, now);
            }
        }
    }

    private void forget(Map<String, Line> gone, Map<String, Line> fresh) {
        gone.keySet().removeAll(renamed.keySet());
        fresh.keySet().removeAll(renamed.values());
    }

    private static String shortName(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
