package io.sightglass.cli;

import io.sightglass.model.Format;
import io.sightglass.model.Sentence;
import io.sightglass.schema.LocalSchemas;
import io.sightglass.schema.OneSchema;
import io.sightglass.schema.ParsedSchema;
import io.sightglass.schema.ResolvedSchema;
import io.sightglass.schema.SchemaFolder;
import io.sightglass.schema.SchemaText;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/// Reads one schema file that a person named, with what a .proto imports.
final class SchemaFileReader {
    private final List<Path> roots;
    private final String option;
    private final String otherwise;

    /// @param roots folders in which imports are looked for first
    SchemaFileReader(List<Path> roots) {
        this(roots, "--schema", "");
    }

    /// @param option what the person named the file with, for sentences
    /// @param otherwise what the option takes besides files, as it goes on with a sentence about
    ///   these; else empty
    SchemaFileReader(List<Path> roots, String option, String otherwise) {
        this.roots = List.copyOf(roots);
        this.option = option;
        this.otherwise = otherwise;
    }

    /// The schema for a payload; see [OneSchema].
    ///
    /// @throws CliFailure `file:line:col: what is wrong` for a file that is no schema
    OneSchema read(SchemaArgument argument) throws CliFailure {
        var file = argument.file();
        if (isReadFromFolder(file)) {
            return readFromFolder(argument);
        }
        var format = format(file);
        var text = text(file);
        var name = file.getFileName().toString();
        var references =
                format == Format.PROTOBUF
                        ? new ProtoImports(file, roots).of(text)
                        : List.<SchemaText.Reference>of();
        var parsed =
                switch (SchemaText.parse(format, stem(name), text, references)) {
                    case SchemaText.Result.Parsed(var schema) -> schema;
                    case SchemaText.Result.Failed(var problems) ->
                            throw CliFailure.usage(problem(file, problems.getFirst()));
                };
        var local = LocalSchemas.of(file.toString(), parsed);
        var unframed = local.find(file.toString(), argument.type());
        if (unframed.isEmpty()) {
            throw CliFailure.usage(noType(argument, local.files().getFirst().types()));
        }
        return new OneSchema(framed(argument, unframed.get()), unframed.get());
    }

    /// The file as a whole, with everything that it declares.
    ///
    /// @param format what it is, whatever it is called; null for what its name says
    /// @throws CliFailure `file:line:col: what is wrong` for a file that is no schema
    ParsedSchema parse(Path file, @Nullable Format format) throws CliFailure {
        if (isReadFromFolder(file)) {
            return parseFromFolder(file);
        }
        var read = format == null ? format(file) : format;
        var text = text(file);
        var references =
                read == Format.PROTOBUF
                        ? new ProtoImports(file, roots).of(text)
                        : List.<SchemaText.Reference>of();
        return switch (SchemaText.parse(read, stem(name(file)), text, references)) {
            case SchemaText.Result.Parsed(var schema) -> schema;
            case SchemaText.Result.Failed(var problems) ->
                    throw CliFailure.usage(problem(file, problems.getFirst()));
        };
    }

    private ParsedSchema parseFromFolder(Path file) throws CliFailure {
        if (!Files.isRegularFile(file)) {
            throw missing(file, null);
        }
        var folder = Objects.requireNonNull(file.toAbsolutePath().normalize().getParent());
        var found = SchemaFolder.read(folder, SchemaFolder.format(name(file)));
        return switch (found.files().get(name(file))) {
            case SchemaText.Result.Parsed(var schema) -> schema;
            case SchemaText.Result.Failed(var problems) ->
                    throw CliFailure.usage(problem(file, problems.getFirst()));
            case null -> throw missing(file, null);
        };
    }

    private static String name(Path file) {
        var name = file.getFileName();
        return name == null ? "" : name.toString();
    }

    private CliFailure missing(Path file, @Nullable Throwable cause) {
        return CliFailure.unreadable(
                Sentence.of("There is no schema file " + file + "; check " + option + "."), cause);
    }

