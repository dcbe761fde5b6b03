package io.sightglass.compat.protobuf;

import com.google.protobuf.Descriptors.FileDescriptor;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// .proto files that were compiled together: those of a folder.
///
/// @param files by path below the folder, as they import each other; what they import from
///   elsewhere is found through them
public record ProtobufModule(Map<String, FileDescriptor> files) {
    public ProtobufModule {
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    }

    /// Files by the names that they were compiled with.
    public static ProtobufModule of(Collection<FileDescriptor> files) {
        return new ProtobufModule(Aligned.by(files, FileDescriptor::getName));
    }
}
