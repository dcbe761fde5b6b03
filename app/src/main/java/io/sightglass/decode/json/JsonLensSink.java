package io.sightglass.decode.json;

import io.sightglass.decode.Anomaly;
import io.sightglass.decode.DecodeSink;
import io.sightglass.decode.JsonType;
import io.sightglass.model.FieldInfo;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Passes the walk of a JSON text on, and adds what a reader's schema says of it. Keeps a level for
/// each open object or array.
final class JsonLensSink implements DecodeSink {
    private static final byte[] NOTHING = {};

    private static final class Level {
        Shape shape = Shape.ANY;
        boolean list;
        boolean damaged;
        int start;

        /// The property or element that it is the value of, undeclared: said when it ends.
        boolean undeclared;

        boolean[] seen = {};
    }

    private final Shape root;
    private final JsonScanner scan = new JsonScanner();
    private final List<Level> levels = new ArrayList<>();
    private DecodeSink to = this;
    private byte[] array = NOTHING;
    private int base;
    private int depth;

    /// Whether the value that [#shape] was last asked for is one that the reader does not declare.
    private boolean undeclared;

    JsonLensSink(Shape root) {
        this.root = root;
    }

    void open(byte[] array, int base, DecodeSink sink) {
        this.array = array;
        this.base = base;
        scan.begin(array, array.length);
        to = sink;
        depth = 0;
    }

    void close() {
        array = NOTHING;
        scan.begin(NOTHING, 0);
        to = this;
    }

    @Override
    public boolean wantsValues() {
        return true;
    }

    @Override
    public int mostValues() {
        return to.mostValues();
    }

    @Override
    public void begin(byte[] array, int offset, int length) {
        throw new IllegalStateException("a walker begins no payload");
    }

    @Override
    public void finish() {
        throw new IllegalStateException("a walker finishes no payload");
    }

    /// The reader's shape of the value of `field` that is heard now.
    private Shape shape(FieldInfo field) {
        undeclared = false;
        if (depth == 0) {
            return root;
        }
        var top = levels.get(depth - 1);
        if (top.list) {
            return top.shape.items;
        }
        if (top.shape == Shape.ANY) {
            return Shape.ANY;
        }
        var name = field.name().getBytes(StandardCharsets.UTF_8);
        var property = top.shape.property(name, 0, name.length, Names.hash(name, 0, name.length));
        if (property != null) {
            top.seen[property.index()] = true;
            return property.shape();
        }
        undeclared =
                top.shape.closed
                        || (top.shape.properties.length > 0 && top.shape.additional == Shape.ANY);
        return top.shape.additional;
    }

    /// Says that the reader does not declare a property, or does not allow it.
    private void undeclared(FieldInfo field, int start, int end) {
        boolean closed = depth > 0 && levels.get(depth - 1).shape.closed;
        var anomaly = closed ? Anomaly.READER_CLOSED : Anomaly.DROPPED;
        to.remark(field, anomaly, start, end, -1, 0);
    }

    private void push(Shape shape, boolean list, int start) {
        if (depth == levels.size()) {
            levels.add(new Level());
        }
        var level = levels.get(depth++);
        level.shape = shape;
        level.list = list;
        level.start = start;
        level.damaged = false;
        level.undeclared = undeclared;
        if (level.seen.length < shape.properties.length) {
            level.seen = new boolean[shape.properties.length];
        }
        Arrays.fill(level.seen, false);
    }

    private void enter(FieldInfo field, JsonType type, int start) {
        var shape = shape(field);
        push(shape, type == JsonType.ARRAY, start);
    }

    /// Ends an object or array; then its type is judged, since a remark follows its value.
    private void exit(FieldInfo field, JsonType type, int end) {
        var level = levels.get(--depth);
        typed(field, level.shape, type, level.start, end);
        if (level.undeclared) {
            undeclared(field, level.start, end);
        }
    }

    private void typed(FieldInfo field, Shape shape, JsonType type, int start, int end) {
        if (!shape.allows(type)) {
            to.remark(field, Anomaly.READER_JSON_TYPE, start, end, type.ordinal(), shape.types);
        }
    }

    private void value(FieldInfo field, JsonType type, int start, int end) {
        var shape = shape(field);
        typed(field, shape, type == JsonType.NUMBER ? number(shape, start, end) : type, start, end);
        if (undeclared) {
            undeclared(field, start, end);
        }
    }

    /// The type of a number, as far as that matters to `shape`. (`NaN` and the like are numbers
    /// too.)
    private JsonType number(Shape shape, int start, int end) {
        boolean matters = !shape.allows(JsonType.NUMBER);
        boolean digits = Character.isDigit(array[base + end - 1]);
        return matters && digits && scan.isWhole(base + start, base + end)
                ? JsonType.INTEGER
                : JsonType.NUMBER;
    }

    @Override
    public void enterRecord(FieldInfo field, String typeName, int start) {
        to.enterRecord(field, typeName, start);
        enter(field, JsonType.OBJECT, start);
    }

