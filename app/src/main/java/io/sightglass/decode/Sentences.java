package io.sightglass.decode;

import io.sightglass.decode.protobuf.Wire;
import io.sightglass.model.FieldInfo;
import io.sightglass.model.Format;
import io.sightglass.model.SchemaInfo;
import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.StringJoiner;

/// What is said of a payload's structure: what is wrong, where, and what was expected, for the
/// person who can mend it.
final class Sentences {
    private static final String CLOSED =
            "; the enum is closed, so readers take the field for unset and keep the number among"
                    + " the unknown fields.";

    private static final long SECONDS_A_DAY = 86_400;

    private Sentences() {}

    /// Where an anomaly is.
    ///
    /// @param length of the whole payload
    record Place(Format format, String path, FieldInfo field, int start, int end, int length) {}

    static Sentence anomaly(Anomaly anomaly, Place at, long a, long b) {
        return switch (anomaly) {
            case TRUNCATED ->
                    cut(at).text(": its length says " + bytes(a) + " and " + left(b) + ".").build();
            case CUT_SHORT -> {
                var says = a > 0 ? ": it takes " + bytes(a) + " and " + left(b) + "." : ".";
                yield cut(at).text(says).build();
            }
            case TRAILING_BYTES -> {
                boolean schemaless =
                        switch (at.format) {
                            case JSON, CBOR, MESSAGEPACK -> true;
                            case AVRO, PROTOBUF, XML, TEXT, BYTES -> false;
                        };
                var what =
                        at.format == Format.JSON ? "JSON value" : schemaless ? "value" : "record";
                var why =
                        schemaless
                                ? "; a payload holds one."
                                : "; the writer may have used a newer schema.";
                var follow = a == 1 ? "1 byte follows" : a + " bytes follow";
                yield Sentence.of(
                        follow + " the end of the " + what + " at byte " + at.start + why);
            }
            case BAD_UTF8 -> subject(at).text(" is not UTF-8 at byte " + a + ".").build();
            case BAD_VARINT ->
                    subject(at)
                            .text(" has an integer at byte " + at.start)
                            .text(" that is longer than any can be.")
                            .build();
            case BAD_TAG ->
                    subject(at)
                            .text(" has a tag at byte " + at.start + " that no field can have: ")
                            .text(tag(a) + ".")
                            .build();
            case BAD_GROUP ->
                    subject(at)
                            .text(" has a group at byte " + at.start + ", field " + a)
                            .text(", whose start and end do not match.")
                            .build();
            case WIRE_TYPE ->
                    subject(at)
                            .text(" is written as " + Wire.name((int) a) + "; its type ")
                            .text(at.field.type() + " is written as " + Wire.name((int) b) + ".")
                            .build();
            case UNION_INDEX ->
                    subject(at)
                            .text(" names branch " + a + " of its union, which has " + b + ".")
                            .build();
            case ENUM_INDEX ->
                    subject(at)
                            .text(" names symbol " + a + " of its enum, which has " + b + ".")
                            .build();
            case BAD_HEAD ->
                    subject(at)
                            .text(" has the byte " + String.format(Locale.ROOT, "%02X", a))
                            .text(" at byte " + at.start + ", with which no value begins there.")
                            .build();
            case BAD_KEY ->
                    subject(at)
                            .text(" has a key at byte " + at.start + " that is not whole.")
                            .build();
            case NOT_EMBEDDED ->
                    subject(at)
                            .text(" says that its bytes are CBOR again; they are not, from end to")
                            .text(" end, so they stay bytes.")
                            .build();
            case NOT_WELL_FORMED ->
                    subject(at)
                            .text(" is not well-formed XML at line " + a + ", column " + b + ".")
                            .build();
            case WIDE_TEXT ->
                    subject(at).text(" is text in UTF-" + a + order(b) + ", not UTF-8.").build();
            case WIDE_JSON ->
                    subject(at)
                            .text(" is JSON in UTF-" + a + order(b) + "; between systems it has to")
                            .text(" be UTF-8, and most readers refuse it.")
                            .build();
            case NEGATIVE_LENGTH -> subject(at).text(" has the length " + a + ".").build();
            case TOO_MANY ->
                    Sentence.of(
                            "The bytes from "
                                    + at.start
                                    + " on stay unread: a payload is read up to "
                                    + a
                                    + " values.");
            case TOO_DEEP ->
                    subject(at)
                            .text(" is nested more than " + a + " deep, so the bytes from ")
                            .text(at.start + " stay unread.")
                            .build();
            case BAD_BOOLEAN ->
                    subject(at).text(" is the byte " + a + "; a boolean is 0 or 1.").build();
            case SYNTAX -> syntax(at, a, Expected.values()[(int) b]);
            case NO_NUMBER ->
                    subject(at)
                            .text(" is " + (a == 'N' ? "NaN" : a == '-' ? "-Infinity" : "Infinity"))
                            .text(", which JSON does not have: strict readers refuse the whole")
                            .text(" payload. Writers that have no number write null.")
                            .build();
            case COMMENT ->
                    Sentence.of(
                            "A comment stands at byte "
                                    + at.start
                                    + ". JSON has none: strict readers refuse the whole payload.");
            case BYTE_ORDER_MARK ->
                    Sentence.of(
                            "The text begins with a byte order mark, which JSON between systems"
                                    + " must not have; some readers refuse it.");
            case DOCUMENTS ->
                    Sentence.of(
                            "The payload holds " + a + " JSON documents; most consumers read one.");
            case TYPE -> type(at, JsonType.values()[(int) a], b);
            case UNDECLARED_ENUM ->
                    subject(at)
                            .text(" is " + a + ", a number that " + at.field.type())
                            .text(" does not declare")
                            .text(b == 1 ? CLOSED : ".")
                            .build();
            case NO_MOMENT ->
                    subject(at)
                            .text(" is " + a + " seconds and " + b + " nanoseconds, which is no ")
                            .text(at.field.type() + "; readers that turn it into a time fail.")
                            .build();
            case NO_TIME_OF_DAY ->
                    subject(at)
                            .text(" is " + a + (b == 1_000 ? " milliseconds" : " microseconds"))
                            .text(" after midnight; a time of day is 0 to ")
                            .text((SECONDS_A_DAY * b - 1) + ", and some readers refuse others.")
                            .build();
            case DECIMAL_DIGITS ->
                    subject(at)
                            .text(" has " + a + " digits; its type " + at.field.type())
                            .text(" has room for " + b + ", and some readers refuse more.")
                            .build();
            case NO_DECIMAL ->
                    subject(at)
                            .text(
                                    a == 0
                                            ? " has no bytes; a decimal has at least one, which for"
                                                    + " zero is 00."
                                            : " is no big-decimal: its bytes are not a length, a"
                                                    + " number of that many bytes, and a scale.")
                            .build();
            case NO_UUID ->
                    subject(at)
                            .text(" is no UUID, which its type demands; expected text such as")
                            .text(" f81d4fae-7dec-11d0-a765-00a0c91e6bf6.")
                            .build();
            case DURATION_PART ->
                    subject(at)
                            .text(" has " + Integer.toUnsignedString((int) b))
                            .text(a == 0 ? " months" : a == 1 ? " days" : " milliseconds")
                            .text("; a duration has no sign, so the writer may have meant ")
                            .text(b + ".")
                            .build();
            case ANY_UNRESOLVED ->
                    subject(at)
                            .text(" is of the type that its type_url names, which no schema here")
                            .text(" declares, so it stays bytes.")
                            .build();
            case REQUIRED ->
                    Sentence.builder()
                            .text("The event is missing ")
                            .strong(at.path)
                            .text(", which its schema requires.")
                            .build();
            case DUPLICATE ->
                    subject(at)
                            .text(" stands here again; readers ")
                            .text(a == 0 ? "keep the last one." : "merge the two.")
                            .build();
            case ENTRY_TWICE ->
                    subject(at)
                            .text(" has its " + (a == 0 ? "key" : "value") + " twice in one entry;")
                            .text(a == 2 ? " readers merge the two." : " readers keep the last.")
                            .build();
            case ONEOF_OVERRIDDEN ->
                    subject(at)
                            .text(" is replaced by a later member of the same oneof; ")
                            .text("readers keep that one.")
                            .build();
            case PROMOTED,
                    DROPPED,
                    DEFAULTED,
                    ALIASED,
                    ALIASED_TYPE,
                    READER_RECORD_NAME,
                    READER_LOGICAL,
                    READER_DEFAULT_SYMBOL,
                    READER_LACKS_SYMBOL,
                    NO_DEFAULT,
                    READER_TYPE,
                    READER_ALIASES,
                    READER_VALUE,
                    READER_WIRE,
                    READER_UTF8,
                    READER_REQUIRED,
                    READER_LAST,
                    READER_ONEOF,
                    READER_KNOWS,
                    READER_JSON_TYPE,
                    READER_CLOSED ->
                    throw new IllegalArgumentException("said by ReaderSentences: " + anomaly);
        };
    }