    /// Avro IDL imports from its folder, and descriptor sets hold several schemas: these are read
    /// as a schema folder reads them.
    private static boolean isReadFromFolder(Path file) {
        var name = file.toString().toLowerCase(Locale.ROOT);
        return Stream.of(".avdl", ".avpr", ".desc", ".binpb").anyMatch(name::endsWith);
    }

    private OneSchema readFromFolder(SchemaArgument argument) throws CliFailure {
        var file = argument.file().toAbsolutePath().normalize();
        if (!Files.isRegularFile(file)) {
            throw CliFailure.unreadable(
                    Sentence.of(
                            "There is no schema file "
                                    + argument.file()
                                    + "; check "
                                    + option
                                    + "."),
                    null);
        }
        var root =
                roots.stream()
                        .map(each -> each.toAbsolutePath().normalize())
                        .filter(file::startsWith)
                        .findFirst()
                        .orElse(Objects.requireNonNull(file.getParent()));
        var path = root.relativize(file).toString().replace('\\', '/');
        var local = LocalSchemas.read(List.of(root));
        for (var each : local.files()) {
            if (each.path().equals(path) && each.problem() != null) {
                throw CliFailure.usage(Printable.line(each.problem().text()));
            }
        }
        var unframed = local.find(path, argument.type());
        if (unframed.isEmpty()) {
            throw CliFailure.usage(noType(argument, types(local, path)));
        }
        return new OneSchema(unframed.get(), unframed.get());
    }

    private static List<String> types(LocalSchemas local, String path) {
        return local.files().stream()
                .filter(each -> each.path().equals(path))
                .flatMap(each -> each.types().stream())
                .toList();
    }

    /// Where the person named no type, a Protobuf framing's own message indexes say which it is.
    private static ResolvedSchema framed(SchemaArgument argument, ResolvedSchema schema) {
        return argument.type().isEmpty()
                ? new ResolvedSchema(schema.parsed(), schema.info(), null, schema.contract())
                : schema;
    }

    private String text(Path file) throws CliFailure {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw CliFailure.unreadable(
                    Sentence.of("There is no schema file " + file + "; check " + option + "."), e);
        } catch (CharacterCodingException e) {
            throw CliFailure.usage(
                    file
                            + ":1:1: the file is not UTF-8 text, so it is no schema that can be"
                            + " read.");
        } catch (IOException e) {
            throw CliFailure.unreadable(
                    Sentence.of(
                            "Schema file "
                                    + file
                                    + " cannot be read; check that it is a file, and its"
                                    + " permissions."),
                    e);
        }
    }

    private Format format(Path file) throws CliFailure {
        var name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".proto")) {
            return Format.PROTOBUF;
        }
        if (name.endsWith(".avsc")) {
            return Format.AVRO;
        }
        if (name.endsWith(".json")) {
            return Format.JSON;
        }
        throw CliFailure.usage(
                option
                        + " is \""
                        + Printable.line(file.toString())
                        + "\"; expected a file that ends in .avsc, .avdl, .avpr, .proto,"
                        + " .desc, .binpb or .schema.json"
                        + otherwise
                        + ".");
    }

    /// The name without its format's ending, which parsing adds again.
    private static String stem(String name) {
        for (var ending : List.of(".schema.json", ".json", ".avsc", ".proto")) {
            if (name.toLowerCase(Locale.ROOT).endsWith(ending)) {
                return name.substring(0, name.length() - ending.length());
            }
        }
        return name;
    }

    /// A problem in the file itself names it as the person did.
    private static String problem(Path file, LocalSchemas.Problem problem) {
        var name = file.getFileName().toString();
        var isOfFile = problem.file().endsWith(name) || stem(name).equals(stem(problem.file()));
        var shown =
                new LocalSchemas.Problem(
                        isOfFile ? file.toString() : problem.file(),
                        problem.line(),
                        problem.column(),
                        problem.sentence());
        return Printable.line(shown.text());
    }

    private static String noType(SchemaArgument argument, List<String> types) {
        var known =
                types.isEmpty()
                        ? "it declares none."
                        : "it declares " + String.join(", ", types) + ".";
        return "There is no type "
                + Printable.line(argument.type())
                + " in "
                + argument.file()
                + "; "
                + known;
    }
}
