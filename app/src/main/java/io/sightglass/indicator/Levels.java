package io.sightglass.indicator;

import io.sightglass.contract.Contract;
import io.sightglass.contract.ServiceLevel;
import io.sightglass.indicator.Indicators.OfLevel;
import io.sightglass.model.Mark;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Holds each record to what is promised of the topic, and counts.
final class Levels {
    private static final String REQUIRED = "contract.required";

    private final List<ServiceLevel> levels;
    private final long[] of;
    private final long[] missed;

    /// For each level the number of the field that it watches; -1 where it watches none.
    private final int[] watches;

    private final List<String> watched = new ArrayList<>();

    Levels(@Nullable Contract contract) {
        var all = contract == null ? List.<ServiceLevel>of() : contract.levels();
        levels = all.subList(0, Math.min(all.size(), Series.levels()));
        of = new long[levels.size()];
        missed = new long[levels.size()];
        watches = new int[levels.size()];
        for (int i = 0; i < watches.length; i++) {
            var element =
                    levels.get(i) instanceof ServiceLevel.Complete complete
                            ? complete.element()
                            : null;
            watches[i] = element == null ? -1 : watched.size();
            if (element != null) {
                watched.add(element);
            }
        }
    }

    /// The fields of which it must be known whether a record has them.
    List<String> watched() {
        return watched;
    }

    /// The field that has the event's time, as the contract names it; null where it does not.
    @Nullable String timePath() {
        for (var level : levels) {
            if (level instanceof ServiceLevel.Timely timely && timely.element() != null) {
                return timely.element();
            }
        }
        return null;
    }

    /// @param mark null where the record was not held to all its rules
    /// @param read whether the value could be read; else the sink has heard nothing of it
    /// @param lag how long after its event the record was written; [EventTimes#NONE] for unknown
    /// @param slot of the record's time in the series; -1 where it has none
    void add(
            @Nullable Mark mark,
            boolean read,
            Iterable<RuleTallies.Named> broken,
            StatsSink stats,
            long lag,
            int slot,
            Series series) {
        for (int i = 0; i < of.length; i++) {
            boolean counts;
            boolean misses;
            switch (levels.get(i)) {
                case ServiceLevel.Valid _ -> {
                    counts = mark != null;
                    misses = counts && mark != Mark.VALID;
                }
                case ServiceLevel.Complete _ -> {
                    counts = read;
                    misses = read && (watches[i] < 0 ? lacks(broken) : !stats.has(watches[i]));
                }
                case ServiceLevel.Timely timely -> {
                    counts = lag != EventTimes.NONE;
                    misses = counts && lag > timely.most().toMillis();
                }
            }
            if (counts) {
                of[i]++;
                missed[i] += misses ? 1 : 0;
                if (slot >= 0) {
                    series.level(slot, i, misses);
                }
            }
        }
    }

    private static boolean lacks(Iterable<RuleTallies.Named> broken) {
        for (var named : broken) {
            if (named.rule().equals(REQUIRED)) {
                return true;
            }
        }
        return false;
    }

    List<OfLevel> all(Series series, List<RuleTallies.Named> causes) {
        var all = new ArrayList<OfLevel>();
        for (int i = 0; i < of.length; i++) {
            var down = series.down(i, levels.get(i).share(), causes);
            all.add(
                    new OfLevel(
                            levels.get(i),
                            of[i],
                            missed[i],
                            down.latest(),
                            down.spans(),
                            down.millis()));
        }
        return all;
    }

    void save(ObjectNode to) {
        var all = to.putArray("levels");
        for (int i = 0; i < of.length; i++) {
            var each =
                    all.addObject()
                            .put("property", levels.get(i).property())
                            .put("share", levels.get(i).share())
                            .put("of", of[i])
                            .put("missed", missed[i]);
            switch (levels.get(i)) {
                case ServiceLevel.Valid _ -> each.put("is", "valid");
                case ServiceLevel.Complete complete ->
                        each.put("is", "complete").put("element", complete.element());
                case ServiceLevel.Timely timely ->
                        each.put("is", "timely")
                                .put("element", timely.element())
                                .put("most", timely.most().toMillis());
            }
        }
    }

    /// What was promised where the other counted.
    static List<ServiceLevel> promised(JsonNode saved) {
        var promised = new ArrayList<ServiceLevel>();
        for (var each : saved.path("levels").values()) {
            double share = each.path("share").asDouble(0);
            var element = Saved.text(each, "element");
            promised.add(
                    switch (each.path("is").asString("")) {
                        case "valid" -> new ServiceLevel.Valid(share);
                        case "complete" -> new ServiceLevel.Complete(share, element);
                        case "timely" ->
                                new ServiceLevel.Timely(
                                        each.path("property").asString(""),
                                        Duration.ofMillis(each.path("most").asLong()),
                                        element);
                        default -> throw new IllegalArgumentException("an unknown promise");
                    });
        }
        return promised;
    }

    /// Counts what another has counted that holds records to the same.
    void add(JsonNode saved) {
        if (!promised(saved).equals(levels)) {
            throw new IllegalArgumentException("other promises");
        }
        int i = 0;
        for (var each : saved.path("levels").values()) {
            of[i] += each.path("of").asLong();
            missed[i++] += each.path("missed").asLong();
        }
    }
}
