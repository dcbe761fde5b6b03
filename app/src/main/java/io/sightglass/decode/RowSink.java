package io.sightglass.decode;

import io.sightglass.decode.mask.Masks;
import io.sightglass.model.FieldInfo;
import io.sightglass.model.Format;
import io.sightglass.model.Logical;
import io.sightglass.model.Scalar;
import io.sightglass.schema.ResolvedSchema;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Writes one line that sums a payload up, in the payload's order: `{orderId "o-5512", status
/// STARTED, total 14.5, items [2], +2 unknown}`. Fields of nested records stay out, absent fields
/// too; lists and maps show how many they hold. The line's length is bounded.
///
/// Reusable: `begin` resets it.
public final class RowSink implements DecodeSink {
    private static final int LENGTH = 400;
    private static final int TEXT = 60;

    /// A decimal with more places than this is shown with an exponent.
    private static final int PLAIN_SCALE = 100;

    private static final int BYTES = 16;

    /// A list or map whose count is written at `at` when the payload is over: a Protobuf list may
    /// go on later.
    private static final class Count {
        final FieldInfo field;
        final int at;
        int values;

        Count(FieldInfo field, int at) {
            this.field = field;
            this.at = at;
        }
    }

    private final StringBuilder line = new StringBuilder(LENGTH + TEXT);
    private final List<Count> counts = new ArrayList<>();
    private byte[] array = {};
    private int offset;
    private int depth;

    /// The list or map directly below the root, while it is open.
    private @Nullable Count open;

    /// Whether the payload has more values than were read.
    private boolean more;

    /// Whether the root is a record, whose fields are shown by name.
    private boolean record;

    private boolean first;
    private boolean full;
    private int unknown;
    private boolean undecodable;
    private final Masks.Source source;
    private Masks masks = Masks.NONE;

    /// The root record's type, while there is one.
    private String typeName = "";

    /// One of Protobuf's own types, below the root, while it is open, and where it begins.
    private WellKnown.Kind inside = WellKnown.Kind.NONE;

    private int insideAt;
    private long seconds;
    private long nanos;

    /// Shows everything.
    public RowSink() {
        this(Masks.Source.NONE);
    }

    /// @param masks what of payloads is not shown
    public RowSink(Masks.Source masks) {
        this.source = masks;
    }

    /// The line, after [#finish].
    public String line() {
        return line.toString();
    }

    /// The decoder says that the payload cannot be read: the line then gives the reason alone.
    void undecodable(String reason) {
        undecodable = true;
        line.setLength(0);
        line.append("Not decodable: ").append(reason);
    }

    @Override
    public int mostValues() {
        return Limits.ROW_VALUES;
    }

    @Override
    public void begin(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        line.setLength(0);
        counts.clear();
        depth = 0;
        open = null;
        record = false;
        first = true;
        full = false;
        more = false;
        unknown = 0;
        undecodable = false;
        inside = WellKnown.Kind.NONE;
        masks = Masks.NONE;
        typeName = "";
    }

    @Override
    public void finish() {
        for (int i = counts.size() - 1; i >= 0; i--) {
            line.insert(counts.get(i).at, counts.get(i).values + (more ? "+" : ""));
        }
        array = new byte[0];
    }

    @Override
    public void enterRecord(FieldInfo field, String type, int start) {
        if (depth == 0 && masks.coversAll()) {
            hide();
        } else if (depth == 0) {
            line.append('{');
            record = true;
            typeName = type;
        } else if (shown(field)) {
            inside = depth == 1 ? WellKnown.kind(type) : WellKnown.Kind.NONE;
            insideAt = line.length();
            seconds = 0;
            nanos = 0;
            line.append("{…}");
        }
        depth++;
    }

    /// Writes a time over what stands for the message that it is in.
    private void exitInside() {
        var text =
                switch (inside) {
                    case TIMESTAMP -> WellKnown.timestamp(seconds, nanos);
                    case DURATION -> WellKnown.duration(seconds, nanos);
                    case NONE, FIELD_MASK, STRUCT, LIST_VALUE, VALUE, WRAPPER, ANY -> null;
                };
        if (text != null) {
            line.setLength(insideAt);
            line.append(text);
        }
        inside = WellKnown.Kind.NONE;
    }

