package io.sightglass.cli;

import io.sightglass.contract.ServiceLevel;
import io.sightglass.indicator.Indicators;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;

import java.io.PrintWriter;
import java.util.List;

/// A topic's indicators as one JSON object on one line. Ratios are from 0 to 1, times ISO-8601 in
/// UTC, durations milliseconds.
final class CheckJson {
    private final PrintWriter out;

    CheckJson(PrintWriter out) {
        this.out = out;
    }

    void print(Indicators seen) {
        try (var json = JsonLines.generator(out)) {
            json.writeStartObject();
            json.writeStringProperty("topic", seen.topic());
            JsonParts.text(json, "contract", seen.contract());
            json.writeBooleanProperty("held", seen.holds());
            json.writeBooleanProperty("complete", seen.complete());
            counts(json, seen);
            JsonParts.time(json, "from", seen.first());
            JsonParts.time(json, "to", seen.last());
            json.writeNumberProperty("rate", seen.rate());
            freshness(json, seen.freshness());
            objectives(json, seen.levels());
            schemas(json, seen.schemas(), seen.counts().records());
            rules(json, seen.rules(), seen.counts().records());
            fields(json, seen.fields());
            facets(json, seen.facets());
            spans(json, seen.spans());
            partitions(json, seen.partitions());
            json.writeEndObject();
        }
        out.print('\n');
    }

    private static void counts(JsonGenerator json, Indicators seen) {
        var counts = seen.counts();
        json.writeNumberProperty("records", counts.records());
        json.writeNumberProperty("valid", counts.valid());
        json.writeNumberProperty("violation", counts.violation());
        json.writeNumberProperty("unknown", counts.unknown());
        json.writeNumberProperty("undecodable", counts.undecodable());
        json.writeNumberProperty("tombstones", counts.tombstones());
        json.writeNumberProperty("heldToAllRules", counts.whole());
        json.writeNumberProperty("gone", seen.gone());
        json.writeNumberProperty("leftOut", seen.leftOut());
        json.writeNumberProperty("validRatio", counts.validRatio());
        json.writeNumberProperty("violationRatio", counts.violationRatio());
        json.writeNumberProperty("unknownFieldRatio", counts.ratio(counts.unknownFields()));
        json.writeNumberProperty("undecodableRatio", counts.ratio(counts.undecodable()));
    }

    private static void freshness(JsonGenerator json, Indicators.@Nullable Freshness fresh) {
        if (fresh == null) {
            json.writeNullProperty("freshness");
            return;
        }
        json.writeObjectPropertyStart("freshness");
        json.writeStringProperty("field", fresh.field());
        json.writeNumberProperty("records", fresh.records());
        json.writeNumberProperty("ahead", fresh.ahead());
        json.writeNumberProperty("p50", fresh.p50());
        json.writeNumberProperty("p99", fresh.p99());
        json.writeNumberProperty("max", fresh.most());
        json.writeEndObject();
    }

