package io.sightglass.indicator;

import io.sightglass.indicator.Indicators.OfSchema;
import io.sightglass.model.SchemaInfo;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.Arrays;
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

    void save(ObjectNode to) {
        var all = to.putArray("schemas");
        tallies.values().stream()
                .sorted(Comparator.comparingInt((Tally tally) -> tally.slot))
                .forEach(tally -> {
                    var each =
                            all.addObject()
                                    .put("name", tally.name)
                                    .put("missing", tally.missing)
                                    .put("slot", tally.slot)
                                    .put("n", tally.records)
                                    .put("first", tally.first)
                                    .put("last", tally.last);
                    if (tally.schema != null) {
                        save(tally.schema, each.putObject("schema"));
                    }
                });
    }

    private static void save(SchemaInfo schema, ObjectNode to) {
        to.put("name", schema.name())
                .put("source", schema.source())
                .put("subject", schema.subject())
                .put("version", schema.version())
                .put("id", schema.id())
                .put("file", schema.file());
    }

    /// Counts what another has counted.
    ///
    /// @return for each number in the other's series the one in ours
    int[] add(JsonNode saved) {
        var slotOf = new int[Series.SCHEMAS];
        Arrays.fill(slotOf, Series.SCHEMAS - 1);
        for (var each : saved.path("schemas").values()) {
            var name = each.path("name").asString("");
            var schema = each.path("schema");
            Tally tally;
            if (schema.isObject()) {
                tally = of(schema(schema));
            } else if (each.path("missing").asBoolean()) {
                tally = missing(name);
            } else {
                tally = tally(name, null, name, false);
            }
            int theirs = each.path("slot").asInt();
            if (theirs < Series.SCHEMAS - 1) {
                slotOf[theirs] = tally.slot;
            }
            tally.records += each.path("n").asLong();
            tally.first = Saved.earlier(tally.first, each.path("first").asLong(-1));
            tally.last = Math.max(tally.last, each.path("last").asLong(-1));
        }
        return slotOf;
    }

    private static SchemaInfo schema(JsonNode saved) {
        return new SchemaInfo(
                saved.path("name").asString(""),
                saved.path("source").asString(""),
                Saved.text(saved, "subject"),
                Saved.number(saved, "version"),
                Saved.number(saved, "id"),
                Saved.text(saved, "file"));
    }
}