    @Override
    public void exitRecord(FieldInfo field, int end) {
        depth--;
        if (depth == 1) {
            exitInside();
        }
        if (depth == 0 && record) {
            if (unknown > 0) {
                line.append(first ? "" : ", ").append('+').append(unknown).append(" unknown");
            }
            line.append('}');
        }
    }

    @Override
    public void enterList(FieldInfo field, int firstIndex, int start) {
        enter(field, firstIndex > 0, '[', ']');
    }

    @Override
    public void exitList(FieldInfo field, int end) {
        exit();
    }

    @Override
    public void enterMap(FieldInfo field, int start) {
        enter(field, field.number() > 0, '{', '}');
    }

    @Override
    public void exitMap(FieldInfo field, int end) {
        exit();
    }

    private void enter(FieldInfo field, boolean again, char from, char to) {
        int level = record ? 1 : 0;
        var count = again && depth == level ? counted(field) : null;
        if (count != null) {
            open = count;
        } else if (depth == level && (depth == 0 || shown(field))) {
            line.append(from);
            open = new Count(field, line.length());
            counts.add(open);
            line.append(to);
        } else if (depth > level && open != null && depth == level + 1) {
            open.values++;
        }
        depth++;
    }

    private @Nullable Count counted(FieldInfo field) {
        for (var count : counts) {
            if (count.field == field) {
                return count;
            }
        }
        return null;
    }

    private void exit() {
        depth--;
        if (depth == (record ? 1 : 0)) {
            open = null;
        }
    }

    /// The decoder calls this between `begin` and the walk: what the payload is being read as.
    void reading(Format format, @Nullable ResolvedSchema schema) {
        masks = source.of(format, schema);
    }

    /// Whether the value about to be heard is one to write; writes what stands before it, and what
    /// stands for a value that is masked.
    private boolean shown(FieldInfo field) {
        if (undecodable || full) {
            return false;
        }
        if (masks.coversAll()) {
            hide();
            return false;
        }
        if (depth == 0) {
            return true;
        }
        if (open != null) {
            open.values += depth == (record ? 2 : 1) ? 1 : 0;
            return false;
        }
        if (depth == 2 && (inside == WellKnown.Kind.WRAPPER || inside == WellKnown.Kind.VALUE)) {
            line.setLength(insideAt);
            return true;
        }
        if (depth > 1) {
            return false;
        }
        if (line.length() > LENGTH) {
            line.append(", …");
            full = true;
            return false;
        }
        line.append(first ? "" : ", ");
        first = false;
        if (!field.name().isEmpty()) {
            line.append(Texts.clip(field.name(), TEXT)).append(' ');
        }
        if (!masks.isEmpty() && masks.covers(typeName, field.name(), topPath(field))) {
            line.append(Scalar.Masked.TEXT);
            inside = WellKnown.Kind.NONE;
            return false;
        }
        return true;
    }

    private static String topPath(FieldInfo field) {
        var path = new StringBuilder();
        Paths.append(path, field.name());
        return path.toString();
    }

    /// All of the payload is masked.
    private void hide() {
        line.setLength(0);
        counts.clear();
        line.append(Scalar.Masked.TEXT);
        full = true;
    }

    @Override
    public void textKey(int from, int to) {}

    @Override
    public void integerKey(long key) {}

    @Override
    public void branch(FieldInfo field, int index, String typeName) {}

    @Override
    public void nullValue(FieldInfo field, int start, int end) {
        if (shown(field)) {
            line.append("null");
        }
    }

    @Override
    public void bool(FieldInfo field, boolean value, int start, int end) {
        if (shown(field)) {
            line.append(value);
        }
    }

    @Override
    public void integer(FieldInfo field, long value, int start, int end) {
        if (depth == 2 && field.number() == 1) {
            seconds = value;
        } else if (depth == 2 && field.number() == 2) {
            nanos = value;
        }
        if (shown(field)) {
            append(Scalars.integer(field.logical(), value));
        }
    }

    @Override
    public void unsigned(FieldInfo field, long bits, int start, int end) {
        if (shown(field)) {
            line.append(Long.toUnsignedString(bits));
        }
    }

    @Override
    public void float32(FieldInfo field, float value, int start, int end) {
        if (shown(field)) {
            line.append(value);
        }
    }

