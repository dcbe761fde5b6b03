package io.sightglass.compat.protobuf;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.FileDescriptor;

import java.util.HashMap;
import java.util.Map;

/// Whether two files declare exactly the same, with everything that they import: then nothing of
/// them need be compared. Remembers its answers.
final class SameFiles {
    private record Pair(FileDescriptor one, FileDescriptor other) {}

    private final Map<Pair, Boolean> known = new HashMap<>();

    boolean files(FileDescriptor one, FileDescriptor other) {
        if (one == other) {
            return true;
        }
        var pair = new Pair(one, other);
        var before = known.get(pair);
        if (before != null) {
            return before;
        }
        boolean same = declared(one).equals(declared(other)) && imports(one, other);
        known.put(pair, same);
        return same;
    }

    private boolean imports(FileDescriptor one, FileDescriptor other) {
        var ours = one.getDependencies();
        var theirs = other.getDependencies();
        if (ours.size() != theirs.size()) {
            return false;
        }
        for (int i = 0; i < ours.size(); i++) {
            if (!files(ours.get(i), theirs.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static FileDescriptorProto declared(FileDescriptor file) {
        return file.toProto().toBuilder().clearSourceCodeInfo().clearName().build();
    }
}
