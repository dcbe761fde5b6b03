package io.sightglass.decode.msgpack;

import io.sightglass.decode.Anomaly;
import io.sightglass.decode.DecodeSink;
import io.sightglass.decode.ItemType;
import io.sightglass.decode.ItemWalker;
import io.sightglass.model.FieldInfo;
import io.sightglass.model.Format;
import io.sightglass.model.Logical;

/// Walks one MessagePack value. Extensions are bytes with their number in the type; the one that
/// the specification defines, the timestamp, is a time.
public final class MsgPackWalker extends ItemWalker {
    private static final FieldInfo ROOT = FieldInfo.of("", -1, "value");
    private static final ItemType NIL = ItemType.of("nil");
    private static final ItemType BOOLEAN = ItemType.of("bool");
    private static final ItemType INT = ItemType.of("int");
    private static final ItemType FLOAT_32 = ItemType.of("float 32");
    private static final ItemType FLOAT_64 = ItemType.of("float 64");
    private static final ItemType STR = ItemType.of("str");
    private static final ItemType BIN = ItemType.of("bin");
    private static final ItemType ARRAY = ItemType.of("array");
    private static final ItemType MAP = ItemType.of("map");
    private static final ItemType TIMESTAMP_32 =
            ItemType.of("timestamp", Logical.of(Logical.Kind.TIMESTAMP_SECONDS));
    private static final ItemType TIMESTAMP =
            ItemType.of("timestamp", Logical.of(Logical.Kind.TIMESTAMP_BYTES));

    private static final int TIMESTAMP_TYPE = -1;

    /// Instead of a position: a value runs past the end, or is none.
    private static final int CUT = -1;

    private static final int BROKEN = -2;

    private enum Kind {
        NIL,
        BOOLEAN,
        UNSIGNED,
        SIGNED,
        FLOAT_32,
        FLOAT_64,
        STR,
        BIN,
        ARRAY,
        MAP,
        EXT
    }

    // Of the head last read.
    private Kind kind = Kind.NIL;

    /// The number, or the length of a string in bytes, or the count of a container.
    private long argument;

    private int extension;

    public MsgPackWalker() {
        super(ROOT);
    }

    @Override
    public Format format() {
        return Format.MESSAGEPACK;
    }

    @Override
    protected void item(int from, int to, DecodeSink sink) {
        int start = position;
        int behind = head(start);
        if (behind < 0) {
            boolean cut = behind == CUT;
            long a = cut ? 0 : array[start] & 0xff;
            var anomaly = cut ? Anomaly.CUT_SHORT : Anomaly.BAD_HEAD;
            lose(keyed(from, to), anomaly, start, a, 0, sink);
            return;
        }
        position = behind;
        int at = start - base;
        int end = behind - base;
        // Naming the field reads its key's head.
        long number = argument;
        var read = kind;
        int type = extension;
        switch (read) {
            case NIL -> sink.nullValue(field(from, to, NIL), at, end);
            case BOOLEAN -> sink.bool(field(from, to, BOOLEAN), number == 1, at, end);
            case UNSIGNED -> {
                if (number >= 0) {
                    sink.integer(field(from, to, INT), number, at, end);
                } else {
                    sink.unsigned(field(from, to, INT), number, at, end);
                }
            }
            case SIGNED -> sink.integer(field(from, to, INT), number, at, end);
            case FLOAT_32 -> {
                float value = Float.intBitsToFloat((int) number);
                sink.float32(field(from, to, FLOAT_32), value, at, end);
            }
            case FLOAT_64 -> {
                double value = Double.longBitsToDouble(number);
                sink.float64(field(from, to, FLOAT_64), value, at, end);
            }
            case ARRAY -> list(field(from, to, ARRAY), number, start, sink);
            case MAP -> map(field(from, to, MAP), number, start, sink);
            case STR, BIN, EXT -> {
                var field = field(from, to, delimited(read, type, number));
                if (!has(field, number, start, sink)) {
                    return;
                }
                position += (int) number;
                if (read == Kind.STR) {
                    text(field, behind, position, start, sink);
                } else if (field.logical().kind() == Logical.Kind.TIMESTAMP_SECONDS) {
                    sink.integer(field, number(behind, 4), at, position - base);
                } else {
                    bytes(field, behind, position, start, sink);
                }
            }
        }
    }

    private static ItemType delimited(Kind kind, int extension, long length) {
        return switch (kind) {
            case STR -> STR;
            case BIN -> BIN;
            default -> {
                if (extension != TIMESTAMP_TYPE) {
                    yield ItemType.rare("ext(" + extension + ")", Logical.NONE);
                }
                yield length == 4 ? TIMESTAMP_32 : TIMESTAMP;
            }
        };
    }

