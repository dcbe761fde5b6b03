package io.sightglass.indicator;

import io.sightglass.contract.TextShapes;
import io.sightglass.decode.FindingSink;
import io.sightglass.indicator.Indicators.Shape;
import io.sightglass.model.FieldInfo;
import io.sightglass.model.Format;
import io.sightglass.model.Logical;
import io.sightglass.model.SchemaInfo;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Counts by field what values hold, and reads the event's own time. Allocates for what was never
/// seen before only. For payloads that can be read to their end; for one thread.
final class StatsSink extends FindingSink {
    /// The names that a field with the event's time usually has.
    private static final Set<String> TIMES =
            Set.of(
                    "timestamp",
                    "eventtime",
                    "time",
                    "ts",
                    "at",
                    "occurredat",
                    "happenedat",
                    "createdat",
                    "updatedat",
                    "countedat",
                    "paidat",
                    "soldat",
                    "changedat");

    private static final String TIMESTAMP = "google.protobuf.Timestamp";

    private final TextShapes shapes = new TextShapes();
    private final @Nullable String timePath;
    private final List<String> watched;
    private final FieldStats root =
            new FieldStats("", FieldInfo.of("", -1, ""), FieldStats.NO_TIME, 0);
    private int places;
    private boolean overflowed;
    private @Nullable FieldStats[] stack = new @Nullable FieldStats[16];
    private boolean[] runs = new boolean[16];
    private boolean[] times = new boolean[16];

    /// For each open record its number, among all that were ever entered.
    private long[] numbers = new long[16];

    private long entered;
    private int depth;
    private @Nullable Format format;
    private long eventTime = EventTimes.NONE;
    private int eventRank = FieldStats.NO_TIME;
    private @Nullable FieldStats eventField;

    /// The watched fields that the record has, a bit each.
    private int seen;

    private boolean hidden;

    /// @param timePath the path of the field that has the event's time, as the contract names it;
    ///   null where it does not
    /// @param watched paths of fields of which it is to be known whether a record has them; the
    ///   first 31 count
    StatsSink(@Nullable String timePath, List<String> watched) {
        super(false);
        this.timePath = timePath;
        this.watched = List.copyOf(watched);
    }

    /// Whether the record has a value, and not null, at a watched field.
    boolean has(int watch) {
        return (seen >> watch & 1) != 0;
    }

    /// A new place; null where there are too many.
    @Nullable FieldStats place(String path, FieldInfo field) {
        if (places == FieldStats.MOST) {
            overflowed = true;
            return null;
        }
        places++;
        int watch = 0;
        for (int i = 0; i < Math.min(31, watched.size()); i++) {
            watch |= isNamed(watched.get(i), path) ? 1 << i : 0;
        }
        return new FieldStats(path, field, rank(path, field), watch);
    }

    /// Contracts name a field as `Order.timestamp`, the schema's name first, or by its path alone.
    private static boolean isNamed(String element, String path) {
        return path.equals(element) || path.equals(element.substring(element.indexOf('.') + 1));
    }

    private int rank(String path, FieldInfo field) {
        if (timePath != null) {
            return isNamed(timePath, path) ? 0 : FieldStats.NO_TIME;
        }
        boolean top = path.equals(field.name());
        var plain = field.name().replace("_", "").toLowerCase(Locale.ROOT);
        if (top && TIMES.contains(plain)) {
            return 1;
        }
        return top && isInstant(field.logical()) ? 2 : FieldStats.NO_TIME;
    }

    private static boolean isInstant(Logical logical) {
        return switch (logical.kind()) {
            case TIMESTAMP_MILLIS, TIMESTAMP_MICROS, TIMESTAMP_NANOS, TIMESTAMP_SECONDS -> true;
            default -> false;
        };
    }

    FieldStats root() {
        return root;
    }

    /// Whether what is heard from now on is masked as a whole.
    void hide(boolean all) {
        hidden = all;
    }

    /// Whether there are more fields than are counted.
    boolean isOverflowed() {
        return overflowed;
    }

    /// The time that the event tells of, or [EventTimes#NONE].
    long eventTime() {
        return eventTime;
    }

    /// The path of the field that told it; empty where none did.
    String eventPath() {
        return eventField == null ? "" : eventField.path;
    }

    @Nullable Format format() {
        return format;
    }

    @Override
    public boolean wantsValues() {
        return true;
    }

    @Override
    public Sound wantsOfSound() {
        return Sound.EVENTS;
    }

    @Override
    public void begin(byte[] array, int offset, int length) {
        super.begin(array, offset, length);
        depth = 0;
        eventTime = EventTimes.NONE;
        eventRank = FieldStats.NO_TIME;
        seen = 0;
    }

    @Override
    public void reading(Format format, @Nullable SchemaInfo schema) {
        super.reading(format, schema);
        this.format = format;
    }

    /// The place of a value of `field` that is heard now; null where it is not counted.
    private @Nullable FieldStats at(FieldInfo field) {
        var place = place(field);
        if (place != null) {
            seen |= place.watch;
            place.hidden |= hidden;
        }
        return place;
    }

    private @Nullable FieldStats place(FieldInfo field) {
        if (depth == 0) {
            return root;
        }
        var top = stack[depth - 1];
        if (top == null) {
            return null;
        }
        if (runs[depth - 1]) {
            return top.element(field, this);
        }
        var place = top.field(field, this);
        if (place != null && place.holder != numbers[depth - 1]) {
            place.holder = numbers[depth - 1];
            place.holders++;
        }
        return place;
    }

