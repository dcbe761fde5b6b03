package io.sightglass.indicator;

import io.sightglass.contract.RulePath;
import io.sightglass.contract.TextShapes;
import io.sightglass.indicator.Indicators.Range;
import io.sightglass.indicator.Indicators.Shape;
import io.sightglass.model.FieldInfo;
import io.sightglass.model.Logical;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What was counted at one place of a topic's values, over all versions of its schema. Elements of
/// lists, and values of maps, are one place: `items[].size`. Made on first sight; adding to one
/// that is there allocates nothing.
final class FieldStats {
    /// How many places may be remembered; what is beyond is counted nowhere.
    static final int MOST = 2_000;

    private static final int MOST_ORDINALS = 1 << 10;

    /// Whole numbers up to here are exact as doubles.
    private static final long EXACT = 1L << 53;

    final String path;
    final String name;
    final String type;
    final Logical logical;

    /// The full name of the type of the record that stands here; empty where it has none.
    String record = "";

    /// Whether it was heard in a payload that is masked as a whole.
    boolean hidden;

    /// How good the place is as the one that has the event's time: 0 is best, [#NO_TIME] is not.
    final int timeRank;

    static final int NO_TIME = Integer.MAX_VALUE;

    /// Which of the watched fields it is, a bit each.
    final int watch;

    /// How often a record stood here.
    long records;

    /// How often a value stood here, null included.
    long present;

    /// How many records had it; one that has it twice counts once.
    long holders;

    /// The last record that had it, by its number.
    long holder;

    long nulls;

    private final Map<String, FieldStats> byName = new HashMap<>(0);
    private @Nullable FieldStats[] byOrdinal = {};
    private @Nullable FieldStats element;
    private Shape shape = Shape.NONE;
    private boolean whole = true;
    private boolean exact = true;
    private boolean wide;
    private boolean ranged;
    private long least = Long.MAX_VALUE;
    private long most = Long.MIN_VALUE;
    private double leastReal = Double.POSITIVE_INFINITY;
    private double mostReal = Double.NEGATIVE_INFINITY;
    private int forms = TextShapes.ALL;
    private @Nullable TextValues texts;
    private @Nullable Distinct distinct;

    FieldStats(String path, FieldInfo field, int timeRank, int watch) {
        this.path = path;
        this.name = field.name();
        this.type = field.type();
        this.logical = field.logical();
        this.timeRank = timeRank;
        this.watch = watch;
    }

    /// The field of the record that stands here; null where there are too many.
    @Nullable FieldStats field(FieldInfo field, StatsSink sink) {
        int at = field.ordinal();
        if (at >= 0 && at < byOrdinal.length) {
            var known = byOrdinal[at];
            if (known != null && known.name.equals(field.name())) {
                return known;
            }
        }
        return otherField(field, sink);
    }

    private @Nullable FieldStats otherField(FieldInfo field, StatsSink sink) {
        var known = byName.get(field.name());
        if (known == null) {
            known = sink.place(RulePath.field(path, field.name()), field);
            if (known == null) {
                return null;
            }
            byName.put(field.name(), known);
        }
        int at = field.ordinal();
        if (at >= 0 && at < MOST_ORDINALS) {
            if (at >= byOrdinal.length) {
                byOrdinal = Arrays.copyOf(byOrdinal, at + 1);
            }
            // the latest version's, since it is the one that goes on
            byOrdinal[at] = known;
        }
        return known;
    }

    /// What the list or map that stands here holds; null where there are too many places.
    @Nullable FieldStats element(FieldInfo field, StatsSink sink) {
        if (element == null) {
            element = sink.place(RulePath.element(path), field);
        }
        return element;
    }

    private void is(Shape now) {
        if (shape != now) {
            shape = shape == Shape.NONE ? now : Shape.MIXED;
        }
    }

    void container(Shape kind) {
        is(kind);
        present++;
        records += kind == Shape.RECORD ? 1 : 0;
    }

    void addNull() {
        present++;
        nulls++;
    }

    void bool(boolean value) {
        present++;
        is(Shape.TRUTH);
        if (texts == null) {
            texts = new TextValues();
        }
        texts.add(value ? "true" : "false");
        distinct(value ? 1 : 0);
    }

