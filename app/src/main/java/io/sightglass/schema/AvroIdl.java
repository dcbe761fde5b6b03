package io.sightglass.schema;

import io.sightglass.model.Sentence;
import io.sightglass.schema.IdlTokens.Import;
import io.sightglass.schema.LocalSchemas.Problem;
import io.sightglass.schema.SchemaText.Result;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.ParseContext;
import org.apache.avro.Schema;
import org.apache.avro.idl.IdlFile;
import org.apache.avro.idl.IdlReader;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Parses Avro IDL, `.avdl` (Avro 1.12 specification, "IDL Language").
///
/// The library parses, but never sees an import: it would look for files anywhere. Imports are read
/// here, from the folder's texts alone, and what they declare is told to the library before it
/// reads the file, in which they are blank.
final class AvroIdl {
    private static final int MOST_IMPORTS = 500;
    private static final Pattern AT =
            Pattern.compile("(.*?),? at line (\\d+), column (\\d+).*", Pattern.DOTALL);
    private static final Pattern LINE = Pattern.compile("line (\\d+):(\\d+) (.*)", Pattern.DOTALL);
    private static final Pattern UNDEFINED =
            Pattern.compile("Undefined (?:schema|name|type): \"?([\\w.]+)\"?.*", Pattern.DOTALL);

    private final Map<String, String> texts;
    private final Map<String, Schema> schemas;
    private final String shownFolder;
    private final ParseContext context = new ParseContext();
    private final Set<String> visited = new HashSet<>();
    private final Set<String> imported = new LinkedHashSet<>();

    private AvroIdl(Map<String, String> texts, Map<String, Schema> schemas, String shownFolder) {
        this.texts = texts;
        this.schemas = schemas;
        this.shownFolder = shownFolder;
    }

    /// @param path of the file below the folder
    /// @param shown how to name the file to a person: ends in `path`
    /// @param texts every .avdl, .avpr and .avsc file of the folder by its path below it
    /// @param schemas what the .avsc files are, where they parse
    static Result parse(
            String path, String shown, Map<String, String> texts, Map<String, Schema> schemas) {
        var folder = shown.substring(0, shown.length() - path.length());
        return new AvroIdl(texts, schemas, folder).parse(path);
    }

    /// What stops the parsing of a file, or of one that it imports.
    private static final class Fault extends Exception {
        private static final long serialVersionUID = 1;
        private final transient Problem problem;

        private Fault(Problem problem) {
            super(problem.text());
            this.problem = problem;
        }
    }

    private Result parse(String path) {
        var text = text(path);
        try {
            var file = read(path, text);
            return new Result.Parsed(new ParsedSchema.Avro(types(file), text));
        } catch (Fault fault) {
            return new Result.Failed(List.of(fault.problem));
        } catch (StackOverflowError e) {
            return new Result.Failed(
                    List.of(
                            new Problem(
                                    shownFolder + path,
                                    0,
                                    0,
                                    Sentence.of("is nested too deeply."))));
        }
    }

    private String text(String path) {
        var text = texts.get(path);
        if (text == null) {
            throw new IllegalArgumentException("no file " + path);
        }
        return text;
    }

    /// The file's own types, its main schema first.
    private Schema types(IdlFile file) {
        var own = new ArrayList<Schema>();
        var main = file.getMainSchema();
        if (main != null && main.getType() == Schema.Type.UNION) {
            return main;
        }
        if (main != null) {
            own.add(main);
        }
        file.getNamedSchemas()
                .forEach((name, schema) -> {
                    boolean isMain = main != null && name.equals(main.getFullName());
                    if (!imported.contains(name) && !isMain) {
                        own.add(schema);
                    }
                });
        return AvroTypes.sideBySide(own);
    }

