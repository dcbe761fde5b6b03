package io.sightglass.cli;

import io.sightglass.prove.Proof;
import io.sightglass.prove.RecordPlace;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;

import java.io.PrintWriter;
import java.util.List;

/// A proof as one JSON object on one line.
final class ProofJson {
    private final PrintWriter out;

    ProofJson(PrintWriter out) {
        this.out = out;
    }

    void print(Proof proof) {
        try (var json = JsonLines.generator(out)) {
            json.writeStartObject();
            json.writeStringProperty("source", proof.source());
            json.writeStringProperty("reader", proof.reader());
            json.writeStringProperty("verdict", proof.verdict().plain().replace('\u2009', ' '));
            json.writeBooleanProperty("complete", proof.ending() == Proof.Ending.COMPLETE);
            json.writeNumberProperty("records", proof.records());
            json.writeNumberProperty("failed", proof.failed());
            json.writeNumberProperty("damaged", proof.damaged());
            json.writeNumberProperty("tombstones", proof.tombstones());
            json.writeNumberProperty("gone", proof.gone());
            first(json, proof.first());
            reasons(json, "reasons", proof.reasons());
            reasons(json, "effects", proof.effects());
            reasons(json, "damages", proof.damages());
            unseen(json, proof.unseen());
            writers(json, proof.writers());
            partitions(json, proof.partitions());
            json.writeEndObject();
        }
        out.print('\n');
    }

    private static void first(JsonGenerator json, Proof.@Nullable First first) {
        if (first == null) {
            json.writeNullProperty("first");
            return;
        }
        json.writeObjectPropertyStart("first");
        place(json, first.place());
        json.writeStringProperty("message", first.why().plain());
        json.writeEndObject();
    }

    private static void place(JsonGenerator json, RecordPlace place) {
        if (place.sample() != null) {
            json.writeStringProperty("sample", place.sample());
        }
        json.writeNumberProperty("partition", place.partition());
        json.writeNumberProperty("offset", place.offset());
        JsonParts.time(json, "timestamp", place.timestamp());
    }

    private static void reasons(JsonGenerator json, String name, List<Proof.Reason> reasons) {
        json.writeArrayPropertyStart(name);
        for (var reason : reasons) {
            json.writeStartObject();
            json.writeStringProperty("rule", reason.rule());
            json.writeStringProperty("path", reason.path());
            json.writeStringProperty("writer", reason.writer());
            json.writeStringProperty("reader", reason.reader());
            json.writeNumberProperty("records", reason.records());
            json.writeStringProperty("message", reason.sentence().plain());
            json.writeStringProperty("example", reason.example().plain());
            json.writeArrayPropertyStart("places");
            for (var place : reason.places()) {
                json.writeStartObject();
                place(json, place);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void unseen(JsonGenerator json, List<Proof.Unseen> unseen) {
        json.writeArrayPropertyStart("neverSeen");
        for (var each : unseen) {
            json.writeStartObject();
            json.writeStringProperty("path", each.path());
            json.writeStringProperty("kind", each.kind());
            json.writeStringProperty("type", each.type());
            json.writeArrayPropertyStart("names");
            each.names().forEach(json::writeString);
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writers(JsonGenerator json, List<Proof.OfWriter> writers) {
        json.writeArrayPropertyStart("writers");
        for (var each : writers) {
            json.writeStartObject();
            JsonParts.text(json, "format", each.format() == null ? null : each.format().label());
            JsonParts.schema(json, "schema", each.schema());
            json.writeNumberProperty("records", each.records());
            json.writeNumberProperty("failed", each.failed());
            json.writeNumberProperty("damaged", each.damaged());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void partitions(JsonGenerator json, List<Proof.OfPartition> partitions) {
        json.writeArrayPropertyStart("partitions");
        for (var each : partitions) {
            json.writeStartObject();
            json.writeNumberProperty("partition", each.partition());
            json.writeNumberProperty("records", each.records());
            json.writeNumberProperty("failed", each.failed());
            json.writeNumberProperty("damaged", each.damaged());
            json.writeNumberProperty("from", each.from());
            json.writeNumberProperty("to", each.to());
            first(json, each.first());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
