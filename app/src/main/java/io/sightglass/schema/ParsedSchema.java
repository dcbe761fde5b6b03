package io.sightglass.schema;

import com.google.protobuf.Descriptors;

import io.sightglass.model.Format;

import org.apache.avro.Schema;

import tools.jackson.databind.JsonNode;

/// A schema, parsed by its format's own library. Immutable; compared by identity, so that compiled
/// plans can be cached.
public sealed interface ParsedSchema {
    Format format();

    /// The source text, as it came from the file or registry.
    String text();

    record Avro(Schema schema, String text) implements ParsedSchema {
        @Override
        public Format format() {
            return Format.AVRO;
        }
    }

    /// A .proto file with everything that it imports. Which of its messages a payload holds is said
    /// elsewhere: by message indexes in the framing, or by the type in a
    /// [io.sightglass.model.SchemaRef.LocalFile].
    record Protobuf(Descriptors.FileDescriptor file, String text) implements ParsedSchema {
        @Override
        public Format format() {
            return Format.PROTOBUF;
        }
    }

    /// A JSON Schema as a tree; references within it are not yet followed.
    record Json(JsonNode root, String text) implements ParsedSchema {
        @Override
        public Format format() {
            return Format.JSON;
        }
    }
}
