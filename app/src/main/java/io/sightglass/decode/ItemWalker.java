package io.sightglass.decode;

import io.sightglass.model.FieldInfo;

import java.util.HexFormat;
import java.util.function.Supplier;

/// What the walkers of formats share whose bytes say of each value what it is (CBOR, MessagePack):
/// the place in the payload, its bounds, and maps.
///
/// A map is a record, as in JSON; its fields are named by their keys, and a key that is no text by
/// what it is (`7`, `true`, `h'01ff'`). Such formats carry no lengths of containers in bytes, so
/// after damage nothing behind it can be read: the walk then leaves container by container, each
/// ending where the payload ends.
public abstract class ItemWalker implements Walker {
    private static final byte[] NOTHING = {};

    /// Passed as the place of the key of a value that has none.
    protected static final int NO_KEY = -1;

    /// The count of a container that marks its own end.
    protected static final long OPEN = -1;

    private static final ItemType UNREAD = ItemType.of("");

    /// Indexes into it are `base` more than the positions that sinks hear.
    protected byte[] array = NOTHING;

    protected int base;
    protected int position;
    protected int limit;

    /// Nothing behind `position` can be read.
    protected boolean lost;

    private final Keys keys = new Keys();
    private final ItemNames names = new ItemNames();
    private final FieldInfo root;
    private final Supplier<String> name = this::name;
    private int depth;
    private int nodes;
    private int mostValues;
    private int keyFrom;
    private int keyTo;

    protected ItemWalker(FieldInfo root) {
        this.root = root;
    }

    @Override
    public final void walk(byte[] array, int offset, int from, int length, DecodeSink sink) {
        this.array = array;
        base = offset;
        position = offset + from;
        limit = offset + length;
        depth = 0;
        nodes = 0;
        lost = false;
        mostValues = sink.mostValues();
        keys.clear();
        value(NO_KEY, NO_KEY, sink);
        trailing(sink);
        this.array = NOTHING;
    }

    /// The value at `position`, whose key is encoded at `from` to `to`.
    protected abstract void item(int from, int to, DecodeSink sink);

    /// The position behind the item at `at`, which is not heard, or a negative number where it is
    /// not whole. It may hold others, `depth` deep.
    protected abstract int skip(int at, int depth);

    /// Where the text of the key at `from` begins, or a negative number where it is no text in one
    /// piece. It ends where the key ends.
    protected abstract int keyText(int from);

    /// The name of a key that is no text.
    protected abstract String keyName(int from, int to);

    /// Whether the map or list at `position` ends here, though it did not say how much it holds.
    protected abstract boolean ends(DecodeSink sink);

    /// The field for a value of that type with the key at `from` to `to`.
    protected final FieldInfo field(int from, int to, ItemType type) {
        if (from == NO_KEY) {
            return type.unnamed();
        }
        keyFrom = from;
        keyTo = to;
        return names.field(array, from, to, type, name);
    }

    private String name() {
        int text = keyText(keyFrom);
        return text < 0 ? keyName(keyFrom, keyTo) : Texts.decode(array, text, keyTo);
    }

    private void value(int from, int to, DecodeSink sink) {
        if (position == limit) {
            lose(keyed(from, to), Anomaly.CUT_SHORT, position, 0, 0, sink);
        } else if (++nodes > mostValues) {
            lose(keyed(from, to), Anomaly.TOO_MANY, position, mostValues, 0, sink);
        } else {
            item(from, to, sink);
        }
    }

    /// The field for a value of which nothing is known.
    protected final FieldInfo keyed(int from, int to) {
        return from == NO_KEY ? root : field(from, to, UNREAD);
    }

    /// A map of `count` pairs, unsigned, or [#OPEN].
    protected final void map(FieldInfo field, long count, int start, DecodeSink sink) {
        if (tooDeep(field, start, sink)) {
            return;
        }
        sink.enterRecord(field, "", start - base);
        depth++;
        int region = keys.open(0);
        for (long i = 0; i != count && !lost && !(count == OPEN && ends(sink)); i++) {
            pair(region, sink);
        }
        keys.close(region);
        depth--;
        if (depth == 0) {
            trailing(sink);
        }
        sink.exitRecord(field, position - base);
    }

