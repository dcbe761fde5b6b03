package io.sightglass.compat;

import io.sightglass.compat.avro.AvroDiff;
import io.sightglass.compat.json.JsonSchemaDiff;
import io.sightglass.compat.protobuf.ProtobufDiff;
import io.sightglass.model.Sentence;
import io.sightglass.schema.ParsedSchema;

/// Holds two schemas against each other, whatever their format.
public final class SchemaDiff {
    private SchemaDiff() {}

    /// What became of a comparison.
    public sealed interface Result {
        record Compared(Comparison comparison) implements Result {}

        /// The two are of different formats.
        record Incomparable(Sentence reason) implements Result {}
    }

    /// @param policy how JSON Schemas are judged; the other formats know only one way
    public static Result compare(Side old, Side update, Policy policy) {
        if (old.schema().format() != update.schema().format()) {
            return new Result.Incomparable(
                    Sentence.of(
                            old.file()
                                    + " is "
                                    + name(old)
                                    + " and "
                                    + update.file()
                                    + " is "
                                    + name(update)
                                    + ", so they cannot be compared; choose two schemas of one"
                                    + " format."));
        }
        return new Result.Compared(
                switch (old.schema()) {
                    case ParsedSchema.Avro _ -> AvroDiff.compare(old, update);
                    case ParsedSchema.Protobuf _ -> ProtobufDiff.compare(old, update);
                    case ParsedSchema.Json _ -> JsonSchemaDiff.compare(old, update, policy);
                });
    }

    private static String name(Side side) {
        return switch (side.schema()) {
            case ParsedSchema.Avro _ -> "Avro";
            case ParsedSchema.Protobuf _ -> "Protobuf";
            case ParsedSchema.Json _ -> "JSON Schema";
        };
    }
}
