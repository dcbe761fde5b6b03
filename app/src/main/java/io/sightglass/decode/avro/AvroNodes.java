package io.sightglass.decode.avro;

import io.sightglass.decode.LateScalars;
import io.sightglass.decode.Limits;
import io.sightglass.decode.Texts;
import io.sightglass.decode.Utf8;
import io.sightglass.model.ByteRange;
import io.sightglass.model.FieldInfo;
import io.sightglass.model.Node;
import io.sightglass.model.NodeList;
import io.sightglass.model.ScalarSource;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;

/// Makes the tree of a sound datum in one go: what [AvroWalker] and a tree's sink make of it
/// between them, without an event for each value.
///
/// Gives up, with null, at the first thing that there may be to say; [AvroCheck] has the same rules
/// for those who want no tree. Made anew for each payload.
final class AvroNodes {
    private static final int NONE = -1;
    private static final int INT_BYTES = 5;
    private static final int LONG_BYTES = 10;

    private final byte[] payload;
    private final int mostNodes;
    private final LogicalChecks checks;
    private final LateScalars late;
    private int at;
    private int nodes;
    private int depth;

    /// Whether a number was none.
    private boolean lost;

    /// @param payload which nobody changes from now on
    /// @param from where the datum begins
    AvroNodes(byte[] payload, int from, int mostNodes, LogicalChecks checks) {
        this.checks = checks;
        this.payload = payload;
        this.mostNodes = mostNodes;
        late = new LateScalars(payload);
        at = from;
    }

    /// The tree of the datum, if it is sound and ends where the payload does.
    @Nullable Node whole(AvroType.Place root) {
        var tree = more(1) ? value(root) : null;
        return at == payload.length ? tree : null;
    }

    /// Counts values that come next; answers whether so many may be read.
    private boolean more(long values) {
        if (values > mostNodes - nodes) {
            return false;
        }
        nodes += (int) values;
        return true;
    }

    private @Nullable Node value(AvroType.Place place) {
        int start = at;
        if (place.kind() != AvroType.Kind.UNION) {
            return value(place, start, null);
        }
        var union = (AvroType.UnionType) place.type();
        int index = index(union.branches().length);
        return index >= 0 && more(1)
                ? value(union.branches()[index], start, union.names()[index])
                : null;
    }

    /// @param start where the branch stands, if the value is in a union
    private @Nullable Node value(AvroType.Place place, int start, @Nullable String branch) {
        // Small enough to be compiled into its callers, with the kinds that most values are of.
        var field = place.field();
        return switch (place.kind()) {
            case STRING -> text(field, start, branch);
            case INT -> {
                int value = (int) number(INT_BYTES);
                yield lost ? null : late(field, start, LateScalars.INTEGER, value, branch);
            }
            case LONG -> {
                long value = number(LONG_BYTES);
                yield lost ? null : late(field, start, LateScalars.INTEGER, value, branch);
            }
            case DOUBLE -> {
                int from = skip(Double.BYTES);
                yield from < 0
                        ? null
                        : late(
                                field,
                                start,
                                LateScalars.FLOAT64,
                                (long) Utf8.EIGHT.get(payload, from),
                                branch);
            }
            case NULL -> new Node.ScalarNode(field, start, at, LateScalars.NULL, branch);
            case RECORD -> record(field, start, (AvroType.RecordType) place.type());
            default -> other(place, field, start, branch);
        };
    }

    private @Nullable Node other(
            AvroType.Place place, FieldInfo field, int start, @Nullable String branch) {
        return switch (place.kind()) {
            case BOOLEAN -> {
                int from = skip(1);
                yield from < 0 || (payload[from] & ~1) != 0
                        ? null
                        : new Node.ScalarNode(
                                field,
                                start,
                                at,
                                payload[from] == 0 ? LateScalars.FALSE : LateScalars.TRUE,
                                branch);
            }
            case FLOAT -> {
                int from = skip(Float.BYTES);
                yield from < 0
                        ? null
                        : late(
                                field,
                                start,
                                LateScalars.FLOAT32,
                                (int) AvroWalker.INT.get(payload, from),
                                branch);
            }
            case BYTES -> bytes(field, start, sized(), branch);
            case FIXED ->
                    bytes(field, start, skip(((AvroType.FixedType) place.type()).size()), branch);
            case ENUM -> {
                var symbols = ((AvroType.EnumType) place.type()).values();
                int index = index(symbols.length);
                yield index < 0
                        ? null
                        : new Node.ScalarNode(field, start, at, symbols[index], branch);
            }
            case CHECKED -> {
                var type = (AvroType.Checked) place.type();
                yield checks.isRight(type, payload, at, payload.length)
                        ? value(type.inner(), start, branch)
                        : null;
            }
            case ARRAY -> list(field, start, ((AvroType.ArrayType) place.type()).element());
            case MAP -> map(field, start, ((AvroType.MapType) place.type()).value());
            default -> null; // there is something to say
        };
    }