    /// A field that the schema of the record around it lacks.
    static Sentence unknownField(
            Format format,
            FieldInfo field,
            @Nullable String typeName,
            @Nullable SchemaInfo schema,
            LaterVersions later,
            byte[] array,
            int offset,
            int start,
            int end) {
        var version = schema == null || schema.version() == null ? "" : "v" + schema.version();
        if (format != Format.PROTOBUF) {
            return Sentence.builder()
                    .text("Field ")
                    .strong(Texts.clip(field.name(), 80))
                    .text(" is not in " + named(schema, typeName, version))
                    .text(", which allows no others.")
                    .build();
        }
        var type = typeName == null ? "" : typeName;
        var reservedNames = field.doc();
        if (reservedNames != null) {
            return Sentence.builder()
                    .text("Field ")
                    .strong(field.name())
                    .text(" (" + field.type() + ", ")
                    .text(wireValue(array, offset + start, offset + end) + ") is reserved in ")
                    .text(type + (version.isEmpty() ? "" : " " + version))
                    .text(": it was deleted there, and no field may have its number again")
                    .text(
                            reservedNames.isEmpty()
                                    ? "."
                                    : "; reserved names: " + reservedNames + ".")
                    .build();
        }
        var named = later.find(type, field.number());
        if (named != null) {
            return Sentence.builder()
                    .text("Field ")
                    .strong(field.name())
                    .text(" is not in " + (version.isEmpty() ? type : version) + ". ")
                    .text(named.version() + " names it ")
                    .strong(named.name())
                    .text(" (" + named.type() + ").")
                    .build();
        }
        return Sentence.builder()
                .text("Field ")
                .strong(field.name())
                .text(" (" + field.type() + ", ")
                .text(wireValue(array, offset + start, offset + end) + ") is not in ")
                .text(type + (version.isEmpty() ? "" : " " + version))
                .text(later.any() ? " or any later version." : ".")
                .build();
    }

