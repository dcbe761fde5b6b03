package io.sightglass.compat;

import io.sightglass.model.Direction;
import io.sightglass.model.SchemaChange;
import io.sightglass.model.Verdict;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Puts together what was found from old to new (who reads with the new schema) and from new to old
/// (who reads with the old one).
///
/// A change is one thing to a person, so what the way back finds at the same path is the same
/// change: it breaks that direction too. What only the way back finds stands as a change of its
/// own.
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
        for (var difference : forth) {
            var reversed = partners.get(difference);
            var breaks = EnumSet.noneOf(Direction.class);
            if (!difference.compatible()) {
                breaks.add(Direction.BACKWARD);
            }
            if (reversed != null) {
                breaks.add(Direction.FORWARD);
            }
            // What breaks only on the way back is told by who fails there.
            var message =
                    difference.compatible() && reversed != null
                            ? reversed.message()
                            : difference.message();
            changes.add(
                    new SchemaChange(
                            difference.type(),
                            difference.path(),
                            breaks,
                            message,
                            difference.original(),
                            difference.update(),
                            List.of()));
        }
        var told = identities(partners.values());
        var paths = new HashSet<String>();
        for (var difference : partners.keySet()) {
            paths.add(difference.path());
        }
        for (var difference : back) {
            if (!difference.compatible() && !told.contains(difference)) {
                // Several failures at one path are one change to a person, if one of them is told
                if (paths.add(difference.path())) {
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
            }
        }
        return changes;
    }

    /// What fails on the way back, by what it is the same change as: the one of the same type at
    /// the same path, else whatever else is at the path.
    private static Map<Difference, Difference> partners(
            List<Difference> forth, List<Difference> back) {
        var failing = back.stream().filter(each -> !each.compatible()).toList();
        var partners = new IdentityHashMap<Difference, Difference>();
        var claimed = identities(List.of());
        for (boolean sameType : new boolean[] {true, false}) {
            var open = new HashMap<String, Deque<Difference>>();
            for (var difference : failing) {
                if (!claimed.contains(difference)) {
                    open.computeIfAbsent(key(difference, sameType), path -> new ArrayDeque<>())
                            .add(difference);
                }
            }
            for (var difference : forth) {
                var found = open.get(key(difference, sameType));
                if (found != null && !found.isEmpty() && !partners.containsKey(difference)) {
                    partners.put(difference, found.getFirst());
                    claimed.add(found.removeFirst());
                }
            }
        }
        return partners;
    }

    private static String key(Difference difference, boolean withType) {
        return withType ? difference.type() + " " + difference.path() : difference.path();
    }

    private static Set<Difference> identities(Collection<Difference> differences) {
        Set<Difference> set = Collections.newSetFromMap(new IdentityHashMap<>());
        set.addAll(differences);
        return set;
    }
}
