package io.sightglass.decode.protobuf;

import io.sightglass.decode.LaterVersions;
import io.sightglass.schema.ParsedSchema;
import io.sightglass.schema.ResolvedSchema;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Names for unknown fields, from later versions of the same subject.
public final class LaterMessages implements LaterVersions {
    private final List<ResolvedSchema> versions;

    /// @param versions ascending
    public LaterMessages(List<ResolvedSchema> versions) {
        this.versions = List.copyOf(versions);
    }

    @Override
    public boolean any() {
        return !versions.isEmpty();
    }

    @Override
    public @Nullable Named find(String typeName, int number) {
        for (var version : versions) {
            if (version.parsed() instanceof ParsedSchema.Protobuf(var file, _)) {
                var type = MessageTypes.find(file, typeName);
                var field = type == null ? null : type.findFieldByNumber(number);
                if (field != null) {
                    var label = version.info().version();
                    return new Named(
                            label == null ? version.info().label() : "v" + label,
                            field.getName(),
                            FieldTexts.type(field));
                }
            }
        }
        return null;
    }
}
