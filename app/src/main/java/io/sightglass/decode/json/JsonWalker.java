package io.sightglass.decode.json;

import io.sightglass.decode.Anomaly;
import io.sightglass.decode.DecodeSink;
import io.sightglass.decode.Expected;
import io.sightglass.decode.JsonType;
import io.sightglass.decode.Keys;
import io.sightglass.decode.Limits;
import io.sightglass.decode.Texts;
import io.sightglass.decode.Walker;
import io.sightglass.model.FieldInfo;
import io.sightglass.model.Format;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;

/// Walks one JSON text. With a schema's [Shape], known properties bear its documentation, others
/// may be unknown, and a value of a wrong type is remarked; without one, everything is as it comes.
///
/// Text that breaks the grammar cannot be read behind the break: the walk then leaves container by
/// container, each ending where the payload ends. What lenient writers add (comments, `NaN`) breaks
/// nothing: it is remarked, and the walk goes on.
final class JsonWalker implements Walker {
    private static final byte[] NOTHING = {};

    /// How often, on average, a byte may be looked at to find where values end.
    private static final long LOOK_AHEAD = 8;

    private static final String INFINITY = "Infinity";
    private static final FieldInfo SELF = FieldInfo.of("", -1, "object");

    private static final FieldInfo DOCUMENTS = FieldInfo.of("", -1, "documents");

    private final FieldInfo root;
    private final Shape shape;

    /// Whether the payload is a list of texts rather than one.
    private final boolean documents;

    private final Names names = new Names();
    private final Keys keys = new Keys();
    private final JsonScanner scan = new JsonScanner();
    private final JsonCheck check = new JsonCheck(scan);
    private byte[] array = NOTHING;
    private int base;
    private int position;
    private int limit;
    private int depth;
    private int nodes;
    private int mostValues;
    private boolean lost;

    /// Whether the sink wants to hear of values, or of damage only.
    private boolean told;

    /// The property that came last in the innermost object: most writers keep to one order.
    private int lastProperty;

    /// Bytes that may still be looked at to find where values end.
    private long budget;

    JsonWalker(FieldInfo root, Shape shape, boolean documents) {
        this.root = root;
        this.shape = shape;
        this.documents = documents;
    }

    @Override
    public Format format() {
        return Format.JSON;
    }

    @Override
    public void walk(byte[] array, int offset, int from, int length, DecodeSink sink) {
        int end = offset + length;
        scan.begin(array, end);
        mostValues = sink.mostValues();
        boolean quiet = sink.wantsOfSound() == DecodeSink.Sound.NOTHING && !documents;
        if (!quiet || !check.isSound(shape, array, offset + from, end, mostValues)) {
            tell(array, offset, from, length, sink);
        }
        scan.begin(NOTHING, 0);
    }

    private void tell(byte[] array, int offset, int from, int length, DecodeSink sink) {
        this.array = array;
        base = offset;
        position = offset + from;
        limit = offset + length;
        depth = 0;
        nodes = 0;
        lost = false;
        told = sink.wantsValues();
        budget = LOOK_AHEAD * (length - from);
        keys.clear();
        if (scan.hasByteOrderMark(position)) {
            sink.remark(SELF, Anomaly.BYTE_ORDER_MARK, position - base, position + 3 - base, 0, 0);
            position += 3;
        }
        if (documents) {
            documents(sink);
        } else {
            space(sink);
            var field = root == Names.ELEMENT ? Names.unnamed(scan.type(position)) : root;
            value(field, shape, sink);
            trailing(field, sink);
        }
        this.array = NOTHING;
    }

    /// One object or array after the other, as elements of a list.
    private void documents(DecodeSink sink) {
        int start = position;
        int count = 0;
        depth++;
        if (told) {
            sink.enterList(DOCUMENTS, 0, start - base);
        }
        space(sink);
        while (!lost && scan.opens(position)) {
            value(Names.unnamed(scan.type(position)), shape, sink);
            count++;
            if (!lost) {
                space(sink);
            }
        }
        depth--;
        trailing(SELF, sink);
        if (told) {
            sink.exitList(DOCUMENTS, position - base);
        }
        sink.remark(DOCUMENTS, Anomaly.DOCUMENTS, start - base, position - base, count, 0);
    }

    /// Goes over white space, and over comments, which JSON does not have.
    private void space(DecodeSink sink) {
        position = scan.space(position);
        while (position < limit && array[position] == '/') {
            int end = scan.comment(position);
            if (end < 0) {
                return;
            }
            sink.remark(SELF, Anomaly.COMMENT, position - base, end - base, 0, 0);
            position = scan.space(end);
        }
    }

