package io.sightglass.compat.outline;

import java.util.List;

/// One line of an outline.
///
/// @param key what the line is about
/// @param aliases other names that the same thing went by (Avro), within the same owner
/// @param indent how deep it stands, 0 for the outermost
/// @param text without the indentation
/// @param full the text with everything that is usually left out: namespace, aliases,
///   documentation. It is shown where it is all that differs
/// @param doc documentation, empty where there is none
/// @param place the line in the source, 1 for the first; 0 where it is not known
/// @param uses the types that the line names, by their owners' names
/// @param words of a list that flows over several lines, the part on this line; else empty
public record Line(
        Key key,
        List<String> aliases,
        int indent,
        String text,
        String full,
        String doc,
        int place,
        List<String> uses,
        List<String> words) {
    static final String INDENT = "  ";

    public Line {
        aliases = List.copyOf(aliases);
        uses = List.copyOf(uses);
        words = List.copyOf(words);
    }

    /// What a line is about: a type (`member` is empty) or something in it. Lines of two outlines
    /// with equal keys are about the same thing.
    ///
    /// @param owner full name of the type; empty in a format whose members have full paths
    /// @param member a field's name (Avro), number (Protobuf) or path (JSON Schema), or a mark of
    ///   our own for what has no name, such as a closing brace
    public record Key(String owner, String member) {}

    static Line of(Key key, int indent, String text) {
        return new Line(key, List.of(), indent, text, text, "", 0, List.of(), List.of());
    }

    Line with(String fullText, String documentation) {
        return new Line(key, aliases, indent, text, fullText, documentation, place, uses, words);
    }

    Line withAliases(List<String> names) {
        return new Line(key, names, indent, text, full, doc, place, uses, words);
    }

    Line withUses(List<String> types) {
        return new Line(key, aliases, indent, text, full, doc, place, types, words);
    }

    Line withWords(List<String> flowing) {
        return new Line(key, aliases, indent, text, full, doc, place, uses, flowing);
    }

    Line at(int sourceLine) {
        return new Line(key, aliases, indent, text, full, doc, sourceLine, uses, words);
    }

    /// As it is shown, indentation included.
    public String shown() {
        return INDENT.repeat(indent) + text;
    }

    String shownInFull() {
        return INDENT.repeat(indent) + full;
    }
}
