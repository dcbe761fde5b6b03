package io.sightglass.contract;

import com.google.protobuf.Descriptors.Descriptor;

import io.sightglass.decode.protobuf.MessageTypes;
import io.sightglass.schema.ParsedSchema;
import io.sightglass.schema.ResolvedSchema;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Which message of a Protobuf schema payloads hold.
final class SchemaMessages {
    private SchemaMessages() {}

    /// Null where the schema is of another format, or has no such message.
    static @Nullable Descriptor of(ResolvedSchema schema, List<Integer> indexes) {
        if (!(schema.parsed() instanceof ParsedSchema.Protobuf protobuf)) {
            return null;
        }
        var type = schema.type();
        return type == null || type.isEmpty()
                ? MessageTypes.at(protobuf.file(), indexes.isEmpty() ? List.of(0) : indexes)
                : MessageTypes.find(protobuf.file(), type);
    }
}
