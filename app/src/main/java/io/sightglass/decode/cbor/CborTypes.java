package io.sightglass.decode.cbor;

import io.sightglass.decode.ItemType;
import io.sightglass.model.Logical;

/// CBOR's types by the names that CDDL gives them (RFC 8610, appendix D).
final class CborTypes {
    private CborTypes() {}

    static final ItemType UINT = ItemType.of("uint");
    static final ItemType NINT = ItemType.of("nint");

    /// Below the least that 64 bits with a sign hold: shown as the number that its bytes make.
    static final ItemType NINT_LARGE =
            ItemType.of("nint", Logical.of(Logical.Kind.NEGATIVE_MAGNITUDE));

    static final ItemType BSTR = ItemType.of("bstr");
    static final ItemType TSTR = ItemType.of("tstr");
    static final ItemType ARRAY = ItemType.of("array");
    static final ItemType MAP = ItemType.of("map");
    static final ItemType FALSE_OR_TRUE = ItemType.of("bool");
    static final ItemType NIL = ItemType.of("nil");
    static final ItemType UNDEFINED = ItemType.of("undefined");
    static final ItemType FLOAT16 = ItemType.of("float16");
    static final ItemType FLOAT32 = ItemType.of("float32");
    static final ItemType FLOAT64 = ItemType.of("float64");

    private static final ItemType TDATE = ItemType.of("tdate");
    private static final ItemType TIME =
            ItemType.of("time", Logical.of(Logical.Kind.TIMESTAMP_SECONDS));
    private static final ItemType BIGUINT =
            ItemType.of("biguint", Logical.of(Logical.Kind.MAGNITUDE));
    private static final ItemType BIGNINT =
            ItemType.of("bignint", Logical.of(Logical.Kind.NEGATIVE_MAGNITUDE));
    private static final ItemType EMBEDDED = ItemType.of("encoded-cbor");
    private static final ItemType URI = ItemType.of("uri");
    private static final ItemType UUID = ItemType.of("uuid", Logical.of(Logical.Kind.UUID));

    static final int TAG_DECIMAL = 4;
    static final int TAG_EMBEDDED = 24;
    static final int TAG_SELF_DESCRIBED = 55_799;

    /// A value of that type behind a tag: what the tag makes of it (RFC 8949, 3.4), or both.
    static ItemType tagged(long tag, ItemType type) {
        if (tag == 0 && type == TSTR) {
            return TDATE;
        }
        if (tag == 1 && (type == UINT || type == NINT)) {
            return TIME;
        }
        if (tag == 2 && type == BSTR) {
            return BIGUINT;
        }
        if (tag == 3 && type == BSTR) {
            return BIGNINT;
        }
        if (tag == TAG_EMBEDDED && type == BSTR) {
            return EMBEDDED;
        }
        if (tag == 32 && type == TSTR) {
            return URI;
        }
        if (tag == 37 && type == BSTR) {
            return UUID;
        }
        return wrapped(tag, type);
    }

    /// `#6.123(tstr)`, as CDDL writes a tag that has no name.
    static ItemType wrapped(long tag, ItemType type) {
        var word = "#6." + Long.toUnsignedString(tag) + "(" + type.word() + ")";
        return ItemType.rare(word, type.logical());
    }

    static ItemType decimal(int scale, Logical.Kind kind) {
        return ItemType.rare("decfrac", new Logical(kind, scale));
    }

    static ItemType simple(int value) {
        return ItemType.rare("simple(" + value + ")", Logical.NONE);
    }
}
