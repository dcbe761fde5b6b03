package io.sightglass.schema;

import com.google.protobuf.Descriptors;

import io.sightglass.model.Format;

import org.apache.avro.Schema;

import tools.jackson.databind.JsonNode;

import java.util.List;

/// A schema, parsed by its format's own library. Immutable; compared by identity, so that compiled
/// plans can be cached.
public sealed interface ParsedSchema {
    Format format();

    /// The source text, as it came from the file or registry.
    String text();

    record Avro(Schema schema, String text) implements ParsedSchema {
        /// Whether the text declares types of which none is the text's own: a protocol, or IDL
        /// without a main schema.
        public boolean sideBySide() {
            return AvroTypes.isSideBySide(schema);
        }

        /// The types that stand side by side; else the one schema.
        public List<Schema> types() {
            return sideBySide() ? schema.getTypes() : List.of(schema);
        }

        @Override
        public Format format() {
            return Format.AVRO;
        }
    }

    /// A .proto file with everything that it imports. Which of its messages a payload holds is said
    /// elsewhere: by message indexes in the framing, or by the type in a
    /// [io.sightglass.model.SchemaRef.LocalFile].
    record Protobuf(Descriptors.FileDescriptor file, String text) implements ParsedSchema {
        /// The files that a descriptor set is about; else the one file.
        public List<Descriptors.FileDescriptor> files() {
            return DescriptorSets.files(file);
        }

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
