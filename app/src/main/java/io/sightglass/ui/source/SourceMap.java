package io.sightglass.ui.source;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Where things are in a text: its blocks, its types and where a comment goes on over lines.
/// Immutable once read; reading a large text takes its time and is not for the window's thread.
public final class SourceMap {
    private static final Set<String> AVRO = Set.of("record", "error", "enum", "fixed");
    private static final Set<String> DECLARING =
            Set.of("message", "enum", "service", "record", "error", "fixed", "protocol");
    private static final Set<String> HOLDERS = Set.of("definitions", "$defs");

    private final Language language;
    private final List<String> lines;
    private final BitSet comments = new BitSet();
    private final Map<Integer, Integer> folds = new HashMap<>();
    private final Map<String, Place> definitions = new HashMap<>();

    /// @param line 0 for the first
    /// @param column 0 for the first
    public record Place(int line, int column) {}

    private SourceMap(Language language, List<String> lines) {
        this.language = language;
        this.lines = lines;
    }

    public static SourceMap of(Language language, String text) {
        var map = new SourceMap(language, List.of(text.split("\n", -1)));
        Reader reader = language == Language.JSON ? map.new JsonReader() : map.new BlockReader();
        boolean inComment = false;
        for (int i = 0; i < map.lines.size(); i++) {
            map.comments.set(i, inComment);
            var line = Tokens.of(language, map.lines.get(i), inComment);
            inComment = line.endsInComment();
            for (var token : line.tokens()) {
                if (token.kind() != Token.Kind.COMMENT) {
                    reader.take(token, map.lines.get(i).substring(token.start(), token.end()), i);
                }
            }
        }
        return map;
    }

    public Language language() {
        return language;
    }

    /// The parts of a line, as it was when the text was read.
    ///
    /// @param text the line as it is now
    public List<Token> tokens(int line, String text) {
        return Tokens.of(language, text, comments.get(line)).tokens();
    }

    public int lines() {
        return lines.size();
    }

    /// The last line of the block that begins in a line; empty where none does.
    public Optional<Integer> foldEnd(int line) {
        return Optional.ofNullable(folds.get(line));
    }

