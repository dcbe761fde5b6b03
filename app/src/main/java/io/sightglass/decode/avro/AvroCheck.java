package io.sightglass.decode.avro;

import io.sightglass.decode.Limits;
import io.sightglass.decode.Utf8;
import io.sightglass.decode.Varint;

/// Goes over a value as [AvroWalker] does, telling nobody, up to the first thing that there would
/// be to say of it.
///
/// A sink that hears of damage only hears nothing of most payloads. For these this is the whole
/// walk: positions stay in registers, and nothing is kept for sentences that nobody will read.
/// Where it stops, the walker goes over the same bytes again and says why; so it may stop too
/// early, which costs time, but never too late.
final class AvroCheck {
    /// What is answered in place of a position where there may be something to say.
    static final int ODD = -1;

    private static final int INT_BYTES = 5;
    private static final int LONG_BYTES = 10;

    private final LogicalChecks checks = new LogicalChecks();
    private int nodes;
    private int mostNodes;

    /// The position behind the varint that [#number] read last, or [#ODD].
    private int behind;

    /// Where the value at `at` ends, or [#ODD].
    ///
    /// @param depth how many records, lists and maps it stands in
    /// @param nodes how many values of the payload were read before; [#nodes] has those of this one
    ///   too
    int check(
            AvroType.Place place,
            byte[] array,
            int at,
            int limit,
            int depth,
            int nodes,
            int mostNodes) {
        this.nodes = nodes;
        this.mostNodes = mostNodes;
        return more(1) ? value(place, array, at, limit, depth) : ODD;
    }

    int nodes() {
        return nodes;
    }

    /// Counts values that come next; answers whether so many may be read.
    private boolean more(long values) {
        if (values > mostNodes - nodes) {
            return false;
        }
        nodes += (int) values;
        return true;
    }

    private int value(AvroType.Place place, byte[] array, int at, int limit, int depth) {
        // Small enough to be compiled into its callers, with the kinds that most values are of.
        return switch (place.kind()) {
            case NULL -> at;
            case STRING -> text(array, at, limit);
            case INT -> varint(array, at, limit, INT_BYTES);
            case LONG -> varint(array, at, limit, LONG_BYTES);
            case DOUBLE -> fixed(at, limit, Double.BYTES);
            case UNION -> union((AvroType.UnionType) place.type(), array, at, limit, depth);
            case RECORD -> record((AvroType.RecordType) place.type(), array, at, limit, depth);
            default -> other(place, array, at, limit, depth);
        };
    }

    private int other(AvroType.Place place, byte[] array, int at, int limit, int depth) {
        return switch (place.kind()) {
            case BOOLEAN -> at < limit && (array[at] & ~1) == 0 ? at + 1 : ODD;
            case FLOAT -> fixed(at, limit, Float.BYTES);
            case FIXED -> fixed(at, limit, ((AvroType.FixedType) place.type()).size());
            case BYTES -> bytes(array, at, limit);
            case ENUM -> symbol((AvroType.EnumType) place.type(), array, at, limit);
            case ARRAY -> list((AvroType.ArrayType) place.type(), array, at, limit, depth);
            case MAP -> map((AvroType.MapType) place.type(), array, at, limit, depth);
            case CHECKED -> {
                var type = (AvroType.Checked) place.type();
                yield checks.isRight(type, array, at, limit)
                        ? value(type.inner(), array, at, limit, depth)
                        : ODD;
            }
            default -> ODD; // there is something to say
        };
    }

    private int record(AvroType.RecordType type, byte[] array, int from, int limit, int depth) {
        var fields = type.fields;
        if (depth >= Limits.DEPTH || !more(fields.length)) {
            return ODD;
        }
        int at = from;
        for (var field : fields) {
            // Most values are texts: for them not even a call.
            at =
                    field.kind() == AvroType.Kind.STRING
                            ? text(array, at, limit)
                            : value(field, array, at, limit, depth + 1);
            if (at < 0) {
                return ODD;
            }
        }
        return at;
    }

