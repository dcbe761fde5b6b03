package io.sightglass.decode.cbor;

import io.sightglass.decode.Anomaly;
import io.sightglass.decode.DecodeSink;
import io.sightglass.decode.ItemType;
import io.sightglass.decode.ItemWalker;
import io.sightglass.decode.Limits;
import io.sightglass.decode.Utf8;
import io.sightglass.model.FieldInfo;
import io.sightglass.model.Format;
import io.sightglass.model.Logical;

import java.io.ByteArrayOutputStream;

/// Walks one CBOR item (RFC 8949). Tags that have a meaning give their value its type: dates, big
/// integers, decimal fractions, CBOR within bytes; others stand in the type as `#6.123(tstr)`.
///
/// Strings of indefinite length are put together; all else is heard where it stands.
public final class CborWalker extends ItemWalker {
    private static final FieldInfo ROOT = FieldInfo.of("", -1, "item");
    private static final int MOST_EXPONENT = 10_000;
    private static final int BREAK = 0xff;

    /// Instead of a position: an item runs past the end, or is none.
    private static final int CUT = -1;

    private static final int BROKEN = -2;

    // The kinds of item: the upper three bits of the first byte.
    private static final int UINT = 0;
    private static final int NINT = 1;
    private static final int BSTR = 2;
    private static final int TSTR = 3;
    private static final int ARRAY = 4;
    private static final int MAP = 5;
    private static final int TAG = 6;

    /// The first byte's lower five bits, where the length is not told.
    private static final int INDEFINITE = 31;

    /// Of the head last read: the number that it holds.
    private long argument;

    public CborWalker() {
        super(ROOT);
    }

    @Override
    public Format format() {
        return Format.CBOR;
    }

    @Override
    protected void item(int from, int to, DecodeSink sink) {
        int start = position;
        int tags = position;
        int tagCount = 0;
        while (position < limit && major(position) == TAG) {
            if (++tagCount > Limits.DEPTH) {
                lose(keyed(from, to), Anomaly.TOO_DEEP, start, Limits.DEPTH, 0, sink);
                return;
            }
            if (!head(from, to, start, sink)) {
                return;
            }
        }
        if (position == limit) {
            lose(keyed(from, to), Anomaly.CUT_SHORT, start, 0, 0, sink);
            return;
        }
        int content = position;
        long inner = tagCount == 0 ? -1 : innermost(tags, content);
        if (inner == CborTypes.TAG_DECIMAL && decimal(from, to, start, sink)) {
            return;
        }
        int info = array[content] & 31;
        int major = major(content);
        if (major > TAG) {
            simple(from, to, start, tags, content, info, sink);
            return;
        }
        boolean open = info == INDEFINITE && major >= BSTR;
        if (open) {
            position++;
        } else if (!head(from, to, start, sink)) {
            return;
        }
        // Naming the field reads its key's head.
        long number = argument;
        switch (major) {
            case UINT -> {
                var field = field(from, to, type(CborTypes.UINT, tags, content));
                if (number >= 0) {
                    sink.integer(field, number, start - base, position - base);
                } else {
                    sink.unsigned(field, number, start - base, position - base);
                }
            }
            case NINT -> {
                if (number >= 0) {
                    var field = field(from, to, type(CborTypes.NINT, tags, content));
                    sink.integer(field, -1 - number, start - base, position - base);
                } else {
                    var field = field(from, to, type(CborTypes.NINT_LARGE, tags, content));
                    bytes(field, position - 8, position, start, sink);
                }
            }
            case BSTR, TSTR -> {
                var type = major == TSTR ? CborTypes.TSTR : CborTypes.BSTR;
                var field = field(from, to, type(type, tags, content));
                if (open) {
                    chunks(field, major, start, sink);
                } else if (has(field, number, start, sink)) {
                    string(field, major, inner, number, start, sink);
                }
            }
            case ARRAY -> {
                var field = field(from, to, type(CborTypes.ARRAY, tags, content));
                list(field, open ? OPEN : count(number), start, sink);
            }
            default -> {
                var field = field(from, to, type(CborTypes.MAP, tags, content));
                map(field, open ? OPEN : count(number), start, sink);
            }
        }
    }

