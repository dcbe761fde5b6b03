package io.sightglass.compat;

import io.sightglass.model.Direction;
import io.sightglass.model.SchemaChange;
import io.sightglass.model.Verdict;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Puts together what was found from old to new (who reads with the new schema) and from new to old
/// (who reads with the old one).
///
/// A change is one thing to a person, so what the way back finds at the same path is the same
/// change: it breaks that direction too. Where several things changed at one path, those of the
/// same type belong together, then those whose types begin alike (`MAXIMUM_ADDED`,
/// `MAXIMUM_REMOVED`). What only the way back finds stands as a change of its own.
public final class BothWays {
    private BothWays() {}

    /// @param forth with the old schema as original
    /// @param back with the new schema as original
    public static Verdict verdict(List<Difference> forth, List<Difference> back) {
        return new Verdict(
                forth.stream().allMatch(Difference::compatible),
                back.stream().allMatch(Difference::compatible));
    }

    /// The changes from old to new, without buf's rules.
    public static List<SchemaChange> changes(List<Difference> forth, List<Difference> back) {
        var partners = partners(forth, back);
        var changes = new ArrayList<SchemaChange>();
        var told = new HashSet<String>();
        for (int i = 0; i < forth.size(); i++) {
            var change = change(forth.get(i), partners.of[i]);
            changes.add(change);
            if (change.breaks().contains(Direction.FORWARD)) {
                told.add(change.path());
            }
        }
        for (var difference : partners.left) {
            if (!told.add(difference.path())) {
                continue;
            }
            changes.add(
                    new SchemaChange(
                            difference.type(),
                            difference.path(),
                            EnumSet.of(Direction.FORWARD),
                            difference.message(),
                            difference.update(),
                            difference.original(),
                            List.of()));
        }
        return changes;
    }

    private static SchemaChange change(Difference difference, @Nullable Difference reversed) {
        var breaks = EnumSet.noneOf(Direction.class);
        if (!difference.compatible()) {
            breaks.add(Direction.BACKWARD);
        }
        if (reversed != null && !reversed.compatible()) {
            breaks.add(Direction.FORWARD);
        }
        // What breaks only on the way back is told by who fails there.
        var told = breaks.equals(EnumSet.of(Direction.FORWARD)) ? reversed : difference;
        return new SchemaChange(
                difference.type(),
                difference.path(),
                breaks,
                told == null ? difference.message() : told.message(),
                difference.original(),
                difference.update(),
                List.of());
    }

    /// @param of the way back's finding for each of the way there; null where there is none
    /// @param left the incompatible findings of the way back that belong to none
    private record Partners(@Nullable Difference[] of, List<Difference> left) {}

    private static Partners partners(List<Difference> forth, List<Difference> back) {
        var of = new @Nullable Difference[forth.size()];
        // A twin of the same type is the whole answer, be it a safe one.
        Map<Key, List<Integer>> twins = new HashMap<>();
        Map<String, List<Integer>> byPath = new HashMap<>();
        for (int i = 0; i < forth.size(); i++) {
            var difference = forth.get(i);
            twins.computeIfAbsent(Key.of(difference), key -> new ArrayList<>()).add(i);
            byPath.computeIfAbsent(difference.path(), path -> new ArrayList<>()).add(i);
        }
        Map<String, List<Difference>> others = new LinkedHashMap<>();
        for (var difference : back) {
            var same = twins.get(Key.of(difference));
            if (same != null && !same.isEmpty()) {
                int twin = same.removeFirst();
                of[twin] = difference;
                byPath.getOrDefault(difference.path(), List.of()).remove((Integer) twin);
            } else if (!difference.compatible()) {
                others.computeIfAbsent(difference.path(), path -> new ArrayList<>())
                        .add(difference);
            }
        }
        var left = new ArrayList<Difference>();
        others.forEach((path, differences) -> {
            var free = byPath.getOrDefault(path, new ArrayList<>());
            for (var difference : differences) {
                int best = nearest(forth, free, difference);
                if (best < 0) {
                    left.add(difference);
                } else {
                    of[best] = difference;
                    free.remove((Integer) best);
                }
            }
        });
        return new Partners(of, left);
    }

    private record Key(String type, String path) {
        static Key of(Difference difference) {
            return new Key(difference.type(), difference.path());
        }
    }

    /// The free finding whose type has the most first words in common.
    private static int nearest(List<Difference> forth, List<Integer> free, Difference difference) {
        int best = -1;
        int most = -1;
        for (int i : free) {
            int alike = alike(forth.get(i).type(), difference.type());
            if (alike > most) {
                best = i;
                most = alike;
            }
        }
        return best;
    }

    private static int alike(String one, String other) {
        var words = one.split("_", -1);
        var others = other.split("_", -1);
        int alike = 0;
        while (alike < Math.min(words.length, others.length)
                && words[alike].equals(others[alike])) {
            alike++;
        }
        return alike;
    }
}