    private @Nullable Node text(FieldInfo field, int start, @Nullable String branch) {
        int from = sized();
        return from < 0 || Utf8.firstBad(payload, from, at) >= 0
                ? null
                : late(field, start, late, LateScalars.text(from, at, false), branch);
    }

    private @Nullable Node bytes(FieldInfo field, int start, int from, @Nullable String branch) {
        return from < 0 ? null : late(field, start, late, LateScalars.bytes(from, at), branch);
    }

    private Node late(
            FieldInfo field, int start, ScalarSource source, long bits, @Nullable String branch) {
        return new Node.ScalarNode(field, start, at, source, bits, branch);
    }

    private @Nullable Node record(FieldInfo field, int start, AvroType.RecordType type) {
        var fields = type.fields;
        if (depth >= Limits.DEPTH || !more(fields.length)) {
            return null;
        }
        depth++;
        var children = new Node[fields.length];
        for (int i = 0; i < children.length; i++) {
            var child = value(fields[i]);
            if (child == null) {
                return null;
            }
            children[i] = child;
        }
        depth--;
        return new Node.RecordNode(field, start, at, type.name, NodeList.ofOwned(children));
    }

    private @Nullable Node list(FieldInfo field, int start, AvroType.Place element) {
        if (depth >= Limits.DEPTH) {
            return null;
        }
        depth++;
        var elements = new Node[0];
        int count = count();
        while (count > 0) {
            int next = elements.length;
            elements = Arrays.copyOf(elements, next + count);
            for (int i = next; i < elements.length; i++) {
                var child = value(element);
                if (child == null) {
                    return null;
                }
                elements[i] = child;
            }
            count = count();
        }
        depth--;
        return count < 0 ? null : new Node.ListNode(field, start, at, NodeList.ofOwned(elements));
    }

    private @Nullable Node map(FieldInfo field, int start, AvroType.Place value) {
        if (depth >= Limits.DEPTH) {
            return null;
        }
        depth++;
        var entries = new ArrayList<Node.MapNode.Entry>();
        int count = count();
        while (count > 0) {
            for (int i = 0; i < count; i++) {
                int from = sized();
                int to = at;
                boolean sound = from >= 0 && Utf8.firstBad(payload, from, to) < 0;
                var child = sound ? value(value) : null;
                if (child == null) {
                    return null;
                }
                entries.add(new Node.MapNode.Entry(Texts.decode(payload, from, to, false), child));
            }
            count = count();
        }
        depth--;
        return count < 0 ? null : new Node.MapNode(field, new ByteRange(start, at), entries);
    }

    /// The number of values in the next block; 0 ends the list or map; [#NONE] where it is odd.
    private int count() {
        long count = number(LONG_BYTES);
        if (count < 0 && !lost) {
            count = -count;
            // The block's size in bytes follows, which only those who skip it need.
            lost = number(LONG_BYTES) < 0 || lost;
        }
        return !lost && count >= 0 && more(count) ? (int) count : NONE;
    }

    /// An index below `count` in one byte, or [#NONE].
    private int index(int count) {
        int zigzag = at < payload.length ? payload[at++] : NONE;
        return zigzag >= 0 && (zigzag & 1) == 0 && zigzag >>> 1 < count ? zigzag >>> 1 : NONE;
    }

    /// Goes over a length and so many bytes; answers where these begin, or [#NONE].
    private int sized() {
        long size = number(LONG_BYTES);
        return !lost && size >= 0 && size <= payload.length - at ? skip((int) size) : NONE;
    }

    /// Goes over so many bytes; answers where they begin, or [#NONE].
    private int skip(int size) {
        if (size > payload.length - at) {
            return NONE;
        }
        int from = at;
        at += size;
        return from;
    }

    /// A number of at most `most` bytes.
    private long number(int most) {
        byte first = at < payload.length ? payload[at] : NONE;
        if (first < 0) {
            return longNumber(most);
        }
        at++;
        return (first >>> 1) ^ -(first & 1);
    }

    private long longNumber(int most) {
        int end = Math.min(payload.length, at + most);
        long bits = 0;
        int shift = 0;
        for (int i = at; i < end; i++) {
            byte next = payload[i];
            bits |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                at = i + 1;
                bits &= most == INT_BYTES ? 0xffffffffL : -1L;
                return (bits >>> 1) ^ -(bits & 1);
            }
            shift += 7;
        }
        lost = true;
        return 0;
    }
}
