package io.sightglass.compat.avro;

import java.util.HashSet;
import java.util.Set;

/// Which things of a list have moved: as few as explain the new order.
final class Moves {
    private Moves() {}

    /// @param positions the old positions in the new order, each once
    /// @return the indices of those that moved: all but a longest run that still ascends
    static Set<Integer> of(int[] positions) {
        int[] tails = new int[positions.length]; // index of the smallest end of a run by length
        int[] before = new int[positions.length];
        int longest = 0;
        for (int i = 0; i < positions.length; i++) {
            int low = 0;
            int high = longest;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (positions[tails[middle]] < positions[i]) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            before[i] = low == 0 ? -1 : tails[low - 1];
            tails[low] = i;
            longest = Math.max(longest, low + 1);
        }
        var moved = new HashSet<Integer>();
        for (int i = 0; i < positions.length; i++) {
            moved.add(i);
        }
        int at = longest == 0 ? -1 : tails[longest - 1];
        while (at >= 0) {
            moved.remove(at);
            at = before[at];
        }
        return moved;
    }
}
