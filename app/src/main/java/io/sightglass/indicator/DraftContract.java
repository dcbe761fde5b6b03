package io.sightglass.indicator;

import io.sightglass.contract.RulePath;
import io.sightglass.indicator.Indicators.OfField;
import io.sightglass.model.FindingKind;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Writes a contract (Open Data Contract Standard 3.1, YAML) that the records keep from which the
/// indicators were gathered: presence, ranges, forms of texts and sets of few values, each with the
/// evidence as a comment. A draft: a person decides which of it is a promise and which an accident.
public final class DraftContract {
    /// A set of values is drafted from so many records on only, of at least so many for each value.
    private static final int RECORDS_FOR_SET = 30;

    private static final int RECORDS_FOR_EACH = 5;
    private static final int LARGEST_SET = 12;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

    /// Words that YAML, of whatever version, takes for something else.
    private static final List<String> RESERVED =
            List.of("true", "false", "null", "yes", "no", "on", "off", "y", "n", "nan", "inf");

    private final Indicators seen;
    private final StringBuilder out = new StringBuilder();

    private DraftContract(Indicators seen) {
        this.seen = seen;
    }

    /// A property and what is within it.
    private static final class Place {
        private final OfField field;
        private final Map<String, Place> properties = new LinkedHashMap<>();
        private @Nullable Place items;

        Place(OfField field) {
            this.field = field;
        }
    }

    /// The text of the file.
    public static String of(Indicators seen) {
        var draft = new DraftContract(seen);
        draft.write();
        return draft.out.toString();
    }

    private void write() {
        var counts = seen.counts();
        line(
                0,
                "# A draft, from "
                        + count(counts.records())
                        + " records of "
                        + oneLine(seen.topic()));
        if (seen.first() >= 0) {
            line(0, "# of " + time(seen.first()) + " to " + time(seen.last()) + ".");
        }
        line(0, "# Fields are drafted from the records that could be read, faulty ones included:");
        line(0, "# look at each, and say what you mean to promise.");
        line(0, "apiVersion: v3.1.0");
        line(0, "kind: DataContract");
        line(0, "id: " + quoted(seen.topic() + "-draft"));
        line(0, "name: " + quoted(seen.topic()));
        line(0, "version: 0.1.0");
        line(0, "status: draft");
        line(0, "schema:");
        line(1, "- name: " + quoted(seen.topic()));
        line(1, "  physicalName: " + quoted(seen.topic()));
        line(1, "  logicalType: object");
        line(1, "  physicalType: topic");
        properties(tree(), 2);
        levels();
    }

    private Map<String, Place> tree() {
        var places = new LinkedHashMap<String, Place>();
        var roots = new LinkedHashMap<String, Place>();
        for (var field : seen.fields()) {
            if (field.path().isBlank() || field.path().contains("[\"\"]")) {
                continue; // the standard has no properties without a name
            }
            var place = new Place(field);
            places.put(field.path(), place);
            var parent = parent(field.path(), places);
            if (parent == null) {
                if (!field.path().startsWith("[]")) {
                    roots.put(field.path(), place);
                }
            } else if (field.path().equals(RulePath.element(parent.field.path()))) {
                parent.items = place;
            } else {
                parent.properties.put(field.path(), place);
            }
        }
        return roots;
    }

    /// The nearest field that a path begins with; fields come behind the one that they are in.
    private static @Nullable Place parent(String path, Map<String, Place> places) {
        for (int end = path.length() - 1; end > 0; end--) {
            var place = places.get(path.substring(0, end));
            boolean step = path.charAt(end) == '.' || path.charAt(end) == '[';
            if (place != null && step) {
                return place;
            }
        }
        return null;
    }

    private static String name(OfField field, String parent) {
        var rest = field.path().substring(parent.length());
        if (rest.startsWith("[\"")) {
            return rest.substring(2, rest.length() - 2);
        }
        return rest.startsWith(".") ? rest.substring(1) : rest;
    }

    private void properties(Map<String, Place> all, int depth) {
        if (all.isEmpty()) {
            return;
        }
        line(depth, "properties:");
        for (var place : all.values()) {
            property(place, "", depth + 1);
        }
    }

    private void properties(Place of, int depth) {
        if (of.properties.isEmpty()) {
            return;
        }
        line(depth, "properties:");
        for (var place : of.properties.values()) {
            property(place, of.field.path(), depth + 1);
        }
    }

    private void property(Place place, String parent, int depth) {
        var field = place.field;
        line(depth, "- name: " + quoted(name(field, parent)));
        boolean always =
                field.parents() > 0 && field.present() >= field.parents() && field.nulls() == 0;
        evidence(
                depth + 1,
                "in "
                        + count(Math.min(field.present(), field.parents()))
                        + " of "
                        + count(field.parents())
                        + (field.nulls() > 0 ? ", null in " + count(field.nulls()) : ""));
        if (always) {
            line(depth + 1, "required: true");
        }
        if (field.masked()) {
            evidence(depth + 1, "its values are masked, so nothing is drafted of them");
            line(depth + 1, "tags: [PII]");
        }
        type(place, depth + 1);
    }

    private void type(Place place, int depth) {
        var field = place.field;
        switch (field.shape()) {
            case TEXT, SYMBOL -> text(field, depth);
            case INTEGER -> number(field, "integer", depth);
            case NUMBER -> number(field, "number", depth);
            case TRUTH -> line(depth, "logicalType: boolean");
            case RECORD -> {
                line(depth, "logicalType: object");
                properties(place, depth);
            }
            case LIST -> {
                line(depth, "logicalType: array");
                var items = place.items;
                if (items != null) {
                    line(depth, "items:");
                    type(items, depth + 1);
                }
            }
            case MAP -> line(depth, "logicalType: object");
            case TIME -> {
                var range = field.range();
                if (range != null) {
                    evidence(depth, range.least() + " to " + range.most());
                }
            }
            case MIXED -> evidence(depth, "values of more than one type");
            case BYTES, NONE -> {}
        }
    }

