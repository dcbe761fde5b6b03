package io.sightglass.contract;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.Optional;

/// Protobuf records as the library's own messages, for other libraries.
public final class ProtoRecord {
    private static final int DEEPEST = 100;

    private ProtoRecord() {}

    /// Null where the library does not read it: then something was said of it already.
    public static @Nullable DynamicMessage of(Descriptor message, WholeRule.Whole record) {
        return record.made(message, () -> read(message, record))
                .map(DynamicMessage.class::cast)
                .orElse(null);
    }

    private static Optional<Object> read(Descriptor message, WholeRule.Whole record) {
        try {
            var in =
                    CodedInputStream.newInstance(
                            record.array(),
                            record.offset() + record.from(),
                            record.length() - record.from());
            in.setRecursionLimit(DEEPEST);
            return Optional.of(DynamicMessage.parseFrom(message, in));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
