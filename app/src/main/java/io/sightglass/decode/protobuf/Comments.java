package io.sightglass.decode.protobuf;

import com.google.protobuf.DescriptorProtos.SourceCodeInfo;
import com.google.protobuf.Descriptors;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The comments that stand before, or behind, a field in its .proto file (descriptor.proto,
/// `SourceCodeInfo`). Indexes each file once.
final class Comments {
    private static final int FILE_MESSAGE = 4;
    private static final int FILE_EXTENSION = 7;
    private static final int MESSAGE_FIELD = 2;
    private static final int MESSAGE_NESTED = 3;
    private static final int MESSAGE_EXTENSION = 6;

    private final Map<Descriptors.FileDescriptor, Map<List<Integer>, String>> files =
            new HashMap<>();

    @Nullable String of(Descriptors.FieldDescriptor field) {
        var path = new ArrayList<Integer>();
        path.add(field.getIndex());
        var scope = field.isExtension() ? field.getExtensionScope() : field.getContainingType();
        if (scope == null) {
            path.add(FILE_EXTENSION);
        } else {
            path.add(field.isExtension() ? MESSAGE_EXTENSION : MESSAGE_FIELD);
            append(scope, path);
        }
        Collections.reverse(path);
        return at(field.getFile(), path);
    }

    @Nullable String of(Descriptors.Descriptor message) {
        var path = new ArrayList<Integer>();
        append(message, path);
        Collections.reverse(path);
        return at(message.getFile(), path);
    }

    /// Appends the path of a message, innermost first.
    private static void append(Descriptors.Descriptor message, List<Integer> path) {
        for (var at = message; at != null; at = at.getContainingType()) {
            path.add(at.getIndex());
            path.add(at.getContainingType() == null ? FILE_MESSAGE : MESSAGE_NESTED);
        }
    }

    private @Nullable String at(Descriptors.FileDescriptor file, List<Integer> path) {
        return files.computeIfAbsent(file, f -> index(f.toProto().getSourceCodeInfo())).get(path);
    }

    private static Map<List<Integer>, String> index(SourceCodeInfo info) {
        var comments = new HashMap<List<Integer>, String>();
        for (var location : info.getLocationList()) {
            var text =
                    location.getLeadingComments().isBlank()
                            ? location.getTrailingComments()
                            : location.getLeadingComments();
            if (!text.isBlank()) {
                comments.put(List.copyOf(location.getPathList()), text.strip());
            }
        }
        return comments;
    }
}