    void integer(long value) {
        present++;
        is(isTime() ? Shape.TIME : shape == Shape.NUMBER ? Shape.NUMBER : Shape.INTEGER);
        least = Math.min(least, value);
        most = Math.max(most, value);
        wide |= Math.abs(value) > EXACT;
        range(value);
        distinct(value);
    }

    /// @param written whether the double is what was written, and not rounded
    void real(double value, boolean written) {
        present++;
        if (shape == Shape.INTEGER) {
            shape = Shape.NUMBER;
        }
        is(Shape.NUMBER);
        whole = false;
        exact &= written;
        if (Double.isNaN(value)) {
            exact = false; // no range holds it
        } else {
            range(value);
        }
        distinct(Double.doubleToLongBits(value + 0.0));
    }

    private void range(double value) {
        ranged = true;
        leastReal = Math.min(leastReal, value);
        mostReal = Math.max(mostReal, value);
    }

    void text(byte[] array, int from, int to, boolean escaped, TextShapes shapes) {
        present++;
        is(Shape.TEXT);
        forms = shapes.keptBy(forms, array, from, to, escaped);
        if (texts == null) {
            texts = new TextValues();
        }
        texts.add(array, from, to, escaped);
        long length = length(array, from, to);
        least = Math.min(least, length);
        most = Math.max(most, length);
        exact &= !escaped;
        ranged = true;
        distinct(Distinct.hash(array, from, to));
    }

    private static long length(byte[] array, int from, int to) {
        long count = 0;
        for (int i = from; i < to; i++) {
            count += (array[i] & 0xc0) == 0x80 ? 0 : 1;
        }
        return count;
    }

    void symbol(@Nullable String constant, int number) {
        if (constant == null) {
            integer(number);
            return;
        }
        present++;
        is(Shape.SYMBOL);
        if (texts == null) {
            texts = new TextValues();
        }
        texts.add(constant);
        distinct(constant.hashCode());
    }

    void bytes(byte[] array, int from, int to) {
        present++;
        is(Shape.BYTES);
        distinct(Distinct.hash(array, from, to));
    }

    private void distinct(long hash) {
        if (distinct == null) {
            distinct = new Distinct();
        }
        distinct.add(hash);
    }

    private boolean isTime() {
        return switch (logical.kind()) {
            case DATE,
                    TIMESTAMP_MILLIS,
                    TIMESTAMP_MICROS,
                    TIMESTAMP_NANOS,
                    LOCAL_TIMESTAMP_MILLIS,
                    LOCAL_TIMESTAMP_MICROS,
                    LOCAL_TIMESTAMP_NANOS,
                    TIMESTAMP_SECONDS,
                    TIME_MILLIS,
                    TIME_MICROS ->
                    true;
            default -> false;
        };
    }

    // What follows is for when all is counted.

    Iterable<FieldStats> fields() {
        return byName.values();
    }

    @Nullable FieldStats element() {
        return element;
    }

    Shape shape() {
        return shape;
    }

    long distinct() {
        return distinct == null ? 0 : distinct.estimate();
    }

    List<Indicators.Share> values() {
        return texts == null || shape == Shape.MIXED ? List.of() : texts.all();
    }

    /// The forms that every text keeps to.
    List<String> forms() {
        var names = new ArrayList<String>();
        for (int i = 0; shape == Shape.TEXT && i < TextShapes.KNOWN.size(); i++) {
            if ((forms >> i & 1) != 0) {
                names.add(TextShapes.KNOWN.get(i).label());
            }
        }
        return names;
    }

    @Nullable Range range() {
        if (!ranged) {
            return null;
        }
        return switch (shape) {
            case TEXT -> new Range(Long.toString(least), Long.toString(most), exact, true);
            case INTEGER -> new Range(Long.toString(least), Long.toString(most), true, false);
            case TIME -> new Range(time(least), time(most), true, false);
            case NUMBER -> new Range(shown(leastReal), shown(mostReal), exact && !wide, false);
            default -> null;
        };
    }

    private String time(long value) {
        return switch (logical.kind()) {
            case TIMESTAMP_MILLIS -> instant(value, 1_000);
            case TIMESTAMP_MICROS -> instant(value, 1_000_000);
            case TIMESTAMP_NANOS -> instant(value, 1_000_000_000);
            case TIMESTAMP_SECONDS -> instant(value, 1);
            case DATE ->
                    Math.abs(value) > 300_000_000
                            ? Long.toString(value)
                            : java.time.LocalDate.ofEpochDay(value).toString();
            default -> Long.toString(value);
        };
    }

