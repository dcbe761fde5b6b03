package io.sightglass.schema;

import io.sightglass.model.Format;
import io.sightglass.schema.LocalSchemas.Problem;

import java.util.LinkedHashMap;
import java.util.List;

/// Parses the text of one schema, given the texts that it refers to.
public final class SchemaText {
    private SchemaText() {}

    /// A text that another refers to.
    ///
    /// @param name the import's name in Protobuf; in Avro and JSON Schema what the registry calls
    ///   it
    public record Reference(String name, String text) {}

    /// What became of a text.
    public sealed interface Result {
        record Parsed(ParsedSchema schema) implements Result {}

        /// At least one problem.
        record Failed(List<Problem> problems) implements Result {
            public Failed {
                problems = List.copyOf(problems);
            }
        }
    }

    /// @param name what to call the text in problems, without an ending: `orders-value-v3`
    /// @param references everything that is referred to, directly or not, each after the ones that
    ///   it refers to itself
    public static Result parse(
            Format format, String name, String text, List<Reference> references) {
        return switch (format) {
            case AVRO -> AvroText.parse(name + ".avsc", text, references);
            case PROTOBUF -> protobuf(name + ".proto", text, references);
            case JSON -> JsonSchemaText.parse(name + ".schema.json", text);
            case CBOR, MESSAGEPACK, XML, TEXT, BYTES ->
                    throw new IllegalArgumentException(format + " has no schemas");
        };
    }

    private static Result protobuf(String file, String text, List<Reference> references) {
        var imports = new LinkedHashMap<String, String>();
        references.forEach(reference -> imports.put(reference.name(), reference.text()));
        return switch (ProtoCompiler.standard().compile(file, text, imports)) {
            case ProtoCompiler.Result.Compiled compiled ->
                    new Result.Parsed(new ParsedSchema.Protobuf(compiled.file(file), text));
            case ProtoCompiler.Result.Failed(var problems) -> new Result.Failed(problems);
        };
    }
}
