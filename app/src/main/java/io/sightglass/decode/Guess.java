package io.sightglass.decode;

import io.sightglass.decode.cbor.CborWalker;
import io.sightglass.decode.json.JsonDocuments;
import io.sightglass.decode.json.JsonPlan;
import io.sightglass.decode.msgpack.MsgPackWalker;
import io.sightglass.decode.protobuf.RawProtobuf;
import io.sightglass.decode.raw.BytesWalker;
import io.sightglass.decode.raw.TextWalker;
import io.sightglass.decode.raw.XmlWalker;
import io.sightglass.model.DecodeAttempt;
import io.sightglass.model.Format;
import io.sightglass.model.Part;
import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// How a payload is read that no schema was found for: as a person says, or as what it looks like.
///
/// Formats are tried from the one that bytes are least likely to fit by chance: JSON, XML, text;
/// then CBOR and MessagePack, where the whole payload is one map or list. Bytes that would be
/// Protobuf fields from end to end are only said to be, because many bytes are. For one thread.
final class Guess {
    private static final String NOT_ONE = "Its bytes are not one map or list from end to end.";

    private final Reading json = Reading.plain(JsonPlan.PLAIN.newWalker());
    private final Reading documents = Reading.plain(JsonPlan.DOCUMENTS.newWalker());
    private final JsonDocuments several = new JsonDocuments();
    private final Reading xml = Reading.plain(new XmlWalker());
    private final Reading text = Reading.plain(new TextWalker());
    private final Reading bytes = Reading.plain(new BytesWalker());
    private final Reading cbor = Reading.plain(new CborWalker());
    private final Reading msgPack = Reading.plain(new MsgPackWalker());
    private final Reading protobuf = Reading.plain(new RawProtobuf());
    private final Trial trial;

    Guess(Trial trial) {
        this.trial = trial;
    }

    /// The reading for a format that needs no schema, of the bytes from `from` to `length`; null
    /// for Avro.
    @Nullable Reading of(Format format, byte[] array, int offset, int from, int length) {
        return switch (format) {
            case AVRO -> null;
            case PROTOBUF -> protobuf;
            case JSON -> json(array, offset, from, length);
            case CBOR -> cbor;
            case MESSAGEPACK -> msgPack;
            case XML -> xml;
            case TEXT -> text;
            case BYTES -> bytes;
        };
    }

    /// JSON without a schema: one text, or several.
    Reading json(byte[] array, int offset, int from, int length) {
        return several.isIn(array, offset + from, offset + length) ? documents : json;
    }

    Reading bytes() {
        return bytes;
    }

    /// Whether the payload can be what a header says that it is.
    boolean fits(Format format, byte[] array, int offset, int length) {
        return switch (format) {
            case AVRO, BYTES -> true;
            case PROTOBUF -> isClean(protobuf, array, offset, length);
            case CBOR -> isClean(cbor, array, offset, length);
            case MESSAGEPACK -> isClean(msgPack, array, offset, length);
            case XML -> XmlWalker.begins(array, offset, offset + length);
            case TEXT -> TextWalker.isText(array, offset, offset + length);
            case JSON -> {
                int at = firstByte(array, offset, offset + length);
                yield at < offset + length && startsJson(array[at]);
            }
        };
    }

    /// Whether a JSON object or array begins here, however it goes on.
    boolean opensJson(byte[] array, int offset, int length) {
        int first = firstByte(array, offset, offset + length);
        return first < offset + length && (array[first] == '{' || array[first] == '[');
    }

    private boolean isClean(Reading reading, byte[] array, int offset, int length) {
        return trial.of(reading, array, offset, 0, length).isClean();
    }

    /// The reading for what the bytes from `from` to `length` look like, or null.
    ///
    /// @param attempts gets why each other format was not it; null where nobody asks
    @Nullable Reading of(
            Part part,
            byte[] array,
            int offset,
            int from,
            int length,
            @Nullable List<DecodeAttempt> attempts) {
        int start = offset + from;
        int end = offset + length;
        int first = firstByte(array, start, end);
        boolean starts = first < end && startsJson(array[first]);
        // A key that is a bare word or number is a string to people.
        boolean sensible = starts && (part == Part.VALUE || "{[\"".indexOf(array[first]) >= 0);
        if (sensible && isWhole(json, array, offset, from, length)) {
            return json;
        }
        if (sensible
                && trial.isTrailing()
                && several.isIn(array, start, end)
                && isWhole(documents, array, offset, from, length)) {
            return documents;
        }
        note(
                attempts,
                Format.JSON,
                sensible
                        ? "It begins like JSON, but is not JSON from end to end."
                        : "No JSON value begins with its first byte.");
        if (XmlWalker.begins(array, start, end)) {
            if (isWhole(xml, array, offset, from, length)) {
                return xml;
            }
            note(attempts, Format.XML, "It begins like XML, but is not well-formed.");
        }
        if (TextWalker.isText(array, start, end)) {
            return text;
        }
        note(attempts, Format.TEXT, "It is not UTF-8 text, or has control characters.");
        return binary(array, offset, from, length, attempts);
    }

    private @Nullable Reading binary(
            byte[] array,
            int offset,
            int from,
            int length,
            @Nullable List<DecodeAttempt> attempts) {
        int first = length - from < 2 ? 0 : array[offset + from] & 0xff;
        // Lists and maps, and tags, which may stand before them.
        boolean isCbor =
                first >= 0x80 && first <= 0xdb && isItem(cbor, array, offset, from, length);
        boolean listOrMap = (first >= 0x80 && first <= 0x9f) || (first >= 0xdc && first <= 0xdf);
        boolean isMsgPack = listOrMap && isItem(msgPack, array, offset, from, length);
        if (isCbor != isMsgPack) {
            if (isMsgPack) {
                note(attempts, Format.CBOR, NOT_ONE);
            }
            return isCbor ? cbor : msgPack;
        }
        if (attempts != null) {
            note(attempts, Format.CBOR, isCbor ? "It could be MessagePack as well." : NOT_ONE);
            note(attempts, Format.MESSAGEPACK, isCbor ? "It could be CBOR as well." : NOT_ONE);
        }
        return null;
    }

    /// Whether the payload is Protobuf fields from end to end.
    boolean couldBeProtobuf(byte[] array, int offset, int length) {
        return length > 0 && isWhole(protobuf, array, offset, 0, length);
    }

    /// Whether the payload is one map or list with nothing wrong in it.
    private boolean isItem(Reading reading, byte[] array, int offset, int from, int length) {
        return isWhole(reading, array, offset, from, length) && trial.holds() && trial.isClean();
    }

    private boolean isWhole(Reading reading, byte[] array, int offset, int from, int length) {
        return trial.of(reading, array, offset, from, length).isWhole();
    }

    private static void note(@Nullable List<DecodeAttempt> attempts, Format format, String reason) {
        if (attempts != null) {
            attempts.add(new DecodeAttempt(format.label(), Sentence.of(reason)));
        }
    }

    static boolean startsJson(byte b) {
        return (b >= '0' && b <= '9') || "{[\"-tfn".indexOf(b) >= 0;
    }

    /// The first byte of a JSON value: see [JsonDocuments#start].
    static int firstByte(byte[] array, int from, int to) {
        return JsonDocuments.start(array, from, to);
    }
}