    private static String instant(long value, long perSecond) {
        long seconds = Math.floorDiv(value, perSecond);
        if (Math.abs(seconds) > 253_402_300_799L) {
            return Long.toString(value);
        }
        long nanos = Math.floorMod(value, perSecond) * (1_000_000_000 / perSecond);
        return Instant.ofEpochSecond(seconds, nanos).toString();
    }

    private static String shown(double value) {
        if (Double.isInfinite(value)) {
            return Double.toString(value);
        }
        var plain = new java.math.BigDecimal(Double.toString(value)).stripTrailingZeros();
        return Math.abs(value) < 1e15 && Math.abs(plain.scale()) <= 20
                ? plain.toPlainString()
                : plain.toString();
    }

    // What follows is for those who count a part each.

    /// @param masked whether what the values are is not told: then it is not written either
    void save(ObjectNode to, boolean masked) {
        to.put("name", name)
                .put("type", type)
                .put("logical", logical.kind().name())
                .put("scale", logical.scale())
                .put("record", record)
                .put("hidden", masked)
                .put("records", records)
                .put("present", present)
                .put("holders", holders)
                .put("nulls", nulls)
                .put("shape", shape.name())
                .put("forms", forms);
        if (distinct != null) {
            to.put("distinct", distinct.save());
        }
        if (masked) {
            return;
        }
        if (ranged) {
            // the bits of doubles, since JSON has no infinity
            to.putObject("range")
                    .put("least", least)
                    .put("most", most)
                    .put("leastReal", Double.doubleToLongBits(leastReal))
                    .put("mostReal", Double.doubleToLongBits(mostReal))
                    .put("exact", exact)
                    .put("whole", whole)
                    .put("wide", wide);
        }
        if (texts != null) {
            to.set("texts", texts.save());
        }
    }

    /// The field that another counted.
    static FieldInfo info(JsonNode saved) {
        return new FieldInfo(
                saved.path("name").asString(""),
                -1,
                0,
                saved.path("type").asString(""),
                null,
                new Logical(
                        Logical.Kind.valueOf(saved.path("logical").asString("")),
                        saved.path("scale").asInt()),
                null);
    }

    /// Counts what another has counted at this place.
    void add(JsonNode saved) {
        var kind = saved.path("record").asString("");
        record = record.isEmpty() ? kind : record;
        hidden |= saved.path("hidden").asBoolean();
        records += saved.path("records").asLong();
        present += saved.path("present").asLong();
        holders += saved.path("holders").asLong();
        nulls += saved.path("nulls").asLong();
        forms &= saved.path("forms").asInt();
        shape = both(shape, Shape.valueOf(saved.path("shape").asString("")));
        if (saved.has("distinct")) {
            if (distinct == null) {
                distinct = new Distinct();
            }
            distinct.add(Saved.bytes(saved.path("distinct")));
        }
        var range = saved.path("range");
        if (range.isObject()) {
            ranged = true;
            least = Math.min(least, range.path("least").asLong());
            most = Math.max(most, range.path("most").asLong());
            leastReal = Math.min(leastReal, real(range.path("leastReal")));
            mostReal = Math.max(mostReal, real(range.path("mostReal")));
            exact &= range.path("exact").asBoolean();
            whole &= range.path("whole").asBoolean();
            wide |= range.path("wide").asBoolean();
        }
        if (saved.has("texts")) {
            if (texts == null) {
                texts = new TextValues();
            }
            texts.add(saved.path("texts"));
        }
    }

    private static double real(JsonNode bits) {
        return Double.longBitsToDouble(bits.asLong());
    }

    private static Shape both(Shape one, Shape other) {
        if (one == other || other == Shape.NONE) {
            return one;
        }
        if (one == Shape.NONE) {
            return other;
        }
        boolean numbers =
                (one == Shape.INTEGER || one == Shape.NUMBER)
                        && (other == Shape.INTEGER || other == Shape.NUMBER);
        return numbers ? Shape.NUMBER : Shape.MIXED;
    }
}