    /// Notes bytes behind the value; within a root object still, so that they are part of it.
    /// Nothing is read after that.
    private void trailing(FieldInfo field, DecodeSink sink) {
        if (lost) {
            return;
        }
        int end = position;
        space(sink);
        int at = position;
        position = at < limit ? limit : end;
        lost = true;
        if (at < limit) {
            sink.malformed(field, Anomaly.TRAILING_BYTES, at - base, limit - base, limit - at, 0);
        }
    }

    /// The value at `position`.
    private void value(FieldInfo field, Shape shape, DecodeSink sink) {
        int start = position;
        if (start == limit) {
            lose(field, Anomaly.CUT_SHORT, start, 0, 0, sink);
            return;
        }
        if (++nodes > mostValues) {
            lose(field, Anomaly.TOO_MANY, start, mostValues, 0, sink);
            return;
        }
        switch (array[start]) {
            case '{' -> object(field, shape, sink);
            case '[' -> list(field, shape, sink);
            case '"' -> text(field, shape, sink);
            case 't' -> literal(field, shape, "true", JsonType.BOOLEAN, sink);
            case 'f' -> literal(field, shape, "false", JsonType.BOOLEAN, sink);
            case 'n' -> literal(field, shape, "null", JsonType.NULL, sink);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' ->
                    number(field, shape, sink);
            case 'N' -> noNumber(field, shape, "NaN", Double.NaN, sink);
            case 'I' -> noNumber(field, shape, INFINITY, Double.POSITIVE_INFINITY, sink);
            default -> syntax(field, start, Expected.VALUE, sink);
        }
    }

    private void object(FieldInfo field, Shape given, DecodeSink sink) {
        int start = position;
        if (tooDeep(field, start, sink)) {
            return;
        }
        var shape = typed(field, given, JsonType.OBJECT, start, sink);
        depth++;
        if (told) {
            sink.enterRecord(field, "", start - base);
        }
        int region = keys.open(shape.properties.length);
        lastProperty = -1;
        position = start + 1;
        space(sink);
        if (position < limit && array[position] == '}') {
            position++;
        } else {
            boolean more = true;
            while (more && !lost) {
                more = member(shape, region, start, sink);
            }
        }
        if (told && !lost) {
            for (var property : shape.properties) {
                if (!keys.seen(region, property.index())) {
                    sink.absent(property.field(), position - base);
                }
            }
        }
        keys.close(region);
        depth--;
        if (depth == 0) {
            trailing(SELF, sink);
        }
        if (told) {
            sink.exitRecord(field, position - base);
        }
    }

    /// One key with its value and the comma or brace behind it. Answers whether another follows.
    private boolean member(Shape shape, int region, int objectStart, DecodeSink sink) {
        space(sink);
        if (ended(objectStart, sink) || !expect('"', Expected.KEY, sink)) {
            return false;
        }
        int from = position;
        int to = scan.string(from);
        if (to < 0) {
            lose(SELF, Anomaly.CUT_SHORT, from - 1, 0, 0, sink);
            return false;
        }
        boolean escaped = scan.escaped();
        boolean clean = scan.clean();
        position = to + 1;
        space(sink);
        if (ended(objectStart, sink) || !expect(':', Expected.COLON, sink)) {
            return false;
        }
        space(sink);
        keyed(shape, region, from, to, escaped, clean, sink);
        if (lost) {
            return false;
        }
        space(sink);
        if (ended(objectStart, sink)) {
            return false;
        }
        byte next = array[position];
        if (next != ',' && next != '}') {
            syntax(SELF, position, Expected.COMMA_OR_BRACE, sink);
            return false;
        }
        position++;
        return next == ',';
    }

    /// The value at `position`, whose key is at `from` to `to`.
    private void keyed(
            Shape shape,
            int region,
            int from,
            int to,
            boolean escaped,
            boolean clean,
            DecodeSink sink) {
        var property = shape.guess(lastProperty, array, from, to);
        int hash = property == null ? Names.hash(array, from, to) : 0;
        if (property == null) {
            property = escaped ? escaped(shape, from, to) : shape.property(array, from, to, hash);
        }
        var field = property == null ? undeclared(from, to, hash, escaped) : property.field();
        if (!clean) {
            remarks(field, from, to, from - 1, to + 1, sink);
        }
        boolean again =
                property == null
                        ? keys.add(region, array, from, to, hash, escaped)
                        : keys.see(region, property.index());
        if (again) {
            int end = ahead(position);
            sink.remark(field, Anomaly.DUPLICATE, position - base, end - base, 0, 0);
        }
        if (property != null) {
            value(field, property.shape(), sink);
            lastProperty = property.index();
        } else if (!shape.closed) {
            value(field, shape.additional, sink);
        } else {
            unknown(field, sink);
        }
    }

