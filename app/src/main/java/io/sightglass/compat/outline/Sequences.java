package io.sightglass.compat.outline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;

/// Which elements of two sequences belong together.
///
/// Elements that occur once on each side are the anchors, as in patience diff; between two anchors
/// the longest common subsequence decides, unless the gap is so large that this would take long:
/// then nothing in it is paired. The time is bounded for any input.
final class Sequences {
    /// Cells of the table for one gap.
    private static final long MOST_CELLS = 4_000_000;

    private static final int NONE = -1;

    private Sequences() {}

    /// For each element of `old` the index of its equal in `now`, ascending, or -1.
    static <T> int[] match(List<T> old, List<T> now) {
        var pairs = new int[old.size()];
        Arrays.fill(pairs, NONE);
        match(old, 0, old.size(), now, 0, now.size(), pairs);
        return pairs;
    }

    private static <T> void match(
            List<T> old, int from, int to, List<T> now, int nowFrom, int nowTo, int[] pairs) {
        int a = from;
        int b = nowFrom;
        while (a < to && b < nowTo && old.get(a).equals(now.get(b))) {
            pairs[a++] = b++;
        }
        int aEnd = to;
        int bEnd = nowTo;
        while (aEnd > a && bEnd > b && old.get(aEnd - 1).equals(now.get(bEnd - 1))) {
            pairs[--aEnd] = --bEnd;
        }
        if (a == aEnd || b == bEnd) {
            return;
        }
        var anchors = anchors(old, a, aEnd, now, b, bEnd);
        if (anchors.isEmpty()) {
            longest(old, a, aEnd, now, b, bEnd, pairs);
            return;
        }
        for (var anchor : anchors) {
            match(old, a, anchor[0], now, b, anchor[1], pairs);
            pairs[anchor[0]] = anchor[1];
            a = anchor[0] + 1;
            b = anchor[1] + 1;
        }
        match(old, a, aEnd, now, b, bEnd, pairs);
    }

    /// Pairs of indexes, ascending on both sides, of what occurs exactly once on each.
    private static <T> List<int[]> anchors(
            List<T> old, int from, int to, List<T> now, int nowFrom, int nowTo) {
        var once = new HashMap<T, int[]>();
        for (int i = from; i < to; i++) {
            int index = i;
            once.compute(old.get(i), (_, seen) -> new int[] {seen == null ? index : NONE, NONE, 0});
        }
        for (int i = nowFrom; i < nowTo; i++) {
            var seen = once.get(now.get(i));
            if (seen != null) {
                seen[1] = i;
                seen[2]++;
            }
        }
        var candidates = new ArrayList<int[]>();
        for (int i = from; i < to; i++) {
            var seen = once.get(old.get(i));
            if (seen != null && seen[0] == i && seen[2] == 1) {
                candidates.add(seen);
            }
        }
        var kept = ascending(candidates.stream().mapToInt(pair -> pair[1]).toArray());
        var anchors = new ArrayList<int[]>();
        for (int i = 0; i < kept.length; i++) {
            if (kept[i]) {
                anchors.add(candidates.get(i));
            }
        }
        return anchors;
    }

    private static <T> void longest(
            List<T> old, int from, int to, List<T> now, int nowFrom, int nowTo, int[] pairs) {
        int rows = to - from;
        int columns = nowTo - nowFrom;
        if ((long) rows * columns > MOST_CELLS) {
            return;
        }
        var length = new int[rows + 1][columns + 1];
        for (int i = rows - 1; i >= 0; i--) {
            for (int j = columns - 1; j >= 0; j--) {
                length[i][j] =
                        old.get(from + i).equals(now.get(nowFrom + j))
                                ? length[i + 1][j + 1] + 1
                                : Math.max(length[i + 1][j], length[i][j + 1]);
            }
        }
        for (int i = 0, j = 0; i < rows && j < columns; ) {
            if (old.get(from + i).equals(now.get(nowFrom + j))) {
                pairs[from + i++] = nowFrom + j++;
            } else if (length[i + 1][j] >= length[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
    }

    /// Which elements make up a longest ascending subsequence of distinct numbers. Negative ones
    /// are never among them.
    static boolean[] ascending(int[] numbers) {
        var tails = new int[numbers.length];
        var before = new int[numbers.length];
        int length = 0;
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] < 0) {
                continue;
            }
            int low = 0;
            int high = length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (numbers[tails[middle]] < numbers[i]) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            before[i] = low == 0 ? NONE : tails[low - 1];
            tails[low] = i;
            length = Math.max(length, low + 1);
        }
        var kept = new boolean[numbers.length];
        for (int i = length == 0 ? NONE : tails[length - 1]; i != NONE; i = before[i]) {
            kept[i] = true;
        }
        return kept;
    }
}
