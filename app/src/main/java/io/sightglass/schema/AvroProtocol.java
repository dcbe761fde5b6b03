package io.sightglass.schema;

import io.sightglass.model.Sentence;
import io.sightglass.schema.JsonText.Bad;
import io.sightglass.schema.JsonText.Tree;
import io.sightglass.schema.LocalSchemas.Problem;
import io.sightglass.schema.SchemaText.Result;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Protocol;

import java.util.List;

/// Parses Avro protocols in JSON, `.avpr` (Avro 1.12 specification, "Protocol Declaration"). What
/// matters here is the types that a protocol declares; its messages are read and passed over.
final class AvroProtocol {
    private AvroProtocol() {}

    static Result parse(String file, String text) {
        return switch (JsonText.read(file, text)) {
            case Bad(var problem) -> new Result.Failed(List.of(problem));
            case Tree tree -> parse(file, text, tree);
        };
    }

    private static Result parse(String file, String text, Tree tree) {
        try {
            var types = List.copyOf(Protocol.parse(text).getTypes());
            return new Result.Parsed(new ParsedSchema.Avro(AvroTypes.sideBySide(types), text));
        } catch (AvroRuntimeException e) {
            var message = e.getMessage() == null ? "is not an Avro protocol" : e.getMessage();
            return new Result.Failed(List.of(AvroFaults.findInProtocol(file, tree, message)));
        } catch (RuntimeException e) {
            // the library trips over some shapes (a number for a name) with other exceptions
            return new Result.Failed(
                    List.of(AvroFaults.findInProtocol(file, tree, "this is not an Avro protocol")));
        } catch (StackOverflowError e) {
            return new Result.Failed(
                    List.of(new Problem(file, 0, 0, Sentence.of("is nested too deeply."))));
        }
    }
}
