package io.sightglass.decode.json;

import io.sightglass.decode.JsonType;
import io.sightglass.decode.Keys;
import io.sightglass.decode.Limits;

/// Goes over a JSON text as [JsonWalker] does, telling nobody, up to the first thing that there
/// would be to say of it.
///
/// A sink that hears of damage only hears nothing of most payloads. For these this is the whole
/// walk: positions stay in registers, keys are compared with the property that should come next
/// before anything else is done with them, and no field is looked up that nobody will hear of.
/// Where it stops, the walker goes over the same bytes again and says why; so it may stop too
/// early, which costs time, but never too late.
///
/// It leaves to the walker what is rare: comments, keys with escapes, and objects of very many
/// known properties.
final class JsonCheck {
    /// What is answered in place of a position where there may be something to say.
    private static final int ODD = -1;

    private final Keys keys = new Keys();
    private final JsonScanner scan;
    private int limit;
    private int nodes;
    private int mostNodes;

    /// @param scan begins with each payload before this does
    JsonCheck(JsonScanner scan) {
        this.scan = scan;
    }

    /// Whether there is nothing to say of the text at `from` to `limit`.
    boolean isSound(Shape shape, byte[] array, int from, int limit, int mostNodes) {
        this.limit = limit;
        this.mostNodes = mostNodes;
        nodes = 0;
        keys.clear();
        int end = value(shape, array, space(array, from), 0);
        return end >= 0 && space(array, end) == limit;
    }

    /// Where the value at `at` ends, or [#ODD].
    ///
    /// @param depth how many objects and arrays it stands in
    private int value(Shape shape, byte[] array, int at, int depth) {
        if (at >= limit || ++nodes > mostNodes) {
            return ODD;
        }
        return switch (array[at]) {
            case '{' -> object(shape, array, at, depth);
            case '[' -> list(shape, array, at, depth);
            case '"' -> shape.allows(JsonType.STRING) ? text(array, at) : ODD;
            case 't' -> literal(shape, JsonType.BOOLEAN, "true", at);
            case 'f' -> literal(shape, JsonType.BOOLEAN, "false", at);
            case 'n' -> literal(shape, JsonType.NULL, "null", at);
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number(shape, at);
            default -> ODD;
        };
    }

    private int object(Shape shape, byte[] array, int start, int depth) {
        if (depth >= Limits.DEPTH || !shape.allows(JsonType.OBJECT)) {
            return ODD;
        }
        int at = space(array, start + 1);
        if (at < limit && array[at] == '}') {
            return at + 1;
        }
        int region = keys.open(0);
        long seen = 0;
        Shape.Property property = null;
        while (at < limit && array[at] == '"') {
            int from = at + 1;
            int to;
            property = shape.behind(property);
            if (property != null && property.name().isAt(array, from, limit)) {
                to = from + property.name().bytes.length;
            } else {
                to = scan.string(from);
                if (to < 0 || scan.escaped() || !isClean(from, to)) {
                    return ODD;
                }
                int hash = Names.hash(array, from, to);
                property = shape.property(array, from, to, hash);
                if (property == null
                        && (shape.closed || keys.add(region, array, from, to, hash, false))) {
                    return ODD;
                }
            }
            if (property != null) {
                if ((seen & property.bit()) != 0 || property.bit() == 0) {
                    return ODD;
                }
                seen |= property.bit();
            }
            at = space(array, to + 1);
            if (at >= limit || array[at] != ':') {
                return ODD;
            }
            var inner = property == null ? shape.additional : property.shape();
            at = value(inner, array, space(array, at + 1), depth + 1);
            at = at < 0 ? limit : space(array, at);
            if (at >= limit) {
                return ODD;
            }
            byte next = array[at];
            if (next == '}') {
                keys.close(region);
                return at + 1;
            }
            at = next == ',' ? space(array, at + 1) : limit;
        }
        return ODD;
    }

    private int list(Shape shape, byte[] array, int start, int depth) {
        if (depth >= Limits.DEPTH || !shape.allows(JsonType.ARRAY)) {
            return ODD;
        }
        int at = space(array, start + 1);
        if (at < limit && array[at] == ']') {
            return at + 1;
        }
        while (true) {
            at = value(shape.items, array, at, depth + 1);
            at = at < 0 ? limit : space(array, at);
            if (at >= limit) {
                return ODD;
            }
            byte next = array[at];
            if (next == ']') {
                return at + 1;
            }
            if (next != ',') {
                return ODD;
            }
            at = space(array, at + 1);
        }
    }

    private int text(byte[] array, int start) {
        int to = scan.plain(start + 1);
        if (to < limit && array[to] == '"') {
            return to + 1;
        }
        to = scan.string(start + 1);
        return to >= 0 && isClean(start + 1, to) ? to + 1 : ODD;
    }

    /// Whether all is well within the string last scanned.
    private boolean isClean(int from, int to) {
        return scan.clean()
                || (scan.badUtf8(from, to) < 0
                        && scan.control(from, to) < 0
                        && scan.badEscape(from, to) < 0);
    }

    private int number(Shape shape, int start) {
        int end = scan.number(start);
        if (end < 0 || shape.allows(JsonType.NUMBER)) {
            return end < 0 ? ODD : end;
        }
        return shape.allows(JsonType.INTEGER) && scan.isWhole(start, end) ? end : ODD;
    }

    private int literal(Shape shape, JsonType type, String word, int at) {
        return shape.allows(type) && scan.same(at, word) == word.length()
                ? at + word.length()
                : ODD;
    }

    private int space(byte[] array, int at) {
        return at < limit && array[at] > ' ' ? at : scan.space(at);
    }
}