    /// The field for a key that the schema does not declare. Who hears of damage alone needs no
    /// name.
    private FieldInfo undeclared(int from, int to, int hash, boolean escaped) {
        var type = scan.type(position);
        return told ? names.field(array, from, to, hash, escaped, type) : Names.unnamed(type);
    }

    /// The property that a key with escapes means.
    private Shape.@Nullable Property escaped(Shape shape, int from, int to) {
        var name = Texts.decode(array, from, to, true).getBytes(StandardCharsets.UTF_8);
        return shape.property(name, 0, name.length, Names.hash(name, 0, name.length));
    }

    /// A sink that does not want the content is told of its damage all the same.
    private void unknown(FieldInfo field, DecodeSink sink) {
        int end = scan.skip(position);
        if (end < 0) {
            value(field, Shape.ANY, sink);
            return;
        }
        boolean before = told;
        boolean wanted = sink.unknown(field, position - base, end - base);
        told = wanted;
        int outer = limit;
        limit(end);
        value(field, Shape.ANY, sink);
        if (!lost && position < end) {
            syntax(field, position, Expected.COMMA_OR_BRACE, sink);
        }
        // Its brackets say where it ends, so that the walk can go on behind its damage.
        lost = false;
        position = end;
        limit(outer);
        told = before;
        if (wanted) {
            sink.exitUnknown();
        }
    }

    private void limit(int end) {
        limit = end;
        scan.begin(array, end);
    }

    /// Where the value at `at` ends, for a remark that comes before it. The bytes looked at are
    /// bounded: a text may have such values within such values.
    private int ahead(int at) {
        int end = budget > 0 ? scan.skip(at) : at;
        end = end < 0 ? limit : end;
        budget -= end - at;
        return end;
    }

    private void list(FieldInfo field, Shape given, DecodeSink sink) {
        int start = position;
        if (tooDeep(field, start, sink)) {
            return;
        }
        var shape = typed(field, given, JsonType.ARRAY, start, sink);
        depth++;
        if (told) {
            sink.enterList(field, 0, start - base);
        }
        position = start + 1;
        space(sink);
        if (position < limit && array[position] == ']') {
            position++;
        } else {
            boolean more = true;
            while (more && !lost) {
                more = element(shape, sink);
            }
        }
        depth--;
        if (told) {
            sink.exitList(field, position - base);
        }
    }

    private boolean element(Shape shape, DecodeSink sink) {
        space(sink);
        var element = shape.element;
        if (element == Names.ELEMENT) {
            element = Names.unnamed(scan.type(position));
        }
        value(element, shape.items, sink);
        if (lost) {
            return false;
        }
        space(sink);
        if (position == limit) {
            lose(element, Anomaly.CUT_SHORT, limit, 0, 0, sink);
            return false;
        }
        byte next = array[position];
        if (next != ',' && next != ']') {
            syntax(element, position, Expected.COMMA_OR_BRACKET, sink);
            return false;
        }
        position++;
        return next == ',';
    }

    private void text(FieldInfo field, Shape shape, DecodeSink sink) {
        int start = position;
        int to = scan.string(start + 1);
        if (to < 0) {
            lose(field, Anomaly.CUT_SHORT, start, 0, 0, sink);
            return;
        }
        position = to + 1;
        boolean escaped = scan.escaped();
        if (!scan.clean()) {
            remarks(field, start + 1, to, start, position, sink);
        }
        typed(field, shape, JsonType.STRING, start, sink);
        if (told) {
            sink.text(field, start + 1 - base, to - base, escaped, start - base, position - base);
        }
    }

    /// Says what is wrong inside a string.
    private void remarks(FieldInfo field, int from, int to, int start, int end, DecodeSink sink) {
        int utf8 = scan.badUtf8(from, to);
        if (utf8 >= 0) {
            sink.remark(field, Anomaly.BAD_UTF8, start - base, end - base, utf8 - base, 0);
        }
        int control = scan.control(from, to);
        if (control >= 0) {
            remark(field, control, Expected.NO_CONTROL, sink);
        }
        int escape = scan.badEscape(from, to);
        if (escape >= 0) {
            remark(field, escape, Expected.ESCAPE, sink);
        }
    }

