package io.sightglass.worker;

import io.sightglass.model.Mark;
import io.sightglass.port.OffsetSpan;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What a run is, as the worker decided that began it. All others go by it.
///
/// @param id unique, since a name may be used again
/// @param name the consumer group's
/// @param started milliseconds since the epoch
/// @param by who began it, on which machine
/// @param judged stands for what records are held to: workers that hold them to something else are
///   not let in
/// @param filter which records are counted, as it was typed; null for all
/// @param only as in [io.sightglass.indicator.Choice]
/// @param spans where it begins and ends in each partition; partitions that are added later are
///   read from their beginning where it does not end
public record RunHeader(
        String id,
        String name,
        String topic,
        long started,
        String by,
        String judged,
        @Nullable String filter,
        Set<Mark> only,
        Map<Integer, OffsetSpan> spans) {
    static final int VERSION = 1;

    public RunHeader {
        only = Set.copyOf(only);
        spans = new TreeMap<>(spans);
    }

    /// Whether it goes on with what comes.
    public boolean isEndless() {
        return spans.values().stream().anyMatch(OffsetSpan::isEndless);
    }

    OffsetSpan span(int partition) {
        var known = spans.get(partition);
        if (known != null) {
            return known;
        }
        return isEndless() ? new OffsetSpan(0, OffsetSpan.FOREVER) : new OffsetSpan(0, 0);
    }

    void write(ObjectNode to) {
        to.put("version", VERSION)
                .put("id", id)
                .put("name", name)
                .put("topic", topic)
                .put("started", started)
                .put("by", by)
                .put("judged", judged)
                .put("filter", filter);
        var marks = to.putArray("only");
        only.stream().map(Mark::name).sorted().forEach(marks::add);
        var all = to.putArray("spans");
        spans.forEach((partition, span) -> {
            var each = all.addObject().put("partition", partition).put("from", span.from());
            if (!span.isEndless()) {
                each.put("to", span.to());
            }
        });
    }

    /// @throws IllegalArgumentException where it is none
    static RunHeader read(JsonNode from) {
        var only = EnumSet.noneOf(Mark.class);
        for (var each : from.path("only").values()) {
            only.add(Mark.valueOf(each.asString("")));
        }
        var spans = new TreeMap<Integer, OffsetSpan>();
        for (var each : from.path("spans").values()) {
            long to = each.has("to") ? each.path("to").asLong() : OffsetSpan.FOREVER;
            spans.put(
                    each.path("partition").asInt(), new OffsetSpan(each.path("from").asLong(), to));
        }
        var filter = from.path("filter");
        return new RunHeader(
                from.path("id").asString(""),
                from.path("name").asString(""),
                from.path("topic").asString(""),
                from.path("started").asLong(),
                from.path("by").asString(""),
                from.path("judged").asString(""),
                filter.isString() ? filter.asString("") : null,
                only,
                spans);
    }
}
