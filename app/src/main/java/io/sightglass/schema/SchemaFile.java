package io.sightglass.schema;

import com.google.protobuf.DescriptorProtos.FileDescriptorSet;

import java.nio.charset.StandardCharsets;

/// A schema as one file that holds all that it needs, for a folder that [LocalSchemas] reads.
///
/// @param ending of the file's name
/// @param readable what people read instead, where the file is bytes; else empty
@SuppressWarnings("ArrayRecordComponent") // written, never compared
public record SchemaFile(String ending, byte[] content, String readable) {
    /// An Avro schema with all that it refers to within it; a JSON Schema as it is; a descriptor
    /// set of a .proto file and all that it imports.
    public static SchemaFile of(ParsedSchema schema) {
        return switch (schema) {
            case ParsedSchema.Avro avro -> text(".avsc", avro.schema().toString(true) + "\n");
            case ParsedSchema.Json json -> text(".schema.json", json.text());
            case ParsedSchema.Protobuf protobuf -> {
                var set = FileDescriptorSet.newBuilder();
                DescriptorSets.closure(protobuf.file()).values().forEach(set::addFile);
                yield new SchemaFile(".binpb", set.build().toByteArray(), protobuf.text());
            }
        };
    }

    private static SchemaFile text(String ending, String text) {
        return new SchemaFile(ending, text.getBytes(StandardCharsets.UTF_8), "");
    }
}