    private int union(AvroType.UnionType type, byte[] array, int at, int limit, int depth) {
        int index = index(array, at, limit, type.branches().length);
        return index >= 0 && more(1)
                ? value(type.branches()[index], array, at + 1, limit, depth)
                : ODD;
    }

    private int symbol(AvroType.EnumType type, byte[] array, int at, int limit) {
        return index(array, at, limit, type.symbols().length) >= 0 ? at + 1 : ODD;
    }

    /// An index below `count` in one byte, or [#ODD].
    private static int index(byte[] array, int at, int limit, int count) {
        int zigzag = at < limit ? array[at] : ODD;
        return zigzag >= 0 && (zigzag & 1) == 0 && zigzag >>> 1 < count ? zigzag >>> 1 : ODD;
    }

    private int list(AvroType.ArrayType type, byte[] array, int from, int limit, int depth) {
        int at = from;
        while (depth < Limits.DEPTH) {
            long count = count(array, at, limit);
            at = behind;
            if (count <= 0 || at < 0) {
                return count == 0 ? at : ODD;
            }
            if (!more(count)) {
                return ODD;
            }
            for (long i = 0; i < count; i++) {
                at = value(type.element(), array, at, limit, depth + 1);
                if (at < 0) {
                    return ODD;
                }
            }
        }
        return ODD;
    }

    private int map(AvroType.MapType type, byte[] array, int from, int limit, int depth) {
        int at = from;
        while (depth < Limits.DEPTH) {
            long count = count(array, at, limit);
            at = behind;
            if (count <= 0 || at < 0) {
                return count == 0 ? at : ODD;
            }
            if (!more(count)) {
                return ODD;
            }
            for (long i = 0; i < count; i++) {
                at = text(array, at, limit);
                at = at < 0 ? ODD : value(type.value(), array, at, limit, depth + 1);
                if (at < 0) {
                    return ODD;
                }
            }
        }
        return ODD;
    }

    /// The number of values in the block at `at`, which ends at [#behind]; negative where it is
    /// odd.
    private long count(byte[] array, int at, int limit) {
        long count = number(array, at, limit);
        if (count < 0 && behind > 0) {
            // The block's size in bytes follows, which only those who skip it need.
            count = -count;
            if (number(array, behind, limit) < 0) {
                return ODD;
            }
        }
        return behind < 0 ? ODD : count;
    }

    private int text(byte[] array, int at, int limit) {
        // Most texts are so short that their length takes one byte.
        int size = at < limit ? array[at] : ODD;
        int from = at + 1;
        int to = from + (size >>> 1);
        if (size < 0 || (size & 1) != 0 || to > limit) {
            to = bytes(array, at, limit);
            from = behind;
        }
        return to >= 0 && Utf8.firstBad(array, from, to) < 0 ? to : ODD;
    }

    /// A length and so many bytes, which begin at [#behind].
    private int bytes(byte[] array, int at, int limit) {
        long size = number(array, at, limit);
        return behind >= 0 && size >= 0 && size <= limit - behind ? behind + (int) size : ODD;
    }

    private static int fixed(int at, int limit, int size) {
        return size <= limit - at ? at + size : ODD;
    }

    /// The number at `at`, which ends at [#behind].
    private long number(byte[] array, int at, int limit) {
        long bits = 0;
        int most = Math.min(limit, at + LONG_BYTES);
        for (int i = at; i < most; i++) {
            byte next = array[i];
            bits |= (long) (next & 0x7f) << 7 * (i - at);
            if (next >= 0) {
                behind = i + 1;
                return (bits >>> 1) ^ -(bits & 1);
            }
        }
        behind = ODD;
        return 0;
    }

    /// Where the varint at `at` ends, of at most `most` bytes.
    private static int varint(byte[] array, int at, int limit, int most) {
        int size = Varint.size(array, at, limit, most);
        return size > 0 ? at + size : ODD;
    }
}