    /// A count that says more than any payload holds is no open one.
    private static long count(long number) {
        return number == OPEN ? Long.MAX_VALUE : number;
    }

    private int major(int at) {
        return (array[at] & 0xff) >>> 5;
    }

    /// Reads the head at `position`: `argument` and what is behind it.
    private boolean head(int from, int to, int start, DecodeSink sink) {
        int behind = head(position);
        if (behind == CUT) {
            lose(keyed(from, to), Anomaly.CUT_SHORT, start, 0, 0, sink);
        } else if (behind == BROKEN) {
            lose(keyed(from, to), Anomaly.BAD_HEAD, position, array[position] & 0xff, 0, sink);
        } else {
            position = behind;
        }
        return behind >= 0;
    }

    /// The position behind the head at `at`, [#CUT] or [#BROKEN].
    private int head(int at) {
        int info = array[at] & 31;
        if (info < 24) {
            argument = info;
            return at + 1;
        }
        if (info > 27) {
            return BROKEN;
        }
        int size = 1 << (info - 24);
        if (size > limit - at - 1) {
            return CUT;
        }
        argument = number(at + 1, size);
        return at + 1 + size;
    }

    /// The number of the last tag before `content`.
    private long innermost(int tags, int content) {
        long tag = -1;
        for (int at = tags; at < content; ) {
            at = head(at);
            tag = argument;
        }
        return tag;
    }

    /// The type behind the tags at `tags` to `content`. Keeps `argument`.
    private ItemType type(ItemType type, int tags, int content) {
        return tags == content ? type : tagged(type, tags, content);
    }

    private ItemType tagged(ItemType type, int tags, int content) {
        long keep = argument;
        int behind = head(tags);
        long tag = argument;
        var inner = behind < content ? tagged(type, behind, content) : type;
        argument = keep;
        if (tag == CborTypes.TAG_SELF_DESCRIBED) {
            return inner;
        }
        return behind < content ? CborTypes.wrapped(tag, inner) : CborTypes.tagged(tag, inner);
    }

    private void string(
            FieldInfo field, int major, long tag, long length, int start, DecodeSink sink) {
        int content = position;
        position += (int) length;
        if (major == TSTR) {
            text(field, content, position, start, sink);
        } else if (tag == CborTypes.TAG_EMBEDDED) {
            embedded(field, content, start, sink);
        } else {
            bytes(field, content, position, start, sink);
        }
    }

    /// Bytes that hold CBOR again: heard as what they hold, with the bytes that they are in.
    private void embedded(FieldInfo field, int content, int start, DecodeSink sink) {
        int end = position;
        if (content == end || skip(content, Limits.DEPTH, end) != end) {
            remark(field, Anomaly.NOT_EMBEDDED, start, end, 0, sink);
            bytes(field, content, end, start, sink);
            return;
        }
        position = content;
        within(field, start, end, sink);
    }

    /// A string in pieces, each of them one of the same kind and of a told length.
    private void chunks(FieldInfo field, int major, int start, DecodeSink sink) {
        var content = new ByteArrayOutputStream();
        int pieces = 0;
        int only = position;
        int onlyEnd = position;
        int bad = -1;
        while (true) {
            if (position == limit) {
                lose(field, Anomaly.CUT_SHORT, start, 0, 0, sink);
                return;
            }
            if ((array[position] & 0xff) == BREAK) {
                position++;
                break;
            }
            if (major(position) != major || (array[position] & 31) == INDEFINITE) {
                lose(field, Anomaly.BAD_HEAD, position, array[position] & 0xff, 0, sink);
                return;
            }
            int behind = head(position);
            if (behind < 0 || Long.compareUnsigned(argument, limit - behind) > 0) {
                lose(field, Anomaly.CUT_SHORT, start, 0, 0, sink);
                return;
            }
            position = behind + (int) argument;
            if (argument > 0) {
                pieces++;
                only = behind;
                onlyEnd = position;
                content.write(array, behind, (int) argument);
                bad = bad < 0 && major == TSTR ? Utf8.firstBad(array, behind, position) : bad;
            }
        }
        if (pieces <= 1 && major == TSTR) {
            text(field, only, onlyEnd, start, sink);
        } else if (pieces <= 1) {
            bytes(field, only, onlyEnd, start, sink);
        } else {
            if (bad >= 0) {
                remark(field, Anomaly.BAD_UTF8, start, position, bad - base, sink);
            }
            pieces(field, content.toByteArray(), major == TSTR, start, sink);
        }
    }