    private void push(@Nullable FieldStats place, boolean run, boolean time) {
        if (depth == stack.length) {
            stack = Arrays.copyOf(stack, 2 * depth);
            runs = Arrays.copyOf(runs, 2 * depth);
            times = Arrays.copyOf(times, 2 * depth);
            numbers = Arrays.copyOf(numbers, 2 * depth);
        }
        stack[depth] = place;
        runs[depth] = run;
        times[depth] = time;
        numbers[depth++] = ++entered;
    }

    private void time(FieldStats place, long millis) {
        if (place.timeRank < eventRank && millis != EventTimes.NONE) {
            eventRank = place.timeRank;
            eventTime = millis;
            eventField = place;
        }
    }

    @Override
    public void enterRecord(FieldInfo field, String typeName, int start) {
        var place = at(field);
        if (place != null) {
            place.container(Shape.RECORD);
            place.record = typeName;
        }
        push(place, false, place != null && typeName.equals(TIMESTAMP));
    }

    @Override
    public void exitRecord(FieldInfo field, int end) {
        depth--;
    }

    @Override
    public void enterList(FieldInfo field, int firstIndex, int start) {
        var place = at(field);
        if (place != null && firstIndex == 0) {
            place.container(Shape.LIST);
        }
        push(place, true, false);
    }

    @Override
    public void exitList(FieldInfo field, int end) {
        depth--;
    }

    @Override
    public void enterMap(FieldInfo field, int start) {
        var place = at(field);
        if (place != null) {
            place.container(Shape.MAP);
        }
        push(place, true, false);
    }

    @Override
    public void exitMap(FieldInfo field, int end) {
        depth--;
    }

    @Override
    public void nullValue(FieldInfo field, int start, int end) {
        var place = place(field);
        if (place != null) {
            place.addNull();
        }
    }

    @Override
    public void bool(FieldInfo field, boolean value, int start, int end) {
        var place = at(field);
        if (place != null) {
            place.bool(value);
        }
    }

    @Override
    public void integer(FieldInfo field, long value, int start, int end) {
        var place = at(field);
        if (place == null) {
            return;
        }
        if (field.logical().kind() == Logical.Kind.DECIMAL) {
            place.real(value / Math.pow(10, field.logical().scale()), false);
            return;
        }
        place.integer(value);
        if (place.timeRank != FieldStats.NO_TIME) {
            time(place, EventTimes.of(field.logical(), value));
        } else if (depth > 0 && times[depth - 1]) {
            protobufTime(field, value);
        }
    }

    /// A part of Protobuf's Timestamp: its seconds, and nanoseconds that follow them.
    private void protobufTime(FieldInfo field, long value) {
        var holder = stack[depth - 1];
        if (holder == null) {
            return;
        }
        if (field.number() == 1) {
            time(holder, EventTimes.seconds(value));
        } else if (field.number() == 2 && eventField == holder && eventRank == holder.timeRank) {
            eventTime += value / 1_000_000;
        }
    }

    @Override
    public void unsigned(FieldInfo field, long bits, int start, int end) {
        var place = at(field);
        if (place == null) {
            return;
        }
        if (bits >= 0) {
            place.integer(bits);
        } else {
            place.real((bits >>> 1) * 2.0, false);
        }
    }

    @Override
    public void float32(FieldInfo field, float value, int start, int end) {
        var place = at(field);
        if (place != null) {
            place.real(value, true);
        }
    }

    @Override
    public void float64(FieldInfo field, double value, int start, int end) {
        var place = at(field);
        if (place != null) {
            place.real(value, true);
        }
    }

    @Override
    public void number(FieldInfo field, int start, int end) {
        var place = at(field);
        if (place == null) {
            return;
        }
        int from = offset() + start;
        int to = offset() + end;
        if (JsonNumbers.isWhole(array(), from, to)) {
            long value = JsonNumbers.whole(array(), from, to);
            place.integer(value);
            if (place.timeRank != FieldStats.NO_TIME) {
                time(place, EventTimes.of(field.logical(), value));
            }
        } else {
            place.real(JsonNumbers.real(array(), from, to), JsonNumbers.isPlain(array(), from, to));
        }
    }

    @Override
    public void text(FieldInfo field, int from, int to, boolean escaped, int start, int end) {
        var place = at(field);
        if (place == null) {
            return;
        }
        int first = offset() + from;
        int last = offset() + to;
        place.text(array(), first, last, escaped, shapes);
        if (place.timeRank != FieldStats.NO_TIME) {
            time(place, EventTimes.of(array(), first, last));
        }
    }

    @Override
    public void bytes(FieldInfo field, int from, int to, int start, int end) {
        var place = at(field);
        if (place == null) {
            return;
        }
        int length = to - from;
        int scale = field.logical().scale();
        if (field.logical().kind() == Logical.Kind.DECIMAL && length > 0 && length <= 8) {
            long unscaled = array()[offset() + from];
            for (int i = from + 1; i < to; i++) {
                unscaled = unscaled << 8 | (array()[offset() + i] & 0xff);
            }
            boolean exact = Math.abs(unscaled) < 1_000_000_000_000_000L && scale <= 15;
            place.real(unscaled / Math.pow(10, scale), exact);
        } else {
            place.bytes(array(), offset() + from, offset() + to);
        }
    }

    @Override
    public void pieces(FieldInfo field, byte[] content, boolean text, int start, int end) {
        var place = at(field);
        if (place == null) {
            return;
        }
        if (text) {
            place.text(content, 0, content.length, false, shapes);
        } else {
            place.bytes(content, 0, content.length);
        }
    }

    @Override
    public void symbol(FieldInfo field, int number, @Nullable String name, int start, int end) {
        var place = at(field);
        if (place != null) {
            place.symbol(name, number);
        }
    }
}
