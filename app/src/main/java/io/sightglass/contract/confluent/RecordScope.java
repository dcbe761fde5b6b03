package io.sightglass.contract.confluent;

import com.google.protobuf.Descriptors.Descriptor;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructTypeReference;

import io.sightglass.contract.ProtoRecord;
import io.sightglass.contract.WholeRule.Whole;
import io.sightglass.model.Node;
import io.sightglass.schema.ParsedSchema;

import org.jspecify.annotations.Nullable;

/// How rules see records of a schema.
///
/// @param message the type of Protobuf records; else null
/// @param type of the record, for the compiler
record RecordScope(@Nullable Descriptor message, CelType type, DataField.Walk fields) {
    /// Null where payloads of the schema are no records.
    static @Nullable RecordScope of(ParsedSchema schema, @Nullable Descriptor message) {
        return switch (schema) {
            case ParsedSchema.Avro avro ->
                    new RecordScope(null, SimpleType.DYN, new AvroFields(avro.schema()));
            case ParsedSchema.Json json ->
                    new RecordScope(
                            null, SimpleType.DYN, new JsonFields(new JsonParts(json.root())));
            case ParsedSchema.Protobuf _ ->
                    message == null
                            ? null
                            : new RecordScope(
                                    message,
                                    StructTypeReference.create(message.getFullName()),
                                    new ProtoFields(message));
        };
    }

    /// The record as CEL sees it; null where it is none.
    @Nullable Object message(Whole record) {
        if (message != null) {
            return ProtoRecord.of(message, record);
        }
        return record.root() instanceof Node.RecordNode
                ? AvroFields.VALUES.of(record.root())
                : null;
    }
}