    /// Reads the head at `at`; answers the position behind it, [#CUT] or [#BROKEN].
    private int head(int at) {
        int first = array[at] & 0xff;
        if (first < 0x80) {
            return small(Kind.UNSIGNED, first, at);
        }
        if (first < 0x90) {
            return small(Kind.MAP, first & 15, at);
        }
        if (first < 0xa0) {
            return small(Kind.ARRAY, first & 15, at);
        }
        if (first < 0xc0) {
            return small(Kind.STR, first & 31, at);
        }
        if (first >= 0xe0) {
            return small(Kind.SIGNED, (byte) first, at);
        }
        return switch (first) {
            case 0xc0 -> small(Kind.NIL, 0, at);
            case 0xc2, 0xc3 -> small(Kind.BOOLEAN, first & 1, at);
            case 0xc4, 0xc5, 0xc6 -> sized(Kind.BIN, 1 << (first - 0xc4), at);
            case 0xc7, 0xc8, 0xc9 -> extension(at + 1, 1 << (first - 0xc7), 0);
            case 0xca -> sized(Kind.FLOAT_32, 4, at);
            case 0xcb -> sized(Kind.FLOAT_64, 8, at);
            case 0xcc, 0xcd, 0xce, 0xcf -> sized(Kind.UNSIGNED, 1 << (first - 0xcc), at);
            case 0xd0, 0xd1, 0xd2, 0xd3 -> signed(1 << (first - 0xd0), at);
            case 0xd4, 0xd5, 0xd6, 0xd7, 0xd8 -> extension(at + 1, 0, 1 << (first - 0xd4));
            case 0xd9, 0xda, 0xdb -> sized(Kind.STR, 1 << (first - 0xd9), at);
            case 0xdc, 0xdd -> sized(Kind.ARRAY, 2 << (first - 0xdc), at);
            case 0xde, 0xdf -> sized(Kind.MAP, 2 << (first - 0xde), at);
            default -> BROKEN;
        };
    }

    private int small(Kind kind, int value, int at) {
        this.kind = kind;
        argument = value;
        return at + 1;
    }

    private int sized(Kind kind, int size, int at) {
        if (size > limit - at - 1) {
            return CUT;
        }
        this.kind = kind;
        argument = number(at + 1, size);
        return at + 1 + size;
    }

    private int signed(int size, int at) {
        int behind = sized(Kind.SIGNED, size, at);
        int unused = Long.SIZE - 8 * size;
        argument = argument << unused >> unused;
        return behind;
    }

    /// An extension: its length in `size` bytes, or `length` where that is none, then its type.
    private int extension(int at, int size, int length) {
        if (size + 1 > limit - at) {
            return CUT;
        }
        kind = Kind.EXT;
        argument = size == 0 ? length : number(at, size);
        extension = array[at + size];
        return at + size + 1;
    }

    @Override
    protected boolean ends(DecodeSink sink) {
        return false;
    }

    @Override
    protected int skip(int at, int depth) {
        if (at >= limit) {
            return CUT;
        }
        if (depth == 0) {
            return BROKEN;
        }
        int behind = head(at);
        if (behind < 0) {
            return behind;
        }
        switch (kind) {
            case STR, BIN, EXT -> {
                return argument <= limit - behind ? behind + (int) argument : CUT;
            }
            case ARRAY, MAP -> {
                long items = kind == Kind.MAP ? 2 * argument : argument;
                for (long i = 0; i < items && behind >= 0; i++) {
                    behind = skip(behind, depth - 1);
                }
                return behind;
            }
            default -> {
                return behind;
            }
        }
    }

    @Override
    protected int keyText(int from) {
        int behind = head(from);
        return kind == Kind.STR ? behind : -1;
    }

    @Override
    protected String keyName(int from, int to) {
        int behind = head(from);
        return switch (kind) {
            case NIL -> "nil";
            case BOOLEAN -> argument == 1 ? "true" : "false";
            case UNSIGNED -> Long.toUnsignedString(argument);
            case SIGNED -> Long.toString(argument);
            case FLOAT_32 -> Float.toString(Float.intBitsToFloat((int) argument));
            case FLOAT_64 -> Double.toString(Double.longBitsToDouble(argument));
            case BIN -> hex("h'", behind, to);
            case STR, ARRAY, MAP, EXT -> hex("msgpack'", from, to);
        };
    }
}