    @Override
    public void float64(FieldInfo field, double value, int start, int end) {
        if (shown(field)) {
            line.append(value);
        }
    }

    @Override
    public void number(FieldInfo field, int start, int end) {
        if (shown(field)) {
            var literal = Texts.decode(array, offset + start, offset + Math.min(end, start + 99));
            line.append(Texts.clip(literal, TEXT));
        }
    }

    @Override
    public void text(FieldInfo field, int from, int to, boolean escaped, int start, int end) {
        if (shown(field)) {
            text(array, offset + from, offset + to, escaped);
        }
    }

    private void text(byte[] bytes, int from, int to, boolean escaped) {
        int most = Math.min(to, from + 6 * (depth == 0 ? LENGTH : TEXT));
        var quote = depth == 0 ? "" : "\"";
        line.append(quote);
        oneLine(Texts.decode(bytes, from, most, escaped));
        line.append(quote);
    }

    private void oneLine(String text) {
        var shown = Texts.clip(text, depth == 0 ? LENGTH : TEXT);
        for (int i = 0; i < shown.length(); i++) {
            char c = shown.charAt(i);
            line.append(c < ' ' || c == 0x7f ? '␣' : c);
        }
    }

    @Override
    public void bytes(FieldInfo field, int from, int to, int start, int end) {
        if (shown(field)) {
            bytes(field, array, offset + from, offset + to);
        }
    }

    private void bytes(FieldInfo field, byte[] bytes, int from, int to) {
        if (field.logical() == Logical.NONE || to - from > Limits.DECIMAL_BYTES) {
            hex(bytes, from, to);
        } else {
            append(Scalars.bytes(field.logical(), bytes, from, to));
        }
    }

    @Override
    public void pieces(FieldInfo field, byte[] content, boolean text, int start, int end) {
        if (!shown(field)) {
            return;
        }
        if (text) {
            text(content, 0, content.length, false);
        } else {
            bytes(field, content, 0, content.length);
        }
    }

    private void hex(byte[] bytes, int from, int to) {
        if (from == to) {
            line.append("0 bytes");
            return;
        }
        int end = Math.min(to, from + BYTES);
        line.append(HexFormat.of().formatHex(bytes, from, end)).append(end < to ? "…" : "");
    }

    private void append(Scalar value) {
        switch (value) {
            case Scalar.Temporal temporal -> line.append(temporal.iso());
            case Scalar.Decimal(var number) -> {
                boolean plain = Math.abs((long) number.scale()) <= PLAIN_SCALE;
                var digits = plain ? number.toPlainString() : number.toString();
                line.append(Texts.clip(digits, LENGTH));
            }
            case Scalar.Text text -> line.append(text.value());
            case Scalar.Binary bytes -> hex(bytes.value(), 0, bytes.value().length);
            case Scalar.Int number -> line.append(number.value());
            case Scalar.Null _,
                    Scalar.Masked _,
                    Scalar.Bool _,
                    Scalar.Unsigned _,
                    Scalar.Float32 _,
                    Scalar.Float64 _,
                    Scalar.Number _,
                    Scalar.Symbol _ ->
                    line.append(value);
        }
    }

    @Override
    public void symbol(FieldInfo field, int number, @Nullable String name, int start, int end) {
        if (shown(field)) {
            boolean none = inside == WellKnown.Kind.VALUE;
            line.append(none ? "null" : name == null ? Integer.toString(number) : name);
        }
    }

    /// A wrapper without a value has its type's zero.
    @Override
    public void absent(FieldInfo field, int at) {
        if (depth == 2 && inside == WellKnown.Kind.WRAPPER && field.defaultValue() != null) {
            line.setLength(insideAt);
            line.append(field.defaultValue());
        }
    }

    @Override
    public boolean unknown(FieldInfo field, int start, int end) {
        unknown++;
        return false;
    }

    @Override
    public void exitUnknown() {}

    @Override
    public void remark(FieldInfo field, Anomaly anomaly, int start, int end, long a, long b) {}

    @Override
    public void malformed(FieldInfo field, Anomaly anomaly, int start, int end, long a, long b) {
        if (anomaly == Anomaly.TOO_MANY) {
            more = true;
        } else if (depth > 0 && shown(field)) {
            line.append("✕ ").append(anomaly.id().replace('-', ' '));
        }
    }
}