    /// Where the innermost block around a line begins.
    public Optional<Integer> foldAround(int line) {
        for (int i = Math.min(line, lines.size() - 1); i >= 0; i--) {
            var end = folds.get(i);
            if (end != null && end >= line) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /// The name of a type, or a `$ref`, at a place; empty where nothing of the kind is there.
    public Optional<String> nameAt(int line, int column) {
        if (line < 0 || line >= lines.size()) {
            return Optional.empty();
        }
        var text = lines.get(line);
        for (var token : tokens(line, text)) {
            if (token.start() <= column && column <= token.end()) {
                var word = text.substring(token.start(), token.end());
                boolean found =
                        language == Language.JSON
                                ? token.kind() == Token.Kind.STRING
                                : token.kind() == Token.Kind.WORD
                                        || token.kind() == Token.Kind.STRING;
                if (found) {
                    var name = word.replaceAll("[\"'`]", "");
                    return name.isEmpty() ? Optional.empty() : Optional.of(name);
                }
            }
        }
        return Optional.empty();
    }

    /// Where a type is declared: by its full name, or by the end of one.
    public Optional<Place> definition(String name) {
        var word = name.startsWith(".") ? name.substring(1) : name;
        var exact = definitions.get(word);
        if (exact != null) {
            return Optional.of(exact);
        }
        return definitions.entrySet().stream()
                .filter(each -> each.getKey().endsWith("." + word))
                .min(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue);
    }

    /// Full names of what is declared here.
    public Set<String> names() {
        return Set.copyOf(definitions.keySet());
    }

    private void fold(int from, int to) {
        if (to > from) {
            folds.merge(from, to, Math::max);
        }
    }

    private interface Reader {
        void take(Token token, String text, int line);
    }

    /// Follows the objects and arrays of JSON.
    private final class JsonReader implements Reader {
        private final Deque<Frame> open = new ArrayDeque<>();

        private static final class Frame {
            final @Nullable String key;
            final int line;
            final @Nullable Frame outer;
            @Nullable String pending;
            @Nullable String type;
            @Nullable String name;
            @Nullable String space;
            Place place = new Place(0, 0);

            Frame(@Nullable Frame outer, int line) {
                this.outer = outer;
                this.key = outer == null ? null : outer.pending;
                this.line = line;
            }

            String pointer() {
                return outer == null ? "#" : outer.pointer() + "/" + (key == null ? "" : key);
            }

            String namespace() {
                if (space != null) {
                    return space;
                }
                return outer == null ? "" : outer.namespace();
            }
        }

        @Override
        public void take(Token token, String text, int line) {
            var top = open.peek();
            switch (token.kind()) {
                case KEY -> {
                    if (top != null) {
                        top.pending = inner(text);
                    }
                }
                case STRING -> {
                    if (top != null) {
                        value(top, inner(text), new Place(line, token.start()));
                    }
                }
                case SIGN -> sign(top, text, new Place(line, token.start()));
                case KEYWORD, WORD, NUMBER, COMMENT -> {}
            }
        }

        private void sign(@Nullable Frame top, String sign, Place place) {
            switch (sign) {
                case "{", "[" -> {
                    var frame = new Frame(top, place.line());
                    open.push(frame);
                    if (top == null || top.key != null && HOLDERS.contains(top.key)) {
                        definitions.putIfAbsent(frame.pointer(), place);
                    }
                }
                case "}", "]" -> {
                    if (top != null) {
                        close(top, place.line());
                    }
                }
                default -> {}
            }
        }

        private void close(Frame top, int line) {
            open.pop();
            fold(top.line, line);
            if (top.name != null && top.type != null && AVRO.contains(top.type)) {
                var space = top.namespace();
                boolean full = top.name.indexOf('.') >= 0 || space.isEmpty();
                definitions.putIfAbsent(full ? top.name : space + "." + top.name, top.place);
            }
        }

        private void value(Frame top, String text, Place place) {
            switch (top.pending) {
                case "type" -> top.type = text;
                case "namespace" -> top.space = text;
                case "name" -> {
                    top.name = text;
                    top.place = place;
                    int dot = text.lastIndexOf('.');
                    if (dot > 0) {
                        top.space = text.substring(0, dot);
                    }
                }
                case "$anchor" -> definitions.putIfAbsent("#" + text, place);
                case "$id", "id" -> definitions.putIfAbsent(text, place);
                case null, default -> {}
            }
        }

        private static String inner(String text) {
            return text.length() < 2 ? text : text.substring(1, text.length() - 1);
        }
    }

    /// Follows the braces of Protobuf and Avro IDL.
    private final class BlockReader implements Reader {
        private final Deque<Integer> open = new ArrayDeque<>();
        private final List<String> scope = new ArrayList<>();
        private String before = "";
        private String space = "";
        private String declared = "";

        @Override
        public void take(Token token, String text, int line) {
            switch (token.kind()) {
                case WORD, KEYWORD, STRING -> {
                    word(text.replaceAll("[\"'`]", ""), new Place(line, token.start()));
                    before = text;
                }
                case SIGN -> sign(text, line);
                case KEY, NUMBER, COMMENT -> {}
            }
        }

        private void word(String word, Place place) {
            if (before.equals("package")
                    || before.equals("namespace")
                    || before.equals("@namespace")) {
                space = word;
            } else if (DECLARING.contains(before)) {
                declared = word;
                if (!before.equals("protocol")) {
                    var parts = new ArrayList<String>();
                    parts.add(space);
                    parts.addAll(scope);
                    parts.add(word);
                    parts.removeIf(String::isEmpty);
                    definitions.putIfAbsent(String.join(".", parts), place);
                }
            }
        }

        private void sign(String sign, int line) {
            switch (sign) {
                case "{" -> {
                    open.push(line);
                    scope.add(language == Language.PROTO ? declared : "");
                    declared = "";
                }
                case "}" -> {
                    if (!open.isEmpty()) {
                        fold(open.pop(), line);
                        scope.removeLast();
                    }
                }
                case ";" -> before = "";
                default -> {}
            }
        }
    }
}
