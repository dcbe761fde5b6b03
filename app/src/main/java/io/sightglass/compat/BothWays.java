package io.sightglass.compat;

import io.sightglass.model.Direction;
import io.sightglass.model.SchemaChange;
import io.sightglass.model.Verdict;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;

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
        var backAt = new HashMap<String, Difference>();
        for (var difference : back) {
            if (!difference.compatible()) {
                backAt.putIfAbsent(difference.path(), difference);
            }
        }
        var changes = new ArrayList<SchemaChange>();
        for (var difference : forth) {
            var reversed = backAt.remove(difference.path());
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
        for (var difference : back) {
            if (!difference.compatible() && backAt.remove(difference.path(), difference)) {
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
        return changes;
    }
}
