package io.sightglass.schema;

import io.sightglass.model.Sentence;
import io.sightglass.schema.JsonText.Place;
import io.sightglass.schema.LocalSchemas.Problem;

import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.apache.avro.idl.IdlLexer;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

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
