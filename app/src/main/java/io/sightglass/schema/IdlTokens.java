package io.sightglass.schema;

import io.sightglass.model.Sentence;
import io.sightglass.schema.JsonText.Place;
import io.sightglass.schema.LocalSchemas.Problem;

import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.apache.avro.Schema;
import org.apache.avro.idl.IdlLexer;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The words of an Avro IDL text, as the library's own lexer splits them: which files it imports,
/// and where a name stands.
final class IdlTokens {
    /// How an imported file is written.
    enum Kind {
        IDL,
        PROTOCOL,
        SCHEMA
    }

    /// An import statement; `from` to `to` are its characters.
    record Import(Kind kind, String name, int line, int column, int from, int to) {}

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private final List<Import> imports = new ArrayList<>();
    private @Nullable Problem problem;

    private IdlTokens(String text) {
        this.text = text;
    }

    static IdlTokens of(String file, String text) {
        var split = new IdlTokens(text);
        var lexer = new IdlLexer(CharStreams.fromString(text));
        lexer.removeErrorListeners();
        lexer.addErrorListener(
                new BaseErrorListener() {
                    @Override
                    public void syntaxError(
                            Recognizer<?, ?> recognizer,
                            @Nullable Object symbol,
                            int line,
                            int column,
                            String said,
                            @Nullable RecognitionException cause) {
                        split.fault(file, line, column, said);
                    }
                });
        for (var token : lexer.getAllTokens()) {
            if (token.getChannel() == Token.DEFAULT_CHANNEL) {
                split.tokens.add(token);
            }
        }
        split.findImports();
        return split;
    }

    private void fault(String file, int line, int column, String said) {
        if (problem == null) {
            problem = new Problem(file, line, column + 1, Sentence.of(said.strip() + "."));
        }
    }

    /// The first character that begins no word of the language, if any.
    @Nullable Problem problem() {
        return problem;
    }

    /// In the order in which they stand.
    List<Import> imports() {
        return imports;
    }

    /// The text with spaces for the imports, everything else in its place.
    String withoutImports() {
        var blank = new StringBuilder(text);
        for (var statement : imports) {
            for (int i = statement.from(); i < statement.to(); i++) {
                if (blank.charAt(i) != '\n' && blank.charAt(i) != '\r') {
                    blank.setCharAt(i, ' ');
                }
            }
        }
        return blank.toString();
    }

    /// Where a type's name stands first, in full or without its namespace.
    @Nullable Place find(String name) {
        var simple = name.substring(name.lastIndexOf('.') + 1);
        for (var token : tokens) {
            var said = token.getText().replace("`", "");
            if (said.equals(name) || said.equals(simple)) {
                return new Place(token.getLine(), token.getCharPositionInLine() + 1);
            }
        }
        return null;
    }

    /// Where types, their fields and symbols are declared, by the pointers of [SourcePlaces].
    Map<String, Place> places(Map<String, Schema> types) {
        var places = new HashMap<String, Place>();
        types.forEach((name, schema) -> {
            int at = declaration(schema);
            if (at >= 0) {
                places.put("/" + name, place(at));
                members(schema, at, places);
            }
        });
        return places;
    }

    /// The index of the name behind the word that declares a type; -1 where there is none.
    private int declaration(Schema schema) {
        for (int i = 1; i < tokens.size(); i++) {
            boolean declares =
                    switch (tokens.get(i - 1).getType()) {
                        case IdlLexer.Record, IdlLexer.Error, IdlLexer.Enum, IdlLexer.Fixed -> true;
                        default -> false;
                    };
            if (declares && name(i).equals(schema.getName())) {
                return i;
            }
        }
        return -1;
    }

    /// The members of a type are names that are followed by the end of a member: within the braces
    /// behind the type's name, each later than the one before.
    private void members(Schema schema, int from, Map<String, Place> places) {
        boolean isEnum = schema.getType() == Schema.Type.ENUM;
        var names =
                switch (schema.getType()) {
                    case RECORD -> schema.getFields().stream().map(Schema.Field::name).toList();
                    case ENUM -> schema.getEnumSymbols();
                    default -> List.<String>of();
                };
        int next = 0;
        int depth = 0;
        for (int i = from + 1; i + 1 < tokens.size() && next < names.size(); i++) {
            int type = tokens.get(i).getType();
            if (type == IdlLexer.LBrace) {
                depth++;
            } else if (type == IdlLexer.RBrace && --depth == 0) {
                return;
            }
            boolean ends =
                    switch (tokens.get(i + 1).getType()) {
                        case IdlLexer.Comma, IdlLexer.Semicolon, IdlLexer.Equals -> true;
                        case IdlLexer.RBrace -> isEnum;
                        default -> false;
                    };
            if (depth == 1 && ends && name(i).equals(names.get(next))) {
                var pointer =
                        "/" + schema.getFullName() + (isEnum ? "/symbols/" : "/fields/") + next;
                places.put(pointer, place(i));
                next++;
            }
        }
    }

    private String name(int token) {
        return tokens.get(token).getText().replace("`", "");
    }

    private Place place(int token) {
        var word = tokens.get(token);
        return new Place(word.getLine(), word.getCharPositionInLine() + 1);
    }

    private void findImports() {
        for (int i = 0; i + 3 < tokens.size(); i++) {
            var location = tokens.get(i + 2);
            var kind = kind(tokens.get(i + 1));
            if (tokens.get(i).getType() == IdlLexer.Import
                    && kind != null
                    && location.getType() == IdlLexer.StringLiteral
                    && tokens.get(i + 3).getType() == IdlLexer.Semicolon) {
                var quoted = location.getText();
                imports.add(
                        new Import(
                                kind,
                                quoted.substring(1, quoted.length() - 1),
                                location.getLine(),
                                location.getCharPositionInLine() + 1,
                                at(tokens.get(i).getStartIndex()),
                                at(tokens.get(i + 3).getStopIndex() + 1)));
            }
        }
    }

    /// The lexer counts code points.
    private int at(int codePoint) {
        return text.offsetByCodePoints(0, codePoint);
    }

    private static @Nullable Kind kind(Token token) {
        return switch (token.getType()) {
            case IdlLexer.IDL -> Kind.IDL;
            case IdlLexer.Protocol -> Kind.PROTOCOL;
            case IdlLexer.Schema -> Kind.SCHEMA;
            default -> null;
        };
    }
}