    private void number(OfField field, String type, int depth) {
        line(depth, "logicalType: " + type);
        var range = field.range();
        if (range == null) {
            return;
        }
        evidence(depth, range.least() + " to " + range.most() + ", about " + distinct(field));
        if (range.exact() && isFinite(range.least()) && isFinite(range.most())) {
            line(depth, "logicalTypeOptions:");
            line(depth + 1, "minimum: " + range.least());
            line(depth + 1, "maximum: " + range.most());
        } else {
            evidence(depth, "no range is drafted, since these are rounded");
        }
    }

    private static boolean isFinite(String number) {
        return !number.contains("Infinity");
    }

    private void text(OfField field, int depth) {
        line(depth, "logicalType: string");
        var values = field.values();
        long there = field.present() - field.nulls();
        boolean few =
                !values.isEmpty()
                        && values.stream().noneMatch(value -> value.name().contains("\ufffd"))
                        && values.size() <= LARGEST_SET
                        && there >= RECORDS_FOR_SET
                        && there >= (long) RECORDS_FOR_EACH * values.size();
        if (!field.forms().isEmpty()) {
            // the narrowest comes first
            var form = field.forms().getFirst();
            evidence(depth, "every one of " + count(there) + " is of this form");
            line(depth, "logicalTypeOptions:");
            line(depth + 1, "format: " + form);
        } else if (few) {
            var shown = new ArrayList<String>();
            values.forEach(value -> shown.add(value.name() + " " + count(value.count())));
            evidence(depth, String.join(", ", shown));
            var names = values.stream().map(value -> quoted(value.name())).toList();
            line(depth, "quality:");
            line(depth + 1, "- metric: invalidValues");
            line(depth + 1, "  mustBe: 0");
            line(depth + 1, "  arguments:");
            line(depth + 1, "    validValues: [" + String.join(", ", names) + "]");
        } else {
            var range = field.range();
            if (range != null && range.length()) {
                evidence(
                        depth,
                        range.least()
                                + " to "
                                + range.most()
                                + " characters, about "
                                + distinct(field));
            }
        }
    }

    private static String distinct(OfField field) {
        return count(field.distinct()) + (field.distinct() == 1 ? " value" : " different values");
    }

    /// What is promised holds at least for what was seen: the ratio is rounded down.
    private void levels() {
        var counts = seen.counts();
        if (counts.records() == 0) {
            return;
        }
        // What the format and the schema demand stays broken whatever a contract says.
        long broken = counts.undecodable() + counts.unknownFields();
        for (var rule : seen.rules()) {
            boolean ofContract = rule.rule().startsWith("contract.");
            if (rule.kind() == FindingKind.VIOLATION && !ofContract) {
                broken += rule.records();
            }
        }
        long kept = Math.max(0, counts.records() - broken);
        line(0, "slaProperties:");
        evidence(
                1,
                "at least "
                        + count(kept)
                        + " of "
                        + count(counts.records())
                        + " can be read, keep their schema and have no field that it does not"
                        + " know");
        double ratio = counts.ratio(kept);
        line(1, "- property: validRatio");
        line(1, "  value: " + String.format(Locale.ROOT, "%.4f", floor(ratio)));
        var freshness = seen.freshness();
        if (freshness != null) {
            evidence(
                    1,
                    "99 of 100 are written within "
                            + freshness.p99()
                            + " ms of "
                            + oneLine(freshness.field()));
            line(1, "- property: latency");
            line(1, "  value: " + (freshness.p99() / 1_000 + 1));
            line(1, "  unit: s");
            line(1, "  element: " + quoted(seen.topic() + "." + freshness.field()));
        }
    }

    private static double floor(double ratio) {
        return Math.floor(ratio * 10_000) / 10_000;
    }

    private void evidence(int depth, String text) {
        line(depth, "# " + oneLine(text));
    }

    private void line(int depth, String text) {
        out.repeat("  ", depth).append(text).append('\n');
    }

    private static String count(long number) {
        return Long.toString(number);
    }

    private static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }

    /// Control characters, and what YAML takes for the end of a line, made visible.
    private static String oneLine(String text) {
        var plain = new StringBuilder();
        text.codePoints()
                .map(point -> isPrintable(point) ? point : '·')
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static boolean isPrintable(int point) {
        return !Character.isISOControl(point)
                && point != 0x2028
                && point != 0x2029
                && point != 0xfeff
                && (point < 0xd800 || point > 0xdfff)
                && point < 0xfffe;
    }

    /// A YAML scalar: as it is where that is plain, else in double quotes (YAML 1.2, section
    /// 7.3.1).
    private static String quoted(String text) {
        boolean word =
                PLAIN.matcher(text).matches() && !RESERVED.contains(text.toLowerCase(Locale.ROOT));
        if (word) {
            return text;
        }
        var out = new StringBuilder("\"");
        text.codePoints()
                .forEach(point -> {
                    if (point == '"' || point == '\\') {
                        out.append('\\').appendCodePoint(point);
                    } else if (isPrintable(point)) {
                        out.appendCodePoint(point);
                    } else {
                        out.append(String.format(Locale.ROOT, "\\U%08x", point));
                    }
                });
        return out.append('"').toString();
    }
}
