package io.sightglass.schema.search;

import com.google.protobuf.DescriptorProtos.SourceCodeInfo;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;

import io.sightglass.schema.ParsedSchema;
import io.sightglass.schema.search.SchemaElement.Kind;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The messages, fields, enums, values, services and methods of a .proto file.
final class ProtoElements {
    // Field numbers of descriptor.proto, as SourceCodeInfo's paths have them.
    private static final int FILE_MESSAGE = 4;
    private static final int FILE_ENUM = 5;
    private static final int FILE_SERVICE = 6;
    private static final int FILE_EXTENSION = 7;
    private static final int MESSAGE_FIELD = 2;
    private static final int MESSAGE_NESTED = 3;
    private static final int MESSAGE_ENUM = 4;
    private static final int MESSAGE_EXTENSION = 6;
    private static final int ENUM_VALUE = 2;
    private static final int SERVICE_METHOD = 2;

    private final FileDescriptor file;
    private final Map<List<Integer>, SourceCodeInfo.Location> places = new HashMap<>();
    private final List<SchemaElement> found = new ArrayList<>();

    private ProtoElements(FileDescriptor file) {
        this.file = file;
        for (var location : file.toProto().getSourceCodeInfo().getLocationList()) {
            places.putIfAbsent(location.getPathList(), location);
        }
    }

    static List<SchemaElement> of(ParsedSchema.Protobuf proto) {
        var all = new ArrayList<SchemaElement>();
        for (var file : proto.files()) {
            var elements = new ProtoElements(file);
            elements.collect();
            all.addAll(elements.found);
        }
        return all;
    }

    private void collect() {
        file.getServices()
                .forEach(service -> service(service, List.of(FILE_SERVICE, service.getIndex())));
        file.getMessageTypes()
                .forEach(message -> message(message, List.of(FILE_MESSAGE, message.getIndex())));
        file.getEnumTypes().forEach(type -> enumeration(type, List.of(FILE_ENUM, type.getIndex())));
        for (var field : file.getExtensions()) {
            field(field, file.getPackage(), List.of(FILE_EXTENSION, field.getIndex()));
        }
    }

    private void message(Descriptor message, List<Integer> at) {
        if (message.getOptions().getMapEntry()) {
            return;
        }
        type(message.getFullName(), message.getName(), "message", Kind.TYPE, at);
        for (var field : message.getFields()) {
            var path = with(at, MESSAGE_FIELD, field.getIndex());
            field(field, message.getFullName(), path);
        }
        for (var field : message.getExtensions()) {
            var path = with(at, MESSAGE_EXTENSION, field.getIndex());
            field(field, message.getFullName(), path);
        }
        for (var nested : message.getNestedTypes()) {
            message(nested, with(at, MESSAGE_NESTED, nested.getIndex()));
        }
        for (var nested : message.getEnumTypes()) {
            enumeration(nested, with(at, MESSAGE_ENUM, nested.getIndex()));
        }
    }

    private void field(FieldDescriptor field, String owner, List<Integer> at) {
        var json = field.getJsonName();
        add(
                Kind.FIELD,
                owner,
                field.getName(),
                type(field),
                json.equals(field.getName()) ? List.of() : List.of(json),
                at);
    }

    private void enumeration(EnumDescriptor type, List<Integer> at) {
        type(type.getFullName(), type.getName(), "enum", Kind.TYPE, at);
        for (var value : type.getValues()) {
            var path = with(at, ENUM_VALUE, value.getIndex());
            add(Kind.SYMBOL, type.getFullName(), value.getName(), "", List.of(), path);
        }
    }

    private void service(ServiceDescriptor service, List<Integer> at) {
        type(service.getFullName(), service.getName(), "service", Kind.SERVICE, at);
        for (var method : service.getMethods()) {
            add(
                    Kind.METHOD,
                    service.getFullName(),
                    method.getName(),
                    method.getInputType().getName() + " → " + method.getOutputType().getName(),
                    List.of(),
                    with(at, SERVICE_METHOD, method.getIndex()));
        }
    }

    private void type(String fullName, String name, String word, Kind kind, List<Integer> at) {
        var place = places.get(at);
        found.add(
                new SchemaElement(
                        kind,
                        fullName,
                        "",
                        name,
                        fullName,
                        List.of(),
                        word,
                        doc(place),
                        line(place)));
    }

    private void add(
            Kind kind,
            String owner,
            String name,
            String type,
            List<String> aliases,
            List<Integer> at) {
        var place = places.get(at);
        var shortOwner = owner.substring(owner.lastIndexOf('.') + 1);
        found.add(
                new SchemaElement(
                        kind,
                        owner,
                        name,
                        name,
                        shortOwner.isEmpty() ? name : shortOwner + "." + name,
                        aliases,
                        type,
                        doc(place),
                        line(place)));
    }

    private static String type(FieldDescriptor field) {
        if (field.isMapField()) {
            var entry = field.getMessageType();
            return "map<"
                    + type(entry.findFieldByNumber(1))
                    + ", "
                    + type(entry.findFieldByNumber(2))
                    + ">";
        }
        var one =
                switch (field.getType()) {
                    case MESSAGE, GROUP -> field.getMessageType().getName();
                    case ENUM -> field.getEnumType().getName();
                    default -> field.getType().name().toLowerCase(Locale.ROOT);
                };
        return field.isRepeated() ? "repeated " + one : one;
    }

    private static int line(SourceCodeInfo.@Nullable Location place) {
        return place == null ? 0 : place.getSpan(0) + 1;
    }

    private static String doc(SourceCodeInfo.@Nullable Location place) {
        if (place == null) {
            return "";
        }
        var before = place.getLeadingComments().strip();
        var behind = place.getTrailingComments().strip();
        var both = before.isEmpty() || behind.isEmpty() ? before + behind : before + "\n" + behind;
        return both.lines().map(String::strip).reduce((a, b) -> a + "\n" + b).orElse("");
    }

    private static List<Integer> with(List<Integer> path, int... steps) {
        var longer = new ArrayList<>(path);
        for (int step : steps) {
            longer.add(step);
        }
        return longer;
    }
}