    @Override
    public void exitRecord(FieldInfo field, int end) {
        var level = levels.get(depth - 1);
        if (!level.damaged && level.shape.allows(JsonType.OBJECT)) {
            for (var property : level.shape.properties) {
                if (property.required() && !level.seen[property.index()]) {
                    to.remark(property.field(), Anomaly.READER_REQUIRED, level.start, end, -1, 0);
                }
            }
        }
        to.exitRecord(field, end);
        exit(field, JsonType.OBJECT, end);
    }

    @Override
    public void enterList(FieldInfo field, int firstIndex, int start) {
        to.enterList(field, firstIndex, start);
        enter(field, JsonType.ARRAY, start);
    }

    @Override
    public void exitList(FieldInfo field, int end) {
        to.exitList(field, end);
        exit(field, JsonType.ARRAY, end);
    }

    @Override
    public void enterMap(FieldInfo field, int start) {
        to.enterMap(field, start);
        undeclared = false;
        push(Shape.ANY, true, start);
    }

    @Override
    public void exitMap(FieldInfo field, int end) {
        to.exitMap(field, end);
        depth--;
    }

    @Override
    public void textKey(int from, int to) {
        this.to.textKey(from, to);
    }

    @Override
    public void integerKey(long key) {
        to.integerKey(key);
    }

    @Override
    public void branch(FieldInfo field, int index, String typeName) {
        to.branch(field, index, typeName);
    }

    @Override
    public void nullValue(FieldInfo field, int start, int end) {
        to.nullValue(field, start, end);
        value(field, JsonType.NULL, start, end);
    }

    @Override
    public void bool(FieldInfo field, boolean value, int start, int end) {
        to.bool(field, value, start, end);
        value(field, JsonType.BOOLEAN, start, end);
    }

    @Override
    public void integer(FieldInfo field, long value, int start, int end) {
        to.integer(field, value, start, end);
        value(field, JsonType.INTEGER, start, end);
    }

    @Override
    public void unsigned(FieldInfo field, long bits, int start, int end) {
        to.unsigned(field, bits, start, end);
        value(field, JsonType.INTEGER, start, end);
    }

    @Override
    public void float32(FieldInfo field, float value, int start, int end) {
        to.float32(field, value, start, end);
        value(field, JsonType.NUMBER, start, end);
    }

    @Override
    public void float64(FieldInfo field, double value, int start, int end) {
        to.float64(field, value, start, end);
        value(field, JsonType.NUMBER, start, end);
    }

    @Override
    public void number(FieldInfo field, int start, int end) {
        to.number(field, start, end);
        value(field, JsonType.NUMBER, start, end);
    }

    @Override
    public void text(FieldInfo field, int from, int to, boolean escaped, int start, int end) {
        this.to.text(field, from, to, escaped, start, end);
        value(field, JsonType.STRING, start, end);
    }

    @Override
    public void bytes(FieldInfo field, int from, int to, int start, int end) {
        this.to.bytes(field, from, to, start, end);
        value(field, JsonType.STRING, start, end);
    }

    @Override
    public void pieces(FieldInfo field, byte[] bytes, boolean text, int start, int end) {
        to.pieces(field, bytes, text, start, end);
        value(field, JsonType.STRING, start, end);
    }

    @Override
    public void symbol(FieldInfo field, int number, @Nullable String name, int start, int end) {
        to.symbol(field, number, name, start, end);
        value(field, JsonType.STRING, start, end);
    }

    @Override
    public void absent(FieldInfo field, int at) {
        to.absent(field, at);
    }

    /// A property that the writer's schema does not allow; the reader's may.
    @Override
    public boolean unknown(FieldInfo field, int start, int end) {
        boolean wanted = to.unknown(field, start, end);
        var shape = shape(field);
        var type = scan.type(base + start);
        typed(field, shape, type == JsonType.NUMBER ? number(shape, start, end) : type, start, end);
        if (undeclared) {
            undeclared(field, start, end);
        }
        if (wanted) {
            undeclared = false;
            push(Shape.ANY, true, start);
        }
        return wanted;
    }

    @Override
    public void exitUnknown() {
        depth--;
        to.exitUnknown();
    }

    @Override
    public void remark(FieldInfo field, Anomaly anomaly, int start, int end, long a, long b) {
        to.remark(field, anomaly, start, end, a, b);
        if (anomaly == Anomaly.CUT_SHORT) {
            damaged();
        }
    }

    @Override
    public void malformed(FieldInfo field, Anomaly anomaly, int start, int end, long a, long b) {
        to.malformed(field, anomaly, start, end, a, b);
        if (anomaly != Anomaly.TRAILING_BYTES) {
            damaged();
        }
    }

    /// Of what is cut nothing is said to be missing.
    private void damaged() {
        for (int i = 0; i < depth; i++) {
            levels.get(i).damaged = true;
        }
    }
}
