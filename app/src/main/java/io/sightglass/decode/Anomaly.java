package io.sightglass.decode;

import io.sightglass.model.FindingKind;

/// What can be wrong with the bytes of a payload, in any format. The rule id that people see is the
/// format's label and this one's, as in `protobuf.truncated`.
public enum Anomaly {
    /// A length runs past the end. `a`: bytes that it says it has; `b`: bytes that are left.
    TRUNCATED("truncated", FindingKind.MALFORMED),
    /// A value whose size is given by its type, or that marks its own end, has too few bytes. `a`:
    /// bytes that it takes, 0 where that is open; `b`: bytes that are left.
    CUT_SHORT("truncated", FindingKind.MALFORMED),
    /// Bytes follow the end of the value. `a`: how many.
    TRAILING_BYTES("trailing-bytes", FindingKind.MALFORMED),
    /// A string is not UTF-8. `a`: position of the first bad byte.
    BAD_UTF8("utf8", FindingKind.MALFORMED),
    /// A variable-length integer has more bytes than its type allows.
    BAD_VARINT("varint", FindingKind.MALFORMED),
    /// Protobuf: a tag with field number 0 or an impossible wire type. `a`: the tag.
    BAD_TAG("tag", FindingKind.MALFORMED),
    /// Protobuf: a group that ends without having begun, or does not end. `a`: field number.
    BAD_GROUP("group", FindingKind.MALFORMED),
    /// Protobuf: a known field with another wire type than its type has. `a`: the wire type found;
    /// `b`: expected.
    WIRE_TYPE("wire-type", FindingKind.MALFORMED),
    /// Avro: a union branch index that the union lacks. `a`: index; `b`: number of branches.
    UNION_INDEX("union-index", FindingKind.MALFORMED),
    /// Avro: an enum index that the enum lacks. `a`: index; `b`: number of symbols.
    ENUM_INDEX("enum-index", FindingKind.MALFORMED),
    /// CBOR, MessagePack: a byte that begins no value. `a`: the byte.
    BAD_HEAD("head", FindingKind.MALFORMED),
    /// CBOR, MessagePack: a map's key that is not whole.
    BAD_KEY("key", FindingKind.MALFORMED),
    /// CBOR: bytes that say that they hold CBOR (tag 24), and do not.
    NOT_EMBEDDED("embedded", FindingKind.MALFORMED),
    /// XML that is not well-formed. `a`: line; `b`: column, both 1 for the first.
    NOT_WELL_FORMED("well-formed", FindingKind.MALFORMED),
    /// Text in an encoding other than UTF-8. `a`: bits of its units; `b`: 1 where the low byte
    /// comes first.
    WIDE_TEXT("encoding", FindingKind.NOTICE),
    /// JSON in an encoding other than UTF-8, as in [#WIDE_TEXT]: most readers refuse it.
    WIDE_JSON("encoding", FindingKind.MALFORMED),
    /// A length or count below zero. `a`: the number.
    NEGATIVE_LENGTH("negative-length", FindingKind.MALFORMED),
    /// More values in one payload than are read. `a`: the limit.
    TOO_MANY("too-many", FindingKind.MALFORMED),
    /// Nesting deeper than the limit. `a`: the limit.
    TOO_DEEP("too-deep", FindingKind.MALFORMED),
    /// Avro: a boolean byte other than 0 and 1. `a`: the byte.
    BAD_BOOLEAN("boolean", FindingKind.MALFORMED),
    /// JSON: not what may stand here. `a`: the byte found, -1 at the end; `b`: the ordinal of what
    /// was [Expected].
    SYNTAX("syntax", FindingKind.MALFORMED),
    /// JSON: a value of another type than the schema allows. `a`: the ordinal of the [JsonType]
    /// found; `b`: the types allowed, one bit an ordinal.
    TYPE("type", FindingKind.VIOLATION),
    /// Protobuf: an enum number that nobody declared. `a`: the number.
    UNDECLARED_ENUM("undeclared-enum", FindingKind.VIOLATION),
    /// Protobuf: a proto2 required field is not there.
    REQUIRED("required", FindingKind.VIOLATION),
    /// A singular Protobuf field or a JSON key stands more than once. `a`: 0 where readers keep the
    /// last, 1 where they merge (Protobuf messages).
    DUPLICATE("duplicate", FindingKind.NOTICE),
    /// Protobuf: another member of the same oneof came later and replaces this one for a reader.
    ONEOF_OVERRIDDEN("oneof-overridden", FindingKind.NOTICE);

    private final String id;
    private final FindingKind kind;

    Anomaly(String id, FindingKind kind) {
        this.id = id;
        this.kind = kind;
    }

    public String id() {
        return id;
    }

    public FindingKind kind() {
        return kind;
    }
}
