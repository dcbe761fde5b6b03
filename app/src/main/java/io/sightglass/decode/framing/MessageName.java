package io.sightglass.decode.framing;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;

import io.sightglass.model.Framing;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// How a Protobuf payload says which message of its .proto file it holds, in bytes between the
/// frame and the body.
public interface MessageName {
    /// The position behind the name that starts at `at`, or -1 where there is none. Allocates
    /// nothing.
    int end(byte[] array, int at, int end);

    /// The message that the bytes `at` to `end`, which [#end] found to be whole, name; null where
    /// the file has none of that name.
    @Nullable Descriptor message(FileDescriptor file, byte[] array, int at, int end);

    /// The name as indexes; empty where it is none.
    List<Integer> indexes(byte[] array, int at, int end);

    /// The ways that stand behind a frame of this kind, likely ones first. Empty where none does.
    static List<MessageName> of(Framing.Kind kind) {
        return switch (kind) {
            // Apicurio, told to use four bytes, writes Confluent's prefix and its own type name.
            case CONFLUENT -> CONFLUENT;
            case CONFLUENT_HEADER -> INDEXES;
            case APICURIO, APICURIO_HEADER -> TYPE;
            case GLUE -> GLUE;
            case AVRO_SINGLE_OBJECT, AVRO_CONTAINER, CONTENT_TYPE, RAW -> List.of();
        };
    }

    /// The message that a header names, with its package or without.
    static @Nullable Descriptor named(FileDescriptor file, byte[] name) {
        return ApicurioType.find(file, new String(name, StandardCharsets.UTF_8));
    }

    List<MessageName> INDEXES = List.of(new MessageIndexes());
    List<MessageName> TYPE = List.of(new ApicurioType());
    List<MessageName> CONFLUENT = List.of(new MessageIndexes(), new ApicurioType());
    List<MessageName> GLUE = List.of(new GlueIndex());
}
