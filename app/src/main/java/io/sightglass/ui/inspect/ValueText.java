package io.sightglass.ui.inspect;

import io.sightglass.decode.protobuf.OtherReadings;
import io.sightglass.model.FieldInfo;
import io.sightglass.model.Node;
import io.sightglass.model.Scalar;
import io.sightglass.ui.fx.Texts;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// How values read in the tree, and what is copied of them.
public final class ValueText {
    /// Characters of a string that the tree shows.
    private static final int LONGEST = 400;

    private static final int LONGEST_BYTES = 32;

    private ValueText() {}

    /// The second column: number and type, or what stands in their place.
    static String type(TreeEntry entry) {
        return switch (entry.kind()) {
            case GROUP, MISSING, READINGS -> "";
            case FIELD -> type(entry.node());
            case READING -> ReadingText.words(entry);
        };
    }

    private static String type(Node node) {
        var field = node.field();
        var type = field.type();
        if (node instanceof Node.RecordNode record && type.isEmpty()) {
            type = record.typeName().substring(record.typeName().lastIndexOf('.') + 1);
        }
        if (node instanceof Node.UnknownNode || field.number() <= 0) {
            return type;
        }
        // Without a schema: what it was taken for. How it is written stands in the tooltip.
        var guessed = OtherReadings.as(node);
        return field.number() + " " + (guessed.isEmpty() ? type : guessed + "?");
    }

    /// The third column.
    static List<Styled> value(TreeEntry entry) {
        return switch (entry.kind()) {
            case GROUP -> List.of();
            case MISSING -> List.of(Styled.muted("not set"));
            case FIELD, READING -> value(entry.node());
            case READINGS -> List.of(Styled.muted(ReadingText.types(entry)));
        };
    }

    static List<Styled> value(Node node) {
        return switch (node) {
            case Node.RecordNode record ->
                    record.children().isEmpty()
                            ? List.of(Styled.muted("no fields"))
                            : record.field().name().isEmpty()
                                    ? List.of()
                                    : List.of(Styled.muted(shortName(record)));
            case Node.ListNode _ -> counted(node, "element", "elements");
            case Node.MapNode _ -> counted(node, "entry", "entries");
            case Node.ScalarNode scalar -> scalar(scalar.value());
            case Node.UnknownNode unknown ->
                    unknown.reading() == null
                            ? List.of(
                                    Styled.muted(
                                            Texts.count(unknown.range().length(), "byte", "bytes")))
                            : value(unknown.reading());
            case Node.AbsentNode absent -> absent(absent.field());
            case Node.RestNode rest ->
                    List.of(
                            Styled.muted(
                                    "and more: "
                                            + Texts.bytes(rest.range().length())
                                            + " from here on are not shown"));
            case Node.MalformedNode malformed ->
                    List.of(new Styled(malformed.reason(), "value-undecodable"));
        };
    }

    /// How many a list or map holds; of a long payload, how many of them are here.
    private static List<Styled> counted(Node node, String one, String many) {
        int count = Nodes.children(node);
        if (!Nodes.isCut(node)) {
            return List.of(Styled.muted(Texts.count(count, one, many)));
        }
        boolean cutHere = Nodes.child(node, count - 1) instanceof Node.RestNode;
        return List.of(
                Styled.muted("first " + Texts.count(cutHere ? count - 1 : count, one, many)));
    }

    private static String shortName(Node.RecordNode record) {
        var name = record.typeName().substring(record.typeName().lastIndexOf('.') + 1);
        boolean said = record.field().type().endsWith(name);
        return said || name.isEmpty()
                ? Texts.count(record.children().size(), "field", "fields")
                : name;
    }

    private static List<Styled> absent(FieldInfo field) {
        var runs = new ArrayList<Styled>();
        runs.add(Styled.muted("not set"));
        var reads = field.defaultValue();
        if (reads != null) {
            runs.add(Styled.muted("; reads as " + (reads.isEmpty() ? "\"\"" : oneLine(reads))));
        }
        return runs;
    }

    private static List<Styled> scalar(Scalar scalar) {
        return switch (scalar) {
            case Scalar.Null _ -> List.of(Styled.muted("null"));
            case Scalar.Masked _ -> List.of(Styled.muted(Scalar.Masked.TEXT + " masked"));
            case Scalar.Text text -> List.of(Styled.string('"' + oneLine(text.value()) + '"'));
            case Scalar.Binary binary -> binary(binary.value());
            case Scalar.Symbol(String name, int number) ->
                    name.isEmpty()
                            ? List.of(Styled.number(Integer.toString(number)))
                            : List.of(Styled.number(name), Styled.muted(" = " + number));
            case Scalar.Temporal time ->
                    List.of(Styled.number(time.iso()), Styled.muted(" = " + time.raw()));
            case Scalar.Bool _,
                    Scalar.Int _,
                    Scalar.Unsigned _,
                    Scalar.Float32 _,
                    Scalar.Float64 _,
                    Scalar.Number _,
                    Scalar.Decimal _ ->
                    List.of(Styled.number(plain(scalar)));
        };
    }

    private static List<Styled> binary(byte[] bytes) {
        int shown = Math.min(bytes.length, LONGEST_BYTES);
        var hex = HexFormat.ofDelimiter(" ").formatHex(bytes, 0, shown);
        var more = bytes.length > shown ? " …" : "";
        var size =
                bytes.length == 0
                        ? "0\u00a0bytes"
                        : "  " + Texts.count(bytes.length, "byte", "bytes");
        return List.of(Styled.string(hex + more), Styled.muted(size));
    }

    /// A value as it is copied: in full, nothing escaped.
    public static String plain(Scalar scalar) {
        return switch (scalar) {
            case Scalar.Null _ -> "null";
            case Scalar.Masked _ -> Scalar.Masked.TEXT;
            case Scalar.Bool(boolean value) -> Boolean.toString(value);
            case Scalar.Int(long value) -> Long.toString(value);
            case Scalar.Unsigned(long bits) -> Long.toUnsignedString(bits);
            case Scalar.Float32(float value) -> Float.toString(value);
            case Scalar.Float64(double value) -> Double.toString(value);
            case Scalar.Number(String literal) -> literal;
            case Scalar.Decimal decimal -> decimal.text();
            case Scalar.Text(String value) -> value;
            case Scalar.Binary(byte[] value) -> HexFormat.of().formatHex(value);
            case Scalar.Symbol(String name, int number) ->
                    name.isEmpty() ? Integer.toString(number) : name;
            case Scalar.Temporal time -> time.iso();
        };
    }

    /// Text on one line: control characters escaped, and cut where it goes on for long.
    public static String oneLine(String text) {
        int end = Math.min(text.length(), LONGEST);
        if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        var out = new StringBuilder(end + 16);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (Character.isISOControl(c)) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        if (end < text.length()) {
            out.append("… (")
                    .append(Texts.count(text.length(), "character", "characters"))
                    .append(')');
        }
        return out.toString();
    }
}
