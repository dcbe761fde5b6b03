package io.sightglass.indicator;

import io.sightglass.indicator.Indicators.OfSchema;
import io.sightglass.model.SchemaInfo;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which schemas the records name, over time. Bounded: what is beyond is counted as others.
final class Census {
    private static final int MOST = 200;
    private static final String OTHERS = "other schemas";
    private static final String NONE = "no schema";

    private final String topic;
    private final Map<Object, Tally> tallies = new HashMap<>();
    private final List<String> slots = new ArrayList<>();
    private @Nullable SchemaInfo latest;
    private @Nullable Tally latestTally;

    static final class Tally {
        final @Nullable SchemaInfo schema;
        final String name;

        /// Whether it names a schema that is nowhere to be found.
        final boolean missing;

        /// Where the series counts it.
        final int slot;

        long records;
        long first = -1;
        long last = -1;

        Tally(@Nullable SchemaInfo schema, String name, boolean missing, int slot) {
            this.schema = schema;
            this.name = name;
            this.missing = missing;
            this.slot = slot;
        }
    }

    Census(String topic) {
        this.topic = topic;
    }

    /// What counts records with that schema. Allocates for one that was not seen before only.
    Tally of(SchemaInfo schema) {
        var known = latestTally;
        if (known == null || latest != schema) {
            known = tally(schema, schema, schema.label(), false);
            latest = schema;
            latestTally = known;
        }
        return known;
    }

    /// What counts records with a schema that is nowhere to be found.
    Tally missing(String name) {
        return tally(name, null, name, true);
    }

    /// What counts records that are read without a schema.
    Tally none() {
        return tally(NONE, null, NONE, false);
    }

    private Tally tally(Object key, @Nullable SchemaInfo schema, String name, boolean missing) {
        var known = tallies.get(key);
        if (known != null) {
            return known;
        }
        if (tallies.size() >= MOST && !key.equals(OTHERS)) {
            return tally(OTHERS, null, OTHERS, false);
        }
        int slot = Series.SCHEMAS - 1;
        if (slots.size() < slot) {
            slots.add(name);
            slot = slots.size() - 1;
        } else if (slots.size() == slot) {
            slots.add(OTHERS);
        }
        var made = new Tally(schema, name, missing, slot);
        tallies.put(key, made);
        return made;
    }

    static void add(Tally tally, long time) {
        tally.records++;
        if (time >= 0) {
            tally.first = tally.first < 0 ? time : Math.min(tally.first, time);
            tally.last = Math.max(tally.last, time);
        }
    }

    /// What the numbers in the series stand for.
    List<String> slots() {
        return List.copyOf(slots);
    }

    List<OfSchema> all() {
        var all = new ArrayList<OfSchema>();
        for (var tally : tallies.values()) {
            if (tally.records == 0) {
                continue;
            }
            var schema = tally.schema;
            var subject = schema == null ? null : schema.subject();
            // by the usual strategy a topic's subjects are named after it
            boolean foreign = subject != null && !subject.startsWith(topic + "-");
            all.add(
                    new OfSchema(
                            schema,
                            tally.name,
                            tally.missing,
                            foreign,
                            tally.records,
                            tally.first,
                            tally.last));
        }
        all.sort(
                Comparator.comparingLong(OfSchema::records)
                        .reversed()
                        .thenComparing(OfSchema::name));
        return all;
    }
}