    private void pair(int region, DecodeSink sink) {
        int from = position;
        int to = from == limit ? -1 : skip(from, Limits.DEPTH);
        if (to < 0) {
            lose(root, from == limit ? Anomaly.CUT_SHORT : Anomaly.BAD_KEY, from, 0, 0, sink);
            return;
        }
        position = to;
        int text = keyText(from);
        int bad = text < 0 ? -1 : Utf8.firstBad(array, text, to);
        if (bad >= 0) {
            remark(keyed(from, to), Anomaly.BAD_UTF8, from, to, bad - base, sink);
        }
        if (keys.add(region, array, from, to, ItemNames.hash(array, from, to), false)) {
            remark(keyed(from, to), Anomaly.DUPLICATE, from, to, 0, sink);
        }
        value(from, to, sink);
    }

    /// A list of `count` elements, unsigned, or [#OPEN].
    protected final void list(FieldInfo field, long count, int start, DecodeSink sink) {
        if (tooDeep(field, start, sink)) {
            return;
        }
        sink.enterList(field, 0, start - base);
        depth++;
        for (long i = 0; i != count && !lost && !(count == OPEN && ends(sink)); i++) {
            value(NO_KEY, NO_KEY, sink);
        }
        depth--;
        sink.exitList(field, position - base);
    }

    /// A list of the one value at `position`, which is known to end at `end`.
    protected final void within(FieldInfo field, int start, int end, DecodeSink sink) {
        if (tooDeep(field, start, sink)) {
            return;
        }
        sink.enterList(field, 0, start - base);
        depth++;
        value(NO_KEY, NO_KEY, sink);
        depth--;
        sink.exitList(field, (lost ? limit : end) - base);
    }

    /// The bytes `from` to `to` in hexadecimal, for a key's name.
    protected final String hex(String before, int from, int to) {
        int end = Math.min(to, from + 32);
        return before + HexFormat.of().formatHex(array, from, end) + (end < to ? "…'" : "'");
    }

    /// A text at `from` to `to`, which ends the value.
    protected final void text(FieldInfo field, int from, int to, int start, DecodeSink sink) {
        int bad = Utf8.firstBad(array, from, to);
        if (bad >= 0) {
            remark(field, Anomaly.BAD_UTF8, start, position, bad - base, sink);
        }
        sink.text(field, from - base, to - base, false, start - base, position - base);
    }

    protected final void bytes(FieldInfo field, int from, int to, int start, DecodeSink sink) {
        sink.bytes(field, from - base, to - base, start - base, position - base);
    }

    /// Whether `size` bytes, unsigned, follow; loses the place where they do not.
    protected final boolean has(FieldInfo field, long size, int start, DecodeSink sink) {
        if (Long.compareUnsigned(size, limit - position) <= 0) {
            return true;
        }
        lose(field, Anomaly.TRUNCATED, start, size, limit - position, sink);
        return false;
    }

    protected final void remark(
            FieldInfo field, Anomaly anomaly, int start, int end, long a, DecodeSink sink) {
        sink.remark(field, anomaly, start - base, end - base, a, 0);
    }

    protected final void lose(
            FieldInfo field, Anomaly anomaly, int start, long a, long b, DecodeSink sink) {
        lost = true;
        position = limit;
        sink.malformed(field, anomaly, start - base, limit - base, a, b);
    }

    private boolean tooDeep(FieldInfo field, int start, DecodeSink sink) {
        if (depth < Limits.DEPTH) {
            return false;
        }
        lose(field, Anomaly.TOO_DEEP, start, Limits.DEPTH, 0, sink);
        return true;
    }

    private void trailing(DecodeSink sink) {
        if (!lost && position < limit) {
            int at = position;
            lose(root, Anomaly.TRAILING_BYTES, at, limit - at, 0, sink);
        }
    }

    /// The big-endian number in the `size` bytes at `at`.
    protected final long number(int at, int size) {
        long value = 0;
        for (int i = 0; i < size; i++) {
            value = value << 8 | (array[at + i] & 0xff);
        }
        return value;
    }

    /// Passes a value on whose content does not stand together in the payload.
    protected final void pieces(
            FieldInfo field, byte[] content, boolean text, int start, DecodeSink sink) {
        sink.pieces(field, content, text, start - base, position - base);
    }
}
