package io.sightglass.decode;

import io.sightglass.model.FieldInfo;
import io.sightglass.model.Format;
import io.sightglass.model.Scalar;
import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;

/// What is said of a payload that a reader with another schema reads: what it does not see, what it
/// sees otherwise, and what it cannot read.
final class ReaderSentences {
    private ReaderSentences() {}

    /// The value that is spoken of.
    ///
    /// @param value null where it is no scalar
    record Place(Format format, String path, FieldInfo field, @Nullable Scalar value) {}

    static Sentence of(Anomaly anomaly, Place at, ReaderLens lens, long a, long b) {
        var note = note(anomaly, at, lens, a);
        var say = Sentence.builder().text("A reader with " + lens.label());
        switch (anomaly) {
            case PROMOTED -> promoted(say, at, note);
            case DROPPED -> {
                subject(say.text(" does not see "), at).text(what(note.writer(), at.value));
                if (at.format == Format.PROTOBUF) {
                    say.text(", and keeps it as unknown field " + at.field.number());
                }
            }
            case DEFAULTED -> {
                subject(say.text(" fills "), at)
                        .text(" with its default " + at.field.defaultValue());
            }
            case ALIASED -> subject(say.text(" calls "), at).text(" ").strong(note.reader());
            case ALIASED_TYPE -> {
                say.text(" calls ").text(note.writer() + " " + note.reader());
                if (!at.path.isEmpty()) {
                    say.text(", the type of ").strong(at.path);
                }
            }
            case READER_RECORD_NAME ->
                    subject(say.text(" takes "), at)
                            .text(" for a record " + note.reader())
                            .text("; it is a " + note.writer())
                            .text(" here. Java's readers do not mind, others may");
            case READER_LOGICAL ->
                    subject(say.text(" takes "), at)
                            .text(" for " + note.reader() + "; it is " + note.writer() + " here");
            case READER_DEFAULT_SYMBOL ->
                    subject(say.text(" sees "), at)
                            .text(" as " + note.reader())
                            .text(", its default, because it does not know " + note.writer());
            case READER_LACKS_SYMBOL -> lacksSymbol(say, at, note, b);
            case NO_DEFAULT ->
                    say.text(at.path.isEmpty() ? " cannot read this record: it" : " cannot read ")
                            .strong(at.path)
                            .text(at.path.isEmpty() ? " has no " : ": it has no ")
                            .strong(note.reader())
                            .text(", and the reader no default for it");
            case READER_TYPE ->
                    subject(say.text(" cannot read this record: "), at)
                            .text(" is " + note.writer() + " here and ")
                            .text(note.reader() + " there");
            case READER_ALIASES ->
                    say.text(" cannot read this record: its aliases give two fields one name");
            case READER_VALUE ->
                    subject(say.text(" misreads "), at)
                            .text(what(bare(note.writer()), at.value))
                            .text(" as " + bare(note.reader()) + ": ")
                            .text(number(bare(note.reader()), b));
            case READER_WIRE ->
                    subject(say.text(" does not see "), at)
                            .text(": it is " + note.writer() + " here and " + note.reader())
                            .text(" there, which stand otherwise in the bytes");
            case READER_UTF8 ->
                    subject(say.text(" cannot read this record: "), at)
                            .text(" is not UTF-8, and a string there");
            case READER_REQUIRED ->
                    say.text(" cannot read this record: it is missing ")
                            .strong(note.reader())
                            .text(", which the reader requires");
            case READER_LAST ->
                    subject(say.text(b == 0 ? " sees only the last of " : " merges all of "), at)
                            .text(b == 0 ? "" : " into one")
                            .text(", which is no list there");
            case READER_ONEOF ->
                    subject(say.text(" does not see "), at)
                            .text(": it is in a oneof there, with a field that comes later");
            case READER_KNOWS ->
                    subject(say.text(" knows field "), at).text(" as ").strong(note.reader());
            case READER_JSON_TYPE ->
                    subject(say.text(" cannot read this record: "), at)
                            .text(" is " + JsonType.values()[(int) a].words() + " here and ")
                            .text(Sentences.types(b) + " there");
            case READER_CLOSED ->
                    subject(say.text(" refuses "), at)
                            .text(what(note.writer(), at.value))
                            .text(", because its schema allows no other properties");
            default -> throw new IllegalArgumentException("said by Sentences: " + anomaly);
        }
        return say.text(".").build();
    }

    /// JSON's remarks need none: the document says all.
    private static ReaderNote note(Anomaly anomaly, Place at, ReaderLens lens, long a) {
        if (at.format == Format.JSON) {
            return new ReaderNote(at.field.type(), at.field.name());
        }
        return anomaly == Anomaly.DEFAULTED ? new ReaderNote("", "") : lens.notes().get((int) a);
    }

    private static void lacksSymbol(Sentence.Builder say, Place at, ReaderNote note, long number) {
        if (at.format == Format.PROTOBUF) {
            var symbol = at.value == null ? "" : " " + LastScalar.words(at.value);
            subject(say.text(" does not know "), at)
                    .text(symbol + ": it is " + note.reader() + " there, without number " + number);
        } else {
            subject(say.text(" cannot read this record: "), at)
                    .text(" is " + note.writer() + ", which its " + note.reader() + " lacks");
        }
    }

    private static void promoted(Sentence.Builder say, Place at, ReaderNote note) {
        subject(say.text(" reads "), at).text(what(note.writer(), at.value)).text(" as ");
        var seen = at.value == null ? "" : promoted(at.value, note.reader());
        say.text(seen.isEmpty() ? note.reader() : note.reader() + ": " + seen);
    }

    /// The value after its promotion, where it may look other than before; else empty.
    private static String promoted(Scalar value, String type) {
        return switch (value) {
            case Scalar.Int(long number) when type.equals("float") ->
                    Float.toString((float) number);
            case Scalar.Int(long number) when type.equals("double") ->
                    Double.toString((double) number);
            case Scalar.Float32(float number) when type.equals("double") ->
                    Double.toString((double) number);
            default -> "";
        };
    }

    /// `an int32` without its article.
    private static String bare(String kind) {
        return kind.substring(kind.lastIndexOf(' ') + 1);
    }

    /// A number of a Protobuf type from its bits.
    private static String number(String type, long bits) {
        return switch (type) {
            case "uint64", "fixed64" -> Long.toUnsignedString(bits);
            case "float" -> Float.toString(Float.intBitsToFloat((int) bits));
            case "double" -> Double.toString(Double.longBitsToDouble(bits));
            case "bool" -> bits == 0 ? "false" : "true";
            default -> Long.toString(bits);
        };
    }

    /// ` (int, 300)`, or ` (Item)` where there is no one value.
    private static String what(String type, @Nullable Scalar value) {
        return " (" + type + (value == null ? "" : ", " + LastScalar.words(value)) + ")";
    }

    private static Sentence.Builder subject(Sentence.Builder say, Place at) {
        return at.path.isEmpty() ? say.text("the value") : say.strong(at.path);
    }
}
