package io.sightglass.schema;

import io.sightglass.schema.JsonText.Bad;
import io.sightglass.schema.JsonText.Tree;
import io.sightglass.schema.SchemaText.Reference;
import io.sightglass.schema.SchemaText.Result;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;

/// Parses Avro schemas (Avro 1.12 specification, "Schema Declaration"): the library decides, and
/// [AvroFaults] finds the place of what it objects to.
final class AvroText {
    private AvroText() {}

    /// Parses a text after the ones that it refers to.
    static Result parse(String file, String text, List<Reference> references) {
        var known = new LinkedHashMap<String, Schema>();
        for (var reference : references) {
            switch (parse(reference.name(), reference.text(), known.values())) {
                case Result.Parsed(ParsedSchema.Avro(var schema, _)) ->
                        known.putAll(AvroTypes.named(schema));
                case Result.Parsed _ -> throw new IllegalStateException("an Avro text was parsed");
                case Result.Failed failed -> {
                    return failed;
                }
            }
        }
        return parse(file, text, known.values());
    }

    /// Parses a text that may use `known` types by their full names.
    static Result parse(String file, String text, Collection<Schema> known) {
        return switch (JsonText.read(file, text)) {
            case Bad(var problem) -> new Result.Failed(List.of(problem));
            case Tree tree -> parse(file, text, tree, known);
        };
    }

    private static Result parse(String file, String text, Tree tree, Collection<Schema> known) {
        try {
            var parser = new Schema.Parser();
            parser.addTypes(List.copyOf(known));
            return new Result.Parsed(new ParsedSchema.Avro(parser.parse(text), text));
        } catch (AvroRuntimeException e) {
            var message = e.getMessage() == null ? "is not an Avro schema" : e.getMessage();
            return new Result.Failed(List.of(AvroFaults.find(file, tree, names(known), message)));
        } catch (RuntimeException e) {
            // the library trips over some shapes (a number for a name) with other exceptions
            return new Result.Failed(
                    List.of(
                            AvroFaults.find(
                                    file, tree, names(known), "this is not an Avro schema")));
        }
    }

    private static List<String> names(Collection<Schema> known) {
        return known.stream().map(Schema::getFullName).toList();
    }
}