    private static String named(
            @Nullable SchemaInfo schema, @Nullable String typeName, String version) {
        var name = typeName == null || typeName.isEmpty() ? null : typeName;
        if (name == null) {
            name = schema == null || schema.name().isEmpty() ? "the schema" : schema.name();
        }
        return version.isEmpty() ? name : name + " " + version;
    }

    /// The number of a scalar field on the wire, or its size.
    private static String wireValue(byte[] array, int start, int end) {
        int tag = Wire.varintSize(array, start, end);
        if (tag <= 0) {
            return bytes(end - start);
        }
        int at = start + tag;
        return switch ((int) Wire.varint(array, start, tag) & 7) {
            case Wire.VARINT -> {
                int size = Wire.varintSize(array, at, end);
                yield size > 0 ? Long.toUnsignedString(Wire.varint(array, at, size)) : "cut short";
            }
            case Wire.FIXED64 ->
                    end - at >= 8
                            ? Long.toUnsignedString(Wire.fixed64(array, at))
                            : bytes(end - at);
            case Wire.FIXED32 ->
                    end - at >= 4
                            ? Integer.toUnsignedString(Wire.fixed32(array, at))
                            : bytes(end - at);
            case Wire.LENGTH -> {
                int size = Wire.varintSize(array, at, end);
                yield bytes(Math.max(0, end - at - Math.max(0, size)));
            }
            default -> bytes(end - start);
        };
    }

    private static Sentence.Builder cut(Place at) {
        if (at.end < at.length) {
            return subject(at).text(" runs past the end of its message at byte " + at.end);
        }
        return at.path.isEmpty()
                ? Sentence.builder().text("The value ends too early, at byte " + at.end)
                : Sentence.builder()
                        .text("The value ends inside ")
                        .strong(at.path)
                        .text(" at byte " + at.end);
    }

    private static Sentence.Builder subject(Place at) {
        return at.path.isEmpty()
                ? Sentence.builder().text("The value")
                : Sentence.builder().strong(at.path);
    }

    private static Sentence syntax(Place at, long found, Expected expected) {
        if (found < 0) {
            return cut(at).text("; expected " + expected.words() + ".").build();
        }
        return Sentence.of(
                "At byte "
                        + at.start
                        + " the text has "
                        + character((int) found)
                        + "; expected "
                        + expected.words()
                        + ".");
    }

    private static String character(int found) {
        return found > 0x20 && found < 0x7f
                ? "'" + (char) found + "'"
                : "the byte " + String.format("%02X", found);
    }

    private static Sentence type(Place at, JsonType found, long allowed) {
        return subject(at)
                .text(" is " + found.words() + "; its schema expects " + types(allowed) + ".")
                .build();
    }

    /// `a string or null`: the types of a bit set.
    static String types(long allowed) {
        var words = new StringJoiner(" or ");
        for (var type : JsonType.values()) {
            boolean implied = type == JsonType.INTEGER && (allowed & JsonType.NUMBER.bit()) != 0;
            if ((allowed & type.bit()) != 0 && !implied) {
                words.add(type.words());
            }
        }
        return words.toString();
    }

    private static String order(long low) {
        return low == 1 ? "LE" : "BE";
    }

    private static String tag(long tag) {
        return "field number " + (tag >>> 3) + ", wire type " + (tag & 7);
    }

    private static String bytes(long count) {
        return count == 1 ? "1 byte" : Long.toUnsignedString(count) + " bytes";
    }

    private static String left(long count) {
        return count == 1 ? "1 is left" : count + " are left";
    }
}
