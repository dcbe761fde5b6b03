package io.sightglass.ui.inspect;

import io.sightglass.decode.protobuf.OtherReading;
import io.sightglass.decode.protobuf.OtherReadings;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.stream.Collectors;

/// What is said of the other readings of a field that no schema names.
final class ReadingText {
    private static final int LONGEST = 60;

    private ReadingText() {}

    /// The word for people that stands beside the type of a reading.
    static String words(TreeEntry reading) {
        return of(reading.parent()).stream()
                .filter(other -> other.node() == reading.node())
                .map(OtherReading::words)
                .findFirst()
                .orElse("");
    }

    /// The types of all other readings.
    static String types(TreeEntry readings) {
        return of(readings.parent()).stream()
                .map(OtherReading::as)
                .collect(Collectors.joining(", "));
    }

    /// For who points at a field: what it is read as and what else it may be, a line each; empty
    /// where its schema says what it is.
    static String told(TreeEntry entry) {
        var as = OtherReadings.as(entry.node());
        var others = entry.readings();
        if (entry.kind() != TreeEntry.Kind.FIELD || as.isEmpty() || others.isEmpty()) {
            return "";
        }
        return "No schema names it. It is read as "
                + as
                + ", and may be as well:\n"
                + others.stream()
                        .map(other -> "  " + other.as() + "  " + value(other))
                        .collect(Collectors.joining("\n"));
    }

    /// The same for who listens.
    static String spoken(TreeEntry entry) {
        var others = entry.readings();
        return others.isEmpty()
                ? ""
                : ", may also be "
                        + others.stream()
                                .map(other -> other.as() + " " + value(other))
                                .collect(Collectors.joining(", "));
    }

    private static String value(OtherReading other) {
        var text =
                ValueText.value(other.node()).stream()
                        .map(Styled::text)
                        .collect(Collectors.joining());
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    private static List<OtherReading> of(@Nullable TreeEntry entry) {
        return entry == null
                ? List.of()
                : entry.kind() == TreeEntry.Kind.READINGS ? of(entry.parent()) : entry.readings();
    }
}
