package io.sightglass.ui.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Reads one line of a text. Takes whatever comes: a text that is being typed is rarely right.
final class Tokens {
    private static final Set<String> PROTO =
            Set.of(
                    "syntax edition package import public weak option message enum service rpc returns stream repeated optional required oneof map reserved extensions extend to max true false group double float int32 int64 uint32 uint64 sint32 sint64 fixed32 fixed64 sfixed32 sfixed64 bool string bytes"
                            .split(" "));
    private static final Set<String> IDL =
            Set.of(
                    "protocol namespace schema import idl record error enum fixed union array map throws oneway void null boolean int long float double string bytes decimal date time_ms timestamp_ms local_timestamp_ms uuid true false"
                            .split(" "));
    private static final Set<String> JSON = Set.of("true", "false", "null");

    private final Language language;
    private final String line;
    private final List<Token> found = new ArrayList<>();
    private boolean inComment;

    private Tokens(Language language, String line, boolean inComment) {
        this.language = language;
        this.line = line;
        this.inComment = inComment;
    }

    /// A line's parts, ascending.
    ///
    /// @param inComment whether the line begins within a comment
    /// @param endsInComment whether the next one does
    record Line(List<Token> tokens, boolean endsInComment) {}

    static Line of(Language language, String line, boolean inComment) {
        var reader = new Tokens(language, line, inComment);
        reader.read();
        return new Line(reader.found, reader.inComment);
    }

    private void read() {
        int at = inComment ? comment(0, 0) : 0;
        while (at < line.length()) {
            char c = line.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (language != Language.JSON && line.startsWith("//", at)) {
                at = add(at, line.length(), Token.Kind.COMMENT);
            } else if (language != Language.JSON && line.startsWith("/*", at)) {
                at = comment(at, at + 2);
            } else if (c == '"' || c == '\'' && language == Language.PROTO) {
                at = string(at, c);
            } else if (Character.isDigit(c) || c == '-' && at + 1 < line.length()) {
                at = number(at);
            } else if (isWord(c)) {
                at = word(at);
            } else {
                at = add(at, at + 1, Token.Kind.SIGN);
            }
        }
    }

    private int add(int start, int end, Token.Kind kind) {
        found.add(new Token(start, end, kind));
        return end;
    }

    private int comment(int start, int from) {
        int end = line.indexOf("*/", from);
        inComment = end < 0;
        return end < 0 && start == line.length()
                ? start
                : add(start, end < 0 ? line.length() : end + 2, Token.Kind.COMMENT);
    }

    private int string(int start, char quote) {
        int end = start + 1;
        while (end < line.length() && line.charAt(end) != quote) {
            end += line.charAt(end) == '\\' ? 2 : 1;
        }
        end = Math.min(end + 1, line.length());
        return add(start, end, isKey(end) ? Token.Kind.KEY : Token.Kind.STRING);
    }

    private boolean isKey(int end) {
        int at = end;
        while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        return language == Language.JSON && at < line.length() && line.charAt(at) == ':';
    }

    private int number(int start) {
        int end = start + 1;
        while (end < line.length()
                && (Character.isLetterOrDigit(line.charAt(end)) || line.charAt(end) == '.')) {
            end++;
        }
        return add(start, end, Token.Kind.NUMBER);
    }

    private int word(int start) {
        int end = start + 1;
        while (end < line.length() && (isWord(line.charAt(end)) || line.charAt(end) == '.')) {
            end++;
        }
        var word = line.substring(start, end);
        return add(start, end, isKeyword(word) ? Token.Kind.KEYWORD : Token.Kind.WORD);
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '`' || c == '@';
    }

    private boolean isKeyword(String word) {
        return switch (language) {
            case JSON -> JSON.contains(word);
            case PROTO -> PROTO.contains(word);
            case IDL -> IDL.contains(word) || word.startsWith("@");
        };
    }
}
