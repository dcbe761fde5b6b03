package io.sightglass.cli;

import io.sightglass.model.Format;
import io.sightglass.port.TopicInfo;

import tools.jackson.core.JsonGenerator;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Topics as a table of text, or as JSON.
final class TopicsTable {
    private static final String UNKNOWN = "-";

    private final PrintWriter out;
    private final Ink ink;

    TopicsTable(PrintWriter out, Ink ink) {
        this.out = out;
        this.ink = ink;
    }

    void text(Map<TopicInfo, Optional<Set<Format>>> topics) {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("TOPIC", "PARTITIONS", "FORMATS", "RECORDS", "SIZE"));
        topics.forEach((topic, formats) ->
                rows.add(
                        List.of(
                                topic.name(),
                                Integer.toString(topic.partitions().size()),
                                badges(formats),
                                topic.records() < 0 ? UNKNOWN : Long.toString(topic.records()),
                                size(topic.bytes()))));
        var widths = new int[rows.getFirst().size()];
        for (var row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (int i = 0; i < rows.size(); i++) {
            var line = line(rows.get(i), widths);
            out.println(i == 0 ? ink.dim(line) : line);
        }
    }

    /// One object on one line.
    void json(TopicInfo topic, Optional<Set<Format>> formats) {
        try (var json = JsonLines.generator(out)) {
            json.writeStartObject();
            json.writeStringProperty("topic", topic.name());
            json.writeNumberProperty("partitions", topic.partitions().size());
            if (formats.isPresent()) {
                json.writeArrayPropertyStart("formats");
                formats.get().forEach(format -> json.writeString(format.label()));
                json.writeEndArray();
            } else {
                json.writeNullProperty("formats");
            }
            number(json, "records", topic.records());
            number(json, "bytes", topic.bytes());
            json.writeEndObject();
        }
        out.print('\n');
    }

    private static void number(JsonGenerator json, String name, long valueOrUnknown) {
        if (valueOrUnknown < 0) {
            json.writeNullProperty(name);
        } else {
            json.writeNumberProperty(name, valueOrUnknown);
        }
    }

    private static String line(List<String> row, int[] widths) {
        return pad(row.get(0), widths[0], false)
                + "  "
                + pad(row.get(1), widths[1], true)
                + "  "
                + pad(row.get(2), widths[2], false)
                + "  "
                + pad(row.get(3), widths[3], true)
                + "  "
                + pad(row.get(4), widths[4], true);
    }

    private static String pad(String text, int width, boolean right) {
        var space = " ".repeat(width - text.length());
        return right ? space + text : text + space;
    }

    private static String badges(Optional<Set<Format>> formats) {
        if (formats.isEmpty() || formats.get().isEmpty()) {
            return UNKNOWN;
        }
        return formats.get().stream().map(Format::badge).collect(Collectors.joining(", "));
    }

    /// Bytes in binary units, as the size on disk is; -1 is not known.
    static String size(long bytes) {
        if (bytes < 0) {
            return UNKNOWN;
        }
        if (bytes < 1024) {
            return bytes + " B";
        }
        double value = bytes;
        int unit = -1;
        while (value >= 1024 && unit < 3) {
            value /= 1024;
            unit++;
        }
        return String.format(
                Locale.ROOT, "%.1f %s", value, List.of("KiB", "MiB", "GiB", "TiB").get(unit));
    }
}
