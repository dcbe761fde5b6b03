package io.sightglass.decode.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;

import org.jspecify.annotations.Nullable;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Finds message types: by full name, or by Confluent's message indexes.
public final class MessageTypes {
    private MessageTypes() {}

    /// The message of that full name in the file or in what it imports.
    public static @Nullable Descriptor find(FileDescriptor file, String fullName) {
        return find(file, fullName, new HashSet<>());
    }

    /// The message at `indexes`: the first counts the file's messages, each further one those
    /// nested in the one before. Null where there is none.
    public static @Nullable Descriptor at(FileDescriptor file, List<Integer> indexes) {
        Descriptor found = null;
        var types = file.getMessageTypes();
        for (int index : indexes) {
            if (index < 0 || index >= types.size()) {
                return null;
            }
            found = types.get(index);
            types = found.getNestedTypes();
        }
        return found;
    }

    private static @Nullable Descriptor find(
            FileDescriptor file, String fullName, Set<String> seen) {
        if (!seen.add(file.getName())) {
            return null;
        }
        for (var type : file.getMessageTypes()) {
            var found = within(type, fullName);
            if (found != null) {
                return found;
            }
        }
        for (var dependency : file.getDependencies()) {
            var found = find(dependency, fullName, seen);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable Descriptor within(Descriptor type, String fullName) {
        if (type.getFullName().equals(fullName)) {
            return type;
        }
        if (!fullName.startsWith(type.getFullName() + ".")) {
            return null;
        }
        for (var nested : type.getNestedTypes()) {
            var found = within(nested, fullName);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