    private void simple(
            int from, int to, int start, int tags, int content, int info, DecodeSink sink) {
        if (info > 27 || !isSimple(content, info)) {
            lose(keyed(from, to), Anomaly.BAD_HEAD, content, array[content] & 0xff, 0, sink);
            return;
        }
        if (!head(from, to, start, sink)) {
            return;
        }
        int end = position - base;
        switch (info) {
            case 20, 21 -> {
                var field = field(from, to, type(CborTypes.FALSE_OR_TRUE, tags, content));
                sink.bool(field, info == 21, start - base, end);
            }
            case 22 -> {
                var field = field(from, to, type(CborTypes.NIL, tags, content));
                sink.nullValue(field, start - base, end);
            }
            case 23 -> {
                var field = field(from, to, type(CborTypes.UNDEFINED, tags, content));
                sink.nullValue(field, start - base, end);
            }
            case 25 -> {
                float value = Float.float16ToFloat((short) argument);
                var field = field(from, to, type(CborTypes.FLOAT16, tags, content));
                sink.float32(field, value, start - base, end);
            }
            case 26 -> {
                float value = Float.intBitsToFloat((int) argument);
                var field = field(from, to, type(CborTypes.FLOAT32, tags, content));
                sink.float32(field, value, start - base, end);
            }
            case 27 -> {
                double value = Double.longBitsToDouble(argument);
                var field = field(from, to, type(CborTypes.FLOAT64, tags, content));
                sink.float64(field, value, start - base, end);
            }
            default -> {
                long number = argument;
                var type = CborTypes.simple((int) number);
                var field = field(from, to, type(type, tags, content));
                sink.integer(field, number, start - base, end);
            }
        }
    }

    /// A simple value below 32 has one form only, of one byte.
    private boolean isSimple(int at, int info) {
        return info != 24 || at + 1 >= limit || (array[at + 1] & 0xff) >= 32;
    }

    /// A decimal fraction (tag 4): a list of an exponent of ten and an integer. Answers whether it
    /// is one that can be shown as a number.
    private boolean decimal(int from, int to, int start, DecodeSink sink) {
        int at = position;
        if ((array[at] & 0xff) != (ARRAY << 5 | 2) || at + 1 >= limit || major(at + 1) > NINT) {
            return false;
        }
        boolean negative = major(at + 1) == NINT;
        int mantissa = head(at + 1);
        if (mantissa < 0 || mantissa >= limit || argument < 0 || argument > MOST_EXPONENT) {
            return false;
        }
        int scale = negative ? (int) argument + 1 : (int) -argument;
        int tag = array[mantissa] & 0xff;
        boolean big = tag == (TAG << 5 | 2) || tag == (TAG << 5 | 3);
        int number = big ? mantissa + 1 : mantissa;
        int kind = number < limit ? major(number) : TAG;
        if (big ? kind != BSTR : kind > NINT) {
            return false;
        }
        int content = head(number);
        if (content < 0 || (big && Long.compareUnsigned(argument, limit - content) > 0)) {
            return false;
        }
        boolean minus = big ? tag == (TAG << 5 | 3) : kind == NINT;
        if (!big && argument >= 0) {
            position = content;
            var type = CborTypes.decimal(scale, Logical.Kind.DECIMAL);
            long value = minus ? -1 - argument : argument;
            sink.integer(field(from, to, type), value, start - base, position - base);
            return true;
        }
        position = big ? content + (int) argument : content;
        var meant = minus ? Logical.Kind.NEGATIVE_MAGNITUDE : Logical.Kind.MAGNITUDE;
        int digits = big ? content : content - 8;
        var type = CborTypes.decimal(scale, meant);
        bytes(field(from, to, type), digits, position, start, sink);
        return true;
    }

