package io.sightglass.compat.protobuf;

import com.google.protobuf.DescriptorProtos.SourceCodeInfo;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.GenericDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Where declarations, and their parts, stand in their .proto files (descriptor.proto,
/// `SourceCodeInfo`), and the comments at them. Indexes each file once, when it is first asked
/// about. For one thread at a time.
final class Places {
    // Field numbers in descriptor.proto, which paths are made of
    static final int FILE_PACKAGE = 2;
    static final int FILE_SYNTAX = 12;
    static final int FILE_EDITION = 14;
    static final int FILE_OPTIONS = 8;
    static final int NAME = 1;
    static final int MESSAGE_OPTIONS = 7;
    static final int FIELD_TYPE = 5;
    static final int FIELD_TYPE_NAME = 6;
    static final int FIELD_DEFAULT = 7;
    static final int FIELD_OPTIONS = 8;
    static final int FIELD_JSON_NAME = 10;
    static final int ENUM_OPTIONS = 3;
    static final int ENUM_VALUE_NUMBER = 2;
    static final int METHOD_INPUT = 2;
    static final int METHOD_OUTPUT = 3;
    static final int METHOD_OPTIONS = 4;
    private static final int FILE_MESSAGE = 4;
    private static final int FILE_ENUM = 5;
    private static final int FILE_SERVICE = 6;
    private static final int FILE_EXTENSION = 7;
    private static final int MESSAGE_FIELD = 2;
    private static final int MESSAGE_NESTED = 3;
    private static final int MESSAGE_ENUM = 4;
    private static final int MESSAGE_EXTENSION = 6;
    private static final int MESSAGE_ONEOF = 8;
    private static final int ENUM_VALUE = 2;
    private static final int SERVICE_METHOD = 2;

    private final Map<FileDescriptor, Map<List<Integer>, SourceCodeInfo.Location>> files =
            new IdentityHashMap<>();

    /// Where the whole declaration stands; null where the compiler left no word of it.
    @Nullable Span of(GenericDescriptor declaration) {
        return at(declaration.getFile(), path(declaration));
    }

    /// Where a part of a declaration stands.
    ///
    /// @param part field numbers below the declaration's own path
    @Nullable Span of(GenericDescriptor declaration, Integer... part) {
        return at(declaration.getFile(), path(declaration, part));
    }

    /// The part itself, else the most that is known around it, else the first thing within it.
    ///
    /// @param least how many numbers of `part` must be met by what is around
    @Nullable Span near(GenericDescriptor declaration, int least, Integer... part) {
        var wanted = path(declaration, part);
        var exact = at(declaration.getFile(), wanted);
        if (exact != null) {
            return exact;
        }
        int shortest = wanted.size() - part.length + least;
        SourceCodeInfo.Location around = null;
        for (var location : source(declaration.getFile()).getLocationList()) {
            var path = location.getPathList();
            if (path.size() >= shortest
                    && within(wanted, path)
                    && (around == null || path.size() > around.getPathCount())) {
                around = location;
            } else if (within(path, wanted)) {
                return span(location);
            }
        }
        return around == null ? null : span(around);
    }

    /// The comment before the declaration, else behind it, without blank edges; empty for none.
    String comment(GenericDescriptor declaration) {
        var location = index(declaration.getFile()).get(path(declaration));
        if (location == null) {
            return "";
        }
        var leading = location.getLeadingComments().strip();
        return leading.isEmpty() ? location.getTrailingComments().strip() : leading;
    }

    private @Nullable Span at(FileDescriptor file, List<Integer> path) {
        var location = index(file).get(path);
        return location == null ? null : span(location);
    }

    private static Span span(SourceCodeInfo.Location location) {
        var span = location.getSpanList();
        return span.size() == 3
                ? new Span(span.get(0) + 1, span.get(1) + 1, span.get(0) + 1, span.get(2) + 1)
                : new Span(span.get(0) + 1, span.get(1) + 1, span.get(2) + 1, span.get(3) + 1);
    }

    private static boolean within(List<Integer> path, List<Integer> outer) {
        return path.size() >= outer.size() && path.subList(0, outer.size()).equals(outer);
    }

    private static SourceCodeInfo source(FileDescriptor file) {
        return file.toProto().getSourceCodeInfo();
    }

    private Map<List<Integer>, SourceCodeInfo.Location> index(FileDescriptor file) {
        return files.computeIfAbsent(
                file,
                each -> {
                    var found = new HashMap<List<Integer>, SourceCodeInfo.Location>();
                    // Several extend blocks of a scope share a path: the first one counts
                    for (var location : source(each).getLocationList()) {
                        found.putIfAbsent(location.getPathList(), location);
                    }
                    return found;
                });
    }

    private static List<Integer> path(GenericDescriptor declaration, Integer... part) {
        var path = new ArrayList<Integer>();
        append(declaration, path);
        path.addAll(List.of(part));
        return path;
    }

    private static void append(GenericDescriptor declaration, List<Integer> path) {
        switch (declaration) {
            case Descriptor message -> {
                var around = message.getContainingType();
                append(around, path, FILE_MESSAGE, MESSAGE_NESTED, message.getIndex());
            }
            case EnumDescriptor type ->
                    append(
                            type.getContainingType(),
                            path,
                            FILE_ENUM,
                            MESSAGE_ENUM,
                            type.getIndex());
            case FieldDescriptor field -> {
                if (field.isExtension()) {
                    var scope = field.getExtensionScope();
                    append(scope, path, FILE_EXTENSION, MESSAGE_EXTENSION, field.getIndex());
                } else {
                    inside(field.getContainingType(), path, MESSAGE_FIELD, field.getIndex());
                }
            }
            case OneofDescriptor oneof ->
                    inside(oneof.getContainingType(), path, MESSAGE_ONEOF, oneof.getIndex());
            case EnumValueDescriptor value ->
                    inside(value.getType(), path, ENUM_VALUE, value.getIndex());
            case ServiceDescriptor service -> {
                path.add(FILE_SERVICE);
                path.add(service.getIndex());
            }
            case MethodDescriptor method ->
                    inside(method.getService(), path, SERVICE_METHOD, method.getIndex());
            default -> {
                // a file: its path is empty
            }
        }
    }

    private static void append(
            @Nullable Descriptor around, List<Integer> path, int inFile, int inMessage, int index) {
        if (around == null) {
            path.add(inFile);
            path.add(index);
        } else {
            inside(around, path, inMessage, index);
        }
    }

    private static void inside(
            GenericDescriptor around, List<Integer> path, int number, int index) {
        append(around, path);
        path.add(number);
        path.add(index);
    }
}
