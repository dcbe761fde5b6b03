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
    /// JSON: `NaN`, `Infinity` or `-Infinity`, read as such. `a`: its first character; `b`: 0 where
    /// it stands alone.
    NO_NUMBER("no-number", FindingKind.MALFORMED),
    /// JSON: a comment.
    COMMENT("comment", FindingKind.MALFORMED),
    /// JSON: a byte order mark before the value.
    BYTE_ORDER_MARK("byte-order-mark", FindingKind.NOTICE),
    /// JSON: several texts in one payload. `a`: how many.
    DOCUMENTS("documents", FindingKind.NOTICE),
    /// JSON: a value of another type than the schema allows. `a`: the ordinal of the [JsonType]
    /// found; `b`: the types allowed, one bit an ordinal.
    TYPE("type", FindingKind.VIOLATION),
    /// Protobuf: an enum number that nobody declared. `a`: the number; `b`: 1 where the enum is
    /// closed, so that readers take the field for unset.
    UNDECLARED_ENUM("undeclared-enum", FindingKind.VIOLATION),
    /// Protobuf: a proto2 required field is not there.
    REQUIRED("required", FindingKind.VIOLATION),
    /// A singular Protobuf field or a JSON key stands more than once. `a`: 0 where readers keep the
    /// last, 1 where they merge (Protobuf messages).
    DUPLICATE("duplicate", FindingKind.NOTICE),
    /// Protobuf: a map's entry has its key twice (`a`: 0), or its value, of which readers keep the
    /// last (1) or which they merge (2).
    ENTRY_TWICE("entry-twice", FindingKind.NOTICE),
    /// Protobuf: a Timestamp or Duration out of its bounds. `a`: seconds; `b`: nanoseconds.
    NO_MOMENT("time", FindingKind.VIOLATION),
    /// Avro: a `time-millis` or `time-micros` before or beyond the day. `a`: the number; `b`: how
    /// many of its units a second has.
    NO_TIME_OF_DAY("time-of-day", FindingKind.NOTICE),
    /// Avro: a decimal of more digits than its schema allows. `a`: its digits; `b`: those allowed.
    DECIMAL_DIGITS("decimal-precision", FindingKind.NOTICE),
    /// Avro: bytes that are no decimal (`a`: 0) or no big-decimal (`a`: 1).
    NO_DECIMAL("decimal", FindingKind.VIOLATION),
    /// Avro: a `uuid` whose text is none.
    NO_UUID("uuid", FindingKind.VIOLATION),
    /// Avro: a part of a duration that is hardly meant to be so large, because a negative number
    /// has the same bytes. `a`: 0 months, 1 days, 2 milliseconds; `b`: the negative number.
    DURATION_PART("duration", FindingKind.NOTICE),
    /// Protobuf: an Any whose type no schema here declares.
    ANY_UNRESOLVED("any-type", FindingKind.NOTICE),
    /// Protobuf: another member of the same oneof came later and replaces this one for a reader.
    ONEOF_OVERRIDDEN("oneof-overridden", FindingKind.NOTICE),

    // What a reader with another schema makes of the value. These stand behind the value that they
    // are about; `a` is the index of a ReaderNote in the plan, unless it says otherwise.

    /// The reader reads it as another type that it may be promoted to.
    PROMOTED("reader.promoted", FindingKind.NOTICE),
    /// The reader's schema does not have the field.
    DROPPED("reader.dropped", FindingKind.NOTICE),
    /// A field that only the reader's schema has gets its default. No note: the field says it.
    DEFAULTED("reader.defaulted", FindingKind.NOTICE),
    /// The reader knows the field by another name.
    ALIASED("reader.aliased", FindingKind.NOTICE),
    /// Avro: the reader knows the named type by another name.
    ALIASED_TYPE("reader.aliased-type", FindingKind.NOTICE),
    /// Avro: the reader's record has another name, and no alias says that it is the same.
    READER_RECORD_NAME("reader.record-name", FindingKind.NOTICE),
    /// The reader takes the same bytes for another logical type.
    READER_LOGICAL("reader.logical-type", FindingKind.NOTICE),
    /// Avro: the reader's enum lacks the symbol, and has a default for that.
    READER_DEFAULT_SYMBOL("reader.default-symbol", FindingKind.NOTICE),
    /// The reader's enum lacks the symbol or number.
    READER_LACKS_SYMBOL("reader.symbol", FindingKind.VIOLATION),
    /// Avro: a field that only the reader's schema has, and no default.
    NO_DEFAULT("reader.no-default", FindingKind.VIOLATION),
    /// The reader's type cannot be read from the writer's.
    READER_TYPE("reader.type", FindingKind.VIOLATION),
    /// Avro: the reader's aliases contradict each other.
    READER_ALIASES("reader.aliases", FindingKind.VIOLATION),
    /// Protobuf: the reader takes the bytes for another value. `b`: that, as bits of its type.
    READER_VALUE("reader.value", FindingKind.VIOLATION),
    /// Protobuf: the reader's type has another wire type, so that the field is unknown to it.
    READER_WIRE("reader.wire-type", FindingKind.VIOLATION),
    /// Protobuf: the reader takes bytes for a string, and they are not UTF-8.
    READER_UTF8("reader.utf8", FindingKind.VIOLATION),
    /// The reader requires a field that is not there.
    READER_REQUIRED("reader.required", FindingKind.VIOLATION),
    /// Protobuf: the reader has one value where the writer has several. `b`: 0 where it keeps the
    /// last, 1 where it merges them (messages).
    READER_LAST("reader.last", FindingKind.NOTICE),
    /// Protobuf: the reader has the field in a oneof with a later one.
    READER_ONEOF("reader.oneof", FindingKind.NOTICE),
    /// The reader knows a field that the writer's schema lacks.
    READER_KNOWS("reader.known", FindingKind.NOTICE),
    /// JSON: a value of another type than the reader's schema allows. `a`: the ordinal of the
    /// [JsonType] found; `b`: the types allowed, one bit an ordinal.
    READER_JSON_TYPE("reader.type", FindingKind.VIOLATION),
    /// JSON: the reader's schema allows no other properties than its own, and has not this one.
    READER_CLOSED("reader.closed", FindingKind.VIOLATION);

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

    /// Whether it is about a reader with another schema. Such a remark follows its value.
    public boolean ofReader() {
        return compareTo(PROMOTED) >= 0;
    }
}
