package io.sightglass.compat.json;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;

/// Pairs the parts of two combined schemas so that as many as possible go on compatibly as another:
/// a maximum matching of a bipartite graph, grown by augmenting paths.
final class Matching {
    private Matching() {}

    /// @return for each part of the original the index of its partner, or -1
    static int[] of(List<Slot> original, List<Slot> update, Comparer comparer) {
        var same = same(original, update, comparer);
        var paired = Arrays.stream(same).filter(partner -> partner >= 0).count();
        if (paired == Math.min(original.size(), update.size())) {
            return same;
        }
        var fits = new ArrayList<int[]>();
        for (var before : original) {
            var row = new ArrayList<Integer>();
            for (int j = 0; j < update.size(); j++) {
                if (comparer.mayTry()
                        && !comparer.compare(before.shape(), update.get(j).shape()).breaks()) {
                    row.add(j);
                }
            }
            fits.add(row.stream().mapToInt(Integer::intValue).toArray());
        }
        return grow(fits, update.size());
    }

    /// Most often parts stay as they are. If those cover one side, no matching is larger, and large
    /// sums need not be held against each other.
    private static int[] same(List<Slot> original, List<Slot> update, Comparer comparer) {
        var at = new HashMap<Object, Integer>();
        for (int j = update.size() - 1; j >= 0; j--) {
            at.put(key(update.get(j)), j);
        }
        var taken = new boolean[update.size()];
        var partners = new int[original.size()];
        for (int i = 0; i < partners.length; i++) {
            int j = at.getOrDefault(key(original.get(i)), -1);
            var fits =
                    j >= 0
                            && !taken[j]
                            && !comparer.compare(original.get(i).shape(), update.get(j).shape())
                                    .breaks();
            partners[i] = fits ? j : -1;
            if (fits) {
                taken[j] = true;
            }
        }
        return partners;
    }

    /// Parts of one schema stand at the same place, and differ in kind.
    private static Object key(Slot part) {
        return List.of(part.node(), part.shape().getClass());
    }

    private static int[] grow(List<int[]> fits, int width) {
        var partners = new int[fits.size()];
        var owners = new int[width];
        Arrays.fill(partners, -1);
        Arrays.fill(owners, -1);
        for (int start = 0; start < partners.length; start++) {
            var reachedFrom = new int[width];
            Arrays.fill(reachedFrom, -1);
            int free = search(fits, owners, reachedFrom, start);
            while (free >= 0) {
                // Turn the path round: each original on it takes the update that it came to.
                int owner = reachedFrom[free];
                int next = partners[owner];
                partners[owner] = free;
                owners[free] = owner;
                free = owner == start ? -1 : next;
            }
        }
        return partners;
    }

    /// The first update without a partner that alternating steps reach, or -1.
    private static int search(List<int[]> fits, int[] owners, int[] reachedFrom, int start) {
        var open = new ArrayDeque<Integer>();
        open.add(start);
        while (!open.isEmpty()) {
            int original = open.poll();
            for (int update : fits.get(original)) {
                if (reachedFrom[update] >= 0) {
                    continue;
                }
                reachedFrom[update] = original;
                if (owners[update] < 0) {
                    return update;
                }
                open.add(owners[update]);
            }
        }
        return -1;
    }
}