    private static void objectives(JsonGenerator json, List<Indicators.OfLevel> levels) {
        json.writeArrayPropertyStart("objectives");
        for (var of : levels) {
            json.writeStartObject();
            json.writeStringProperty("property", of.level().property());
            json.writeNumberProperty("promised", of.level().share());
            if (of.level() instanceof ServiceLevel.Timely timely) {
                json.writeNumberProperty("within", timely.most().toMillis());
            }
            json.writeNumberProperty("actual", of.actual());
            json.writeBooleanProperty("held", of.isHeld());
            json.writeNumberProperty("records", of.of());
            json.writeNumberProperty("missed", of.missed());
            json.writeNumberProperty("budget", of.budget());
            if (Double.isInfinite(of.budgetLeft())) {
                json.writeNullProperty("budgetLeft");
            } else {
                json.writeNumberProperty("budgetLeft", of.budgetLeft());
            }
            json.writeNumberProperty("downtime", of.downMillis());
            json.writeNumberProperty("downtimeSpans", of.spans());
            json.writeArrayPropertyStart("down");
            for (var down : of.downtime()) {
                down(json, down);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void down(JsonGenerator json, Indicators.Downtime down) {
        json.writeStartObject();
        JsonParts.time(json, "from", down.from());
        JsonParts.time(json, "to", down.to());
        json.writeNumberProperty("records", down.records());
        json.writeNumberProperty("missed", down.missed());
        var cause = down.cause();
        if (cause == null) {
            json.writeNullProperty("cause");
        } else {
            json.writeObjectPropertyStart("cause");
            json.writeStringProperty("rule", cause.rule());
            json.writeStringProperty("path", cause.path());
            json.writeNumberProperty("records", cause.records());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void schemas(
            JsonGenerator json, List<Indicators.OfSchema> schemas, long records) {
        json.writeArrayPropertyStart("schemas");
        for (var of : schemas) {
            json.writeStartObject();
            json.writeStringProperty("name", of.name());
            if (of.schema() != null) {
                JsonParts.names(json, of.schema());
            }
            json.writeBooleanProperty("missing", of.missing());
            json.writeBooleanProperty("foreign", of.foreign());
            json.writeNumberProperty("records", of.records());
            json.writeNumberProperty("share", records == 0 ? 0 : (double) of.records() / records);
            JsonParts.time(json, "first", of.first());
            JsonParts.time(json, "last", of.last());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void rules(JsonGenerator json, List<Indicators.OfRule> rules, long records) {
        json.writeArrayPropertyStart("rules");
        for (var rule : rules) {
            json.writeStartObject();
            json.writeStringProperty("kind", rule.kind().name());
            json.writeStringProperty("rule", rule.rule());
            json.writeStringProperty("path", rule.path());
            JsonParts.text(json, "source", rule.source());
            json.writeNumberProperty("records", rule.records());
            json.writeNumberProperty("share", records == 0 ? 0 : (double) rule.records() / records);
            JsonParts.time(json, "first", rule.first());
            JsonParts.time(json, "last", rule.last());
            json.writeStringProperty("example", rule.example().plain());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void fields(JsonGenerator json, List<Indicators.OfField> fields) {
        json.writeArrayPropertyStart("fields");
        for (var field : fields) {
            json.writeStartObject();
            json.writeStringProperty("path", field.path());
            json.writeStringProperty("type", field.type());
            json.writeNumberProperty("presence", field.presence());
            json.writeNumberProperty("nullRatio", field.nullRatio());
            var range = field.range();
            if (range != null) {
                json.writeStringProperty(range.length() ? "minLength" : "min", range.least());
                json.writeStringProperty(range.length() ? "maxLength" : "max", range.most());
            }
            if (field.masked()) {
                json.writeBooleanProperty("masked", true);
            }
            json.writeNumberProperty("distinct", field.distinct());
            json.writeNumberProperty("findings", field.findings());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void facets(JsonGenerator json, List<Indicators.Facet> facets) {
        json.writeObjectPropertyStart("facets");
        for (var facet : facets) {
            json.writeArrayPropertyStart(facet.by().label());
            for (var share : facet.top()) {
                json.writeStartObject();
                json.writeStringProperty("name", share.name());
                json.writeNumberProperty("records", share.count());
                json.writeNumberProperty(
                        "share", facet.total() == 0 ? 0 : (double) share.count() / facet.total());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    /// Numbers by span, in the order of `columns`, and then by schema in the order of `schemas`.
    private static void spans(JsonGenerator json, Indicators.Spans spans) {
        json.writeObjectPropertyStart("over");
        JsonParts.time(json, "start", spans.start());
        json.writeNumberProperty("span", spans.millis());
        json.writeArrayPropertyStart("columns");
        for (var column : List.of("valid", "unknown", "violation", "undecodable")) {
            json.writeString(column);
        }
        spans.schemas().forEach(json::writeString);
        json.writeEndArray();
        json.writeArrayPropertyStart("spans");
        for (var span : spans.spans()) {
            json.writeStartArray();
            json.writeNumber(span.valid());
            json.writeNumber(span.unknown());
            json.writeNumber(span.violation());
            json.writeNumber(span.undecodable());
            for (long of : span.schemas()) {
                json.writeNumber(of);
            }
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void partitions(JsonGenerator json, List<Indicators.OfPartition> partitions) {
        json.writeArrayPropertyStart("partitions");
        for (var of : partitions) {
            json.writeStartObject();
            json.writeNumberProperty("partition", of.partition());
            json.writeNumberProperty("records", of.records());
            json.writeNumberProperty("findings", of.findings());
            json.writeNumberProperty("from", of.from());
            json.writeNumberProperty("to", of.to());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