    private IdlFile read(String path, String text) throws Fault {
        visited.add(path);
        var tokens = IdlTokens.of(shownFolder + path, text);
        var problem = tokens.problem();
        if (problem != null) {
            throw new Fault(problem);
        }
        for (var statement : tokens.imports()) {
            include(path, statement);
        }
        try {
            var bytes = tokens.withoutImports().getBytes(StandardCharsets.UTF_8);
            return new IdlReader(context).parse(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new IllegalStateException("memory can be read", e);
        } catch (AvroRuntimeException e) {
            throw new Fault(problem(path, tokens, e));
        }
    }

    private void include(String path, Import statement) throws Fault {
        var target = target(path, statement);
        if (!visited.add(target)) {
            return;
        }
        if (visited.size() > MOST_IMPORTS) {
            throw fault(path, statement, "imports more than " + MOST_IMPORTS + " files.");
        }
        switch (statement.kind()) {
            case IDL -> read(target, text(target));
            case PROTOCOL -> {
                switch (AvroProtocol.parse(shownFolder + target, text(target))) {
                    case Result.Parsed(ParsedSchema.Avro(var types, _)) ->
                            put(path, statement, types);
                    case Result.Parsed _ -> throw new IllegalStateException("a protocol is Avro");
                    case Result.Failed(var problems) -> throw new Fault(problems.getFirst());
                }
            }
            case SCHEMA -> {
                var schema = schemas.get(target);
                if (schema == null) {
                    throw fault(path, statement, target + " does not parse.");
                }
                put(path, statement, schema);
            }
        }
        imported.addAll(context.typesByName().keySet());
    }

    private void put(String path, Import statement, Schema types) throws Fault {
        try {
            for (var schema : AvroTypes.named(types).values()) {
                if (!context.contains(schema.getFullName())) {
                    context.put(schema);
                }
            }
            context.commit();
        } catch (AvroRuntimeException e) {
            throw fault(path, statement, sentence(e.getMessage()));
        }
    }

    /// The file that an import means: beside the importing file, else below the folder.
    private String target(String path, Import statement) throws Fault {
        var said = statement.name();
        if (said.isEmpty() || said.startsWith("/") || said.matches(".*[\\\\:\\p{Cntrl}].*")) {
            throw fault(
                    path, statement, "an import names a file of this folder by its relative path.");
        }
        var beside = resolve(path.substring(0, path.lastIndexOf('/') + 1), said);
        if (beside == null) {
            throw fault(path, statement, "this import leads out of the folder, so it is not read.");
        }
        if (texts.containsKey(beside)) {
            return beside;
        }
        var below = resolve("", said);
        if (below != null && texts.containsKey(below)) {
            return below;
        }
        throw fault(path, statement, "there is no file " + beside + " in this folder.");
    }

    /// Null where the path leads out of the folder.
    private static @Nullable String resolve(String directory, String path) {
        var steps = new ArrayList<String>();
        for (var step : (directory + path).split("/", -1)) {
            switch (step) {
                case "", "." -> {}
                case ".." -> {
                    if (steps.isEmpty()) {
                        return null;
                    }
                    steps.removeLast();
                }
                default -> steps.add(step);
            }
        }
        return String.join("/", steps);
    }

    private Fault fault(String path, Import statement, String sentence) {
        return new Fault(
                new Problem(
                        shownFolder + path,
                        statement.line(),
                        statement.column(),
                        Sentence.of(sentence)));
    }

    /// The library says where in two ways, both with columns from 0, or not at all.
    private Problem problem(String path, IdlTokens tokens, AvroRuntimeException e) {
        var said = e.getMessage() == null ? "is not Avro IDL" : e.getMessage();
        // what is wrong with a declaration comes wrapped
        said = said.replaceFirst("^(?:[a-z]+\\.)+\\w*Exception: ", "");
        var line = LINE.matcher(said);
        if (line.matches()) {
            return problem(path, line.group(1), line.group(2), line.group(3));
        }
        var at = AT.matcher(said);
        if (at.matches()) {
            return problem(path, at.group(2), at.group(3), at.group(1));
        }
        var undefined = UNDEFINED.matcher(said);
        var place = undefined.matches() ? tokens.find(undefined.group(1)) : null;
        var sentence =
                undefined.matches()
                        ? "\"" + undefined.group(1) + "\" is neither declared nor imported."
                        : sentence(said);
        return place == null
                ? new Problem(shownFolder + path, 1, 1, Sentence.of(sentence))
                : new Problem(
                        shownFolder + path, place.line(), place.column(), Sentence.of(sentence));
    }

    private Problem problem(String path, String line, String column, String said) {
        return new Problem(
                shownFolder + path,
                Integer.parseInt(line),
                Integer.parseInt(column) + 1,
                Sentence.of(sentence(said)));
    }

    private static String sentence(@Nullable String message) {
        var line = message == null ? "" : message.lines().findFirst().orElse("").strip();
        line = line.isEmpty() ? "is not Avro IDL" : line;
        line = line.length() > 300 ? line.substring(0, 299) + "…" : line;
        return line.endsWith(".") ? line : line + ".";
    }
}
