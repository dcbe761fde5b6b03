package io.sightglass.decode.protobuf;

import com.google.protobuf.AnyProto;
import com.google.protobuf.ApiProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DurationProto;
import com.google.protobuf.EmptyProto;
import com.google.protobuf.FieldMaskProto;
import com.google.protobuf.SourceContextProto;
import com.google.protobuf.StructProto;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.TypeProto;
import com.google.protobuf.WrappersProto;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// Where the type of a `google.protobuf.Any` is looked for by its full name. Asked once for each
/// name that a walker meets.
@FunctionalInterface
public interface KnownTypes {
    @Nullable Descriptor find(String fullName);

    /// Protobuf's own types (google/protobuf/*.proto).
    KnownTypes WELL_KNOWN = name -> in(WellKnownFiles.ALL, name);

    /// First what a file declares or imports, then Protobuf's own types, then `others`.
    static KnownTypes of(FileDescriptor file, KnownTypes others) {
        return name -> {
            var found = MessageTypes.find(file, name);
            found = found == null ? WELL_KNOWN.find(name) : found;
            return found == null ? others.find(name) : found;
        };
    }

    private static @Nullable Descriptor in(List<FileDescriptor> files, String name) {
        for (var file : files) {
            var found = MessageTypes.find(file, name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /// The files, loaded when first asked for.
    final class WellKnownFiles {
        private WellKnownFiles() {}

        private static final List<FileDescriptor> ALL =
                List.of(
                        TimestampProto.getDescriptor(),
                        DurationProto.getDescriptor(),
                        StructProto.getDescriptor(),
                        WrappersProto.getDescriptor(),
                        AnyProto.getDescriptor(),
                        FieldMaskProto.getDescriptor(),
                        EmptyProto.getDescriptor(),
                        ApiProto.getDescriptor(),
                        TypeProto.getDescriptor(),
                        SourceContextProto.getDescriptor());
    }
}
