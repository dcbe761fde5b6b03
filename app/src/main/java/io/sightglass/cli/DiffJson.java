package io.sightglass.cli;

import io.sightglass.compat.Comparison;
import io.sightglass.model.Direction;
import io.sightglass.model.Format;
import io.sightglass.model.Location;
import io.sightglass.model.SchemaChange;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;

import java.io.PrintWriter;
import java.util.List;

/// A pair as one line of JSON.
final class DiffJson {
    private final PrintWriter out;

    DiffJson(PrintWriter out) {
        this.out = out;
    }

    void print(ComparedPair pair) {
        try (var writer = JsonLines.generator(out)) {
            write(pair, writer);
        }
        out.print('\n');
    }

    private static void write(ComparedPair pair, JsonGenerator writer) {
        writer.writeStartObject();
        writer.writeStringProperty("file", pair.file());
        var format = pair.format();
        text(writer, "format", format == null ? null : format.label());
        text(writer, "error", pair.errors().isEmpty() ? null : String.join(" ", pair.errors()));
        var comparison = pair.comparison();
        if (comparison == null) {
            writer.writeNullProperty("verdict");
        } else {
            verdict(comparison, writer);
        }
        writer.writeArrayPropertyStart("changes");
        if (comparison != null) {
            comparison.changes().forEach(change -> change(change, writer));
        }
        writer.writeEndArray();
        writer.writeEndObject();
    }

    private static void verdict(Comparison comparison, JsonGenerator writer) {
        var verdict = comparison.verdict();
        writer.writeObjectPropertyStart("verdict");
        writer.writeBooleanProperty("BACKWARD", verdict.backward());
        writer.writeBooleanProperty("FORWARD", verdict.forward());
        writer.writeBooleanProperty("FULL", verdict.full());
        writer.writeEndObject();
        if (comparison.format() == Format.PROTOBUF) {
            writer.writeObjectPropertyStart("buf");
            for (var category : List.of("FILE", "PACKAGE", "WIRE_JSON", "WIRE")) {
                var rules = comparison.buf().getOrDefault(category, List.of());
                strings(writer, category, rules);
            }
            writer.writeEndObject();
        }
    }

    private static void change(SchemaChange change, JsonGenerator writer) {
        writer.writeStartObject();
        writer.writeStringProperty("type", change.type());
        writer.writeStringProperty("path", change.path());
        strings(writer, "breaks", change.breaks().stream().sorted().map(Direction::name).toList());
        writer.writeStringProperty("message", change.message().plain());
        if (!change.rules().isEmpty()) {
            strings(writer, "rules", change.rules());
        }
        place(writer, "old", change.before());
        place(writer, "new", change.after());
        writer.writeEndObject();
    }

    private static void strings(JsonGenerator writer, String name, List<String> strings) {
        writer.writeArrayPropertyStart(name);
        strings.forEach(writer::writeString);
        writer.writeEndArray();
    }

    private static void text(JsonGenerator writer, String name, @Nullable String text) {
        if (text == null) {
            writer.writeNullProperty(name);
        } else {
            writer.writeStringProperty(name, text);
        }
    }

    private static void place(JsonGenerator writer, String name, @Nullable Location place) {
        if (place == null) {
            writer.writeNullProperty(name);
            return;
        }
        writer.writeObjectPropertyStart(name);
        writer.writeStringProperty("file", place.file());
        writer.writeNumberProperty("line", place.line());
        writer.writeNumberProperty("column", place.column());
        writer.writeEndObject();
    }
}
