package io.sightglass.schema.explain;

import com.google.protobuf.DescriptorProtos.SourceCodeInfo;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;

import java.util.ArrayList;
import java.util.List;

/// The comments beside a message or field (descriptor.proto, `SourceCodeInfo`).
final class ProtoComments {
    private static final int FILE_MESSAGE = 4;
    private static final int FILE_EXTENSION = 7;
    private static final int MESSAGE_FIELD = 2;
    private static final int MESSAGE_NESTED = 3;
    private static final int MESSAGE_EXTENSION = 6;

    private ProtoComments() {}

    static String of(Descriptor message) {
        return at(message.getFile(), path(message));
    }

    static String of(FieldDescriptor field) {
        var scope = field.isExtension() ? field.getExtensionScope() : field.getContainingType();
        List<Integer> path = scope == null ? new ArrayList<>() : path(scope);
        path.add(
                scope == null
                        ? FILE_EXTENSION
                        : field.isExtension() ? MESSAGE_EXTENSION : MESSAGE_FIELD);
        path.add(field.getIndex());
        return at(field.getFile(), path);
    }

    private static List<Integer> path(Descriptor message) {
        var outer = message.getContainingType();
        List<Integer> path = outer == null ? new ArrayList<>() : path(outer);
        path.add(outer == null ? FILE_MESSAGE : MESSAGE_NESTED);
        path.add(message.getIndex());
        return path;
    }

    private static String at(FileDescriptor file, List<Integer> path) {
        return file.toProto().getSourceCodeInfo().getLocationList().stream()
                .filter(location -> location.getPathList().equals(path))
                .findFirst()
                .map(ProtoComments::text)
                .orElse("");
    }

    private static String text(SourceCodeInfo.Location location) {
        var before = location.getLeadingComments().strip();
        var behind = location.getTrailingComments().strip();
        var both = before.isEmpty() || behind.isEmpty() ? before + behind : before + "\n" + behind;
        return both.lines().map(String::strip).reduce((a, b) -> a + "\n" + b).orElse("");
    }
}