    private void remark(FieldInfo field, int at, Expected expected, DecodeSink sink) {
        sink.remark(
                field,
                Anomaly.SYNTAX,
                at - base,
                at + 1 - base,
                array[at] & 0xff,
                expected.ordinal());
    }

    private void number(FieldInfo field, Shape shape, DecodeSink sink) {
        int start = position;
        int end = scan.number(start);
        if (end == ~(start + 1) && end != ~limit && array[start + 1] == 'I') {
            noNumber(field, shape, "-" + INFINITY, Double.NEGATIVE_INFINITY, sink);
            return;
        }
        if (end < 0) {
            int at = ~end;
            if (at == limit) {
                lose(field, Anomaly.CUT_SHORT, start, 0, 0, sink);
            } else {
                syntax(field, at, Expected.DIGIT, sink);
            }
            return;
        }
        position = end;
        if (!shape.allows(JsonType.NUMBER)) {
            var type = scan.isWhole(start, end) ? JsonType.INTEGER : JsonType.NUMBER;
            typed(field, shape, type, start, sink);
        }
        if (told) {
            sink.number(field, start - base, end - base);
        }
    }

    /// A token that JavaScript has and JSON has not (RFC 8259, 6), which some writers let through.
    private void noNumber(
            FieldInfo field, Shape shape, String word, double value, DecodeSink sink) {
        int start = position;
        if (!isWord(field, word, sink)) {
            return;
        }
        position = start + word.length();
        sink.remark(
                field,
                Anomaly.NO_NUMBER,
                start - base,
                position - base,
                array[start] & 0xff,
                depth > 0 ? 1 : 0);
        if (!shape.allows(JsonType.NUMBER)) {
            typed(field, shape, JsonType.NUMBER, start, sink);
        }
        if (told) {
            sink.float64(field, value, start - base, position - base);
        }
    }

    /// Whether `word` stands at the position; says what is wrong where it does not.
    private boolean isWord(FieldInfo field, String word, DecodeSink sink) {
        int same = scan.same(position, word);
        if (same == word.length()) {
            return true;
        }
        if (position + same == limit) {
            lose(field, Anomaly.CUT_SHORT, position, 0, 0, sink);
        } else {
            syntax(field, position, Expected.VALUE, sink);
        }
        return false;
    }

    private void literal(
            FieldInfo field, Shape shape, String word, JsonType type, DecodeSink sink) {
        int start = position;
        if (!isWord(field, word, sink)) {
            return;
        }
        position = start + word.length();
        typed(field, shape, type, start, sink);
        if (!told) {
            return;
        }
        if (type == JsonType.NULL) {
            sink.nullValue(field, start - base, position - base);
        } else {
            sink.bool(field, word.length() == 4, start - base, position - base);
        }
    }

    /// Holds the value at `start` to the types that `shape` allows; answers the shape to go on
    /// with.
    private Shape typed(FieldInfo field, Shape shape, JsonType type, int start, DecodeSink sink) {
        if (shape.allows(type)) {
            return shape;
        }
        int end = ahead(start);
        sink.remark(field, Anomaly.TYPE, start - base, end - base, type.ordinal(), shape.types);
        return Shape.ANY;
    }

    /// Whether the text ends here, within an object that began at `objectStart`.
    private boolean ended(int objectStart, DecodeSink sink) {
        if (position < limit) {
            return false;
        }
        lost = true;
        sink.remark(SELF, Anomaly.CUT_SHORT, objectStart - base, limit - base, 0, 0);
        return true;
    }

    private boolean expect(char character, Expected expected, DecodeSink sink) {
        if (array[position] == character) {
            position++;
            return true;
        }
        syntax(SELF, position, expected, sink);
        return false;
    }

    private boolean tooDeep(FieldInfo field, int start, DecodeSink sink) {
        if (depth < Limits.DEPTH) {
            return false;
        }
        int end = scan.skip(start);
        if (end < 0) {
            lost = true;
            end = limit;
        }
        position = end;
        sink.malformed(field, Anomaly.TOO_DEEP, start - base, end - base, Limits.DEPTH, 0);
        return true;
    }

    private void syntax(FieldInfo field, int at, Expected expected, DecodeSink sink) {
        lose(field, Anomaly.SYNTAX, at, array[at] & 0xff, expected.ordinal(), sink);
    }

    private void lose(
            FieldInfo field, Anomaly anomaly, int start, long a, long b, DecodeSink sink) {
        lost = true;
        position = limit;
        sink.malformed(field, anomaly, start - base, limit - base, a, b);
    }
}
