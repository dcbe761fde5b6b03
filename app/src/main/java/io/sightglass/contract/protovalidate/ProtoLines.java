package io.sightglass.contract.protovalidate;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Where messages and fields stand in their .proto files: `coffeeco/order.proto:12:3`.
final class ProtoLines {
    private static final int MESSAGE = 4;
    private static final int NESTED = 3;
    private static final int FIELD = 2;

    private final Map<String, Map<List<Integer>, String>> files = new HashMap<>();

    String of(FieldDescriptor field) {
        var path = path(field.getContainingType());
        path.add(FIELD);
        path.add(field.getIndex());
        return at(field.getFile(), path);
    }

    String of(Descriptor message) {
        return at(message.getFile(), path(message));
    }

    private static List<Integer> path(Descriptor message) {
        var steps = new ArrayList<Integer>();
        for (var at = message; at != null; at = at.getContainingType()) {
            steps.add(at.getIndex());
            steps.add(at.getContainingType() == null ? MESSAGE : NESTED);
        }
        Collections.reverse(steps);
        return steps;
    }

    private String at(FileDescriptor file, List<Integer> path) {
        var known = files.computeIfAbsent(file.getName(), _ -> read(file));
        return known.getOrDefault(path, file.getName());
    }

    private static Map<List<Integer>, String> read(FileDescriptor file) {
        var places = new HashMap<List<Integer>, String>();
        for (var location : file.toProto().getSourceCodeInfo().getLocationList()) {
            if (location.getSpanCount() >= 3) {
                places.putIfAbsent(
                        location.getPathList(),
                        file.getName()
                                + ":"
                                + (location.getSpan(0) + 1)
                                + ":"
                                + (location.getSpan(1) + 1));
            }
        }
        return places;
    }
}