    @Override
    protected boolean ends(DecodeSink sink) {
        if (position < limit && (array[position] & 0xff) == BREAK) {
            position++;
            return true;
        }
        return false;
    }

    @Override
    protected int skip(int at, int depth) {
        return skip(at, depth, limit);
    }

    /// The position behind the item at `at`, [#CUT] or [#BROKEN]; all of it lies before `end`.
    private int skip(int at, int depth, int end) {
        if (at >= end) {
            return CUT;
        }
        if (depth == 0) {
            return BROKEN;
        }
        int major = major(at);
        int info = array[at] & 31;
        if (info == INDEFINITE) {
            return major >= BSTR && major <= MAP ? skipOpen(at + 1, major, depth, end) : BROKEN;
        }
        if (major > TAG && !isSimple(at, info)) {
            return BROKEN;
        }
        int behind = head(at);
        if (behind < 0 || behind > end) {
            return behind < 0 ? behind : CUT;
        }
        long count = argument;
        switch (major) {
            case BSTR, TSTR -> {
                return Long.compareUnsigned(count, end - behind) <= 0 ? behind + (int) count : CUT;
            }
            case ARRAY, MAP -> {
                if (Long.compareUnsigned(count, end - behind) > 0) {
                    return CUT;
                }
                long items = major == MAP ? 2 * count : count;
                for (long i = 0; i < items && behind >= 0; i++) {
                    behind = skip(behind, depth - 1, end);
                }
                return behind;
            }
            case TAG -> {
                return skip(behind, depth - 1, end);
            }
            default -> {
                return behind;
            }
        }
    }

    private int skipOpen(int from, int major, int depth, int end) {
        int at = from;
        long items = 0;
        while (at >= 0 && at < end) {
            if ((array[at] & 0xff) == BREAK) {
                return major == MAP && (items & 1) == 1 ? BROKEN : at + 1;
            }
            boolean chunk = major == BSTR || major == TSTR;
            if (chunk && (major(at) != major || (array[at] & 31) == INDEFINITE)) {
                return BROKEN;
            }
            at = skip(at, depth - 1, end);
            items++;
        }
        return at < 0 ? at : CUT;
    }

    @Override
    protected int keyText(int from) {
        boolean text = major(from) == TSTR && (array[from] & 31) != INDEFINITE;
        return text ? head(from) : -1;
    }

    /// As in CBOR's diagnostic notation (RFC 8949, 8); what that has no short form for, by its
    /// bytes.
    @Override
    protected String keyName(int from, int to) {
        int info = array[from] & 31;
        int major = major(from);
        if (info == INDEFINITE || major == TAG || major == ARRAY || major == MAP) {
            return hex("cbor'", from, to);
        }
        int behind = head(from);
        return switch (major) {
            case UINT -> Long.toUnsignedString(argument);
            case NINT -> argument >= 0 ? Long.toString(-1 - argument) : hex("cbor'", from, to);
            case BSTR -> hex("h'", behind, to);
            default ->
                    switch (info) {
                        case 20 -> "false";
                        case 21 -> "true";
                        case 22 -> "null";
                        case 23 -> "undefined";
                        case 25 -> Float.toString(Float.float16ToFloat((short) argument));
                        case 26 -> Float.toString(Float.intBitsToFloat((int) argument));
                        case 27 -> Double.toString(Double.longBitsToDouble(argument));
                        default -> "simple(" + argument + ")";
                    };
        };
    }
}
