package io.sightglass.compat.outline;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MethodDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.DescriptorProtos.SourceCodeInfo;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;

import io.sightglass.compat.outline.Line.Key;
import io.sightglass.schema.ParsedSchema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A Protobuf schema as in a .proto file: messages, enums, services, in the file's order.
final class ProtoOutline {
    /// The end of a range that goes on to the largest number.
    private static final int MAX = 536_870_912;

    private static final String SYNTAX = "syntax";

    private static final int ENUM_MAX = Integer.MAX_VALUE;

    private final FileDescriptor file;
    private final Map<List<Integer>, SourceCodeInfo.Location> places = new HashMap<>();
    private final List<Line> lines = new ArrayList<>();

    private ProtoOutline(FileDescriptor file) {
        this.file = file;
        for (var location : file.toProto().getSourceCodeInfo().getLocationList()) {
            places.putIfAbsent(location.getPathList(), location);
        }
    }

    static List<Line> lines(ParsedSchema.Protobuf proto) {
        var all = new ArrayList<Line>();
        for (var file : proto.files()) {
            var outline = new ProtoOutline(file);
            outline.write();
            all.addAll(outline.lines);
        }
        return all;
    }

    private void write() {
        var proto = file.toProto();
        if (proto.hasEdition()) {
            add(new Key("", SYNTAX), 0, "edition = " + edition(proto) + ";", path(14));
        } else {
            var syntax = proto.getSyntax().isEmpty() ? "proto2" : proto.getSyntax();
            add(new Key("", SYNTAX), 0, "syntax = \"" + syntax + "\";", path(12));
        }
        if (!proto.getPackage().isEmpty()) {
            add(new Key("", "package"), 0, "package " + proto.getPackage() + ";", path(2));
        }
        for (int i = 0; i < proto.getDependencyCount(); i++) {
            var name = proto.getDependency(i);
            add(new Key("", "import " + name), 0, "import \"" + name + "\";", path(3, i));
        }
        for (var service : file.getServices()) {
            service(service);
        }
        for (var message : file.getMessageTypes()) {
            message(message, 0, path(4, message.getIndex()));
        }
        for (var type : file.getEnumTypes()) {
            enumeration(type, 0, path(5, type.getIndex()));
        }
        extensions(file.getExtensions(), "", 0, path(7));
    }

    private static String edition(FileDescriptorProto proto) {
        return "\"" + proto.getEdition().name().replace("EDITION_", "") + "\"";
    }

    private void message(Descriptor message, int indent, List<Integer> at) {
        var name = message.getFullName();
        gap(name, indent);
        type(name, indent, "message " + message.getName(), message.getOptions(), at);
        var done = new ArrayList<OneofDescriptor>();
        for (var field : message.getFields()) {
            var oneof = field.getRealContainingOneof();
            if (oneof == null) {
                field(field, name, indent + 1, fieldPath(at, field));
            } else if (!done.contains(oneof)) {
                done.add(oneof);
                oneof(oneof, name, indent + 1, at);
            }
        }
        reserved(message.toProto(), name, indent + 1, at);
        extensions(message.getExtensions(), name, indent + 1, with(at, 6));
        for (var nested : message.getNestedTypes()) {
            if (!nested.getOptions().getMapEntry()) {
                message(nested, indent + 1, with(at, 3, nested.getIndex()));
            }
        }
        for (var nested : message.getEnumTypes()) {
            enumeration(nested, indent + 1, with(at, 4, nested.getIndex()));
        }
        lines.add(Line.of(new Key(name, "}"), indent, "}"));
    }

    private static List<Integer> fieldPath(List<Integer> at, FieldDescriptor field) {
        return with(at, 2, field.getIndex());
    }

    private void oneof(OneofDescriptor oneof, String owner, int indent, List<Integer> at) {
        var key = "oneof " + oneof.getName();
        var path = with(at, 8, oneof.getIndex());
        add(new Key(owner, key), indent, "oneof " + oneof.getName() + " {", path);
        oneof.getFields().forEach(field -> field(field, owner, indent + 1, fieldPath(at, field)));
        lines.add(Line.of(new Key(owner, key + "}"), indent, "}"));
    }

    private void field(FieldDescriptor field, String owner, int indent, List<Integer> at) {
        var proto = field.toProto();
        var text = new StringBuilder();
        if (!field.isMapField() && field.getRealContainingOneof() == null) {
            if (field.isRepeated()) {
                text.append("repeated ");
            } else if (field.isRequired()) {
                text.append("required ");
            } else if (proto.getProto3Optional() || isProto2(field.getFile())) {
                text.append("optional ");
            }
        }
        text.append(type(field)).append(' ').append(field.getName());
        text.append(" = ").append(field.getNumber());
        var options = new ArrayList<String>();
        if (proto.hasDefaultValue()) {
            boolean quoted = field.getJavaType() == FieldDescriptor.JavaType.STRING;
            options.add(
                    "default = "
                            + (quoted
                                    ? Literals.quoted(proto.getDefaultValue())
                                    : proto.getDefaultValue()));
        }
        if (proto.hasJsonName() && !proto.getJsonName().equals(jsonName(field.getName()))) {
            options.add("json_name = " + Literals.quoted(proto.getJsonName()));
        }
        options.addAll(options(proto.getOptions()));
        text.append(options.isEmpty() ? ";" : " [" + String.join(", ", options) + "];");
        var key = new Key(owner, field.isExtension() ? extension(field) : "#" + field.getNumber());
        add(key, indent, text.toString(), at, uses(field));
    }

    private static String extension(FieldDescriptor field) {
        return "extend " + field.getContainingType().getFullName() + " #" + field.getNumber();
    }

    private static boolean isProto2(FileDescriptor file) {
        var proto = file.toProto();
        return !proto.hasEdition() && !proto.getSyntax().equals("proto3");
    }

    /// As protoc derives it (Protobuf's descriptor.proto, `json_name`).
    private static String jsonName(String name) {
        var json = new StringBuilder();
        boolean upper = false;
        for (char c : name.toCharArray()) {
            if (c == '_') {
                upper = true;
            } else {
                json.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            }
        }
        return json.toString();
    }

    private String type(FieldDescriptor field) {
        if (field.isMapField()) {
            var entry = field.getMessageType();
            return "map<"
                    + type(entry.findFieldByNumber(1))
                    + ", "
                    + type(entry.findFieldByNumber(2))
                    + ">";
        }
        return switch (field.getType()) {
            case MESSAGE -> shown(field.getMessageType().getFullName());
            case GROUP -> "group " + shown(field.getMessageType().getFullName());
            case ENUM -> shown(field.getEnumType().getFullName());
            default -> field.toProto().getType().name().substring(5).toLowerCase(Locale.ROOT);
        };
    }

    private String shown(String fullName) {
        var space = file.getPackage();
        return !space.isEmpty() && fullName.startsWith(space + ".")
                ? fullName.substring(space.length() + 1)
                : fullName;
    }

    private static List<String> uses(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case MESSAGE ->
                    field.isMapField()
                            ? uses(field.getMessageType().findFieldByNumber(2))
                            : List.of(field.getMessageType().getFullName());
            case ENUM -> List.of(field.getEnumType().getFullName());
            default -> List.of();
        };
    }

    private void reserved(DescriptorProto proto, String owner, int indent, List<Integer> at) {
        for (int i = 0; i < proto.getReservedRangeCount(); i++) {
            var range = proto.getReservedRange(i);
            var text = range(range.getStart(), range.getEnd() - 1, MAX - 1);
            add(
                    new Key(owner, "reserved " + text),
                    indent,
                    "reserved " + text + ";",
                    with(at, 9, i));
        }
        for (int i = 0; i < proto.getReservedNameCount(); i++) {
            var text = "\"" + proto.getReservedName(i) + "\"";
            var path = with(at, 10, i);
            add(new Key(owner, "reserved " + text), indent, "reserved " + text + ";", path);
        }
        for (int i = 0; i < proto.getExtensionRangeCount(); i++) {
            var range = proto.getExtensionRange(i);
            var text = "extensions " + range(range.getStart(), range.getEnd() - 1, MAX - 1);
            add(new Key(owner, text), indent, text + ";", with(at, 5, i));
        }
    }

    private static String range(int first, int last, int most) {
        return first == last ? "" + first : first + " to " + (last >= most ? "max" : "" + last);
    }

    private void extensions(
            List<FieldDescriptor> extensions, String owner, int indent, List<Integer> at) {
        for (var field : extensions) {
            var name = field.getContainingType().getFullName();
            var key = new Key(owner, extension(field) + " {");
            lines.add(Line.of(key, indent, "extend " + shown(name) + " {"));
            field(field, owner, indent + 1, with(at, field.getIndex()));
            lines.add(Line.of(new Key(owner, extension(field) + "}"), indent, "}"));
        }
    }

    private void enumeration(EnumDescriptor type, int indent, List<Integer> at) {
        var name = type.getFullName();
        gap(name, indent);
        type(name, indent, "enum " + type.getName(), type.getOptions(), at);
        for (var value : type.getValues()) {
            var options = options(value.getOptions());
            var text =
                    value.getName()
                            + " = "
                            + value.getNumber()
                            + (options.isEmpty() ? ";" : " [" + String.join(", ", options) + "];");
            // Of several names for one number, the first is the number's.
            boolean first = value.equals(type.findValueByNumber(value.getNumber()));
            var key = first ? "#" + value.getNumber() : value.getName();
            add(new Key(name, key), indent + 1, text, with(at, 2, value.getIndex()));
        }
        reserved(type.toProto(), name, indent + 1, at);
        lines.add(Line.of(new Key(name, "}"), indent, "}"));
    }

    private void reserved(EnumDescriptorProto proto, String owner, int indent, List<Integer> at) {
        for (int i = 0; i < proto.getReservedRangeCount(); i++) {
            var range = proto.getReservedRange(i);
            var text = "reserved " + range(range.getStart(), range.getEnd(), ENUM_MAX);
            add(new Key(owner, text), indent, text + ";", with(at, 4, i));
        }
        for (int i = 0; i < proto.getReservedNameCount(); i++) {
            var text = "reserved \"" + proto.getReservedName(i) + "\"";
            add(new Key(owner, text), indent, text + ";", with(at, 5, i));
        }
    }

    private void service(ServiceDescriptor service) {
        var name = service.getFullName();
        var at = path(6, service.getIndex());
        gap(name, 0);
        ServiceDescriptorProto proto = service.toProto();
        type(name, 0, "service " + service.getName(), proto.getOptions(), at);
        for (var method : service.getMethods()) {
            method(method, name, with(at, 2, method.getIndex()));
        }
        lines.add(Line.of(new Key(name, "}"), 0, "}"));
    }

    private void method(MethodDescriptor method, String owner, List<Integer> at) {
        MethodDescriptorProto proto = method.toProto();
        var input = method.getInputType().getFullName();
        var output = method.getOutputType().getFullName();
        var options = options(proto.getOptions());
        var text =
                "rpc "
                        + method.getName()
                        + "("
                        + (method.isClientStreaming() ? "stream " : "")
                        + shown(input)
                        + ") returns ("
                        + (method.isServerStreaming() ? "stream " : "")
                        + shown(output)
                        + ")"
                        + (options.isEmpty() ? ";" : " { " + String.join("; ", options) + " };");
        add(new Key(owner, method.getName()), 1, text, at, List.of(input, output));
    }

    private void type(String name, int indent, String text, Message options, List<Integer> at) {
        var said = options(options);
        var shown = text + (said.isEmpty() ? " {" : " { // " + String.join(", ", said));
        add(new Key(name, ""), indent, shown, at);
    }

    /// Options as they are written, `deprecated = true`.
    private static List<String> options(Message options) {
        var said = new ArrayList<String>();
        options.getAllFields()
                .forEach((field, value) -> {
                    var name =
                            field.isExtension() ? "(" + field.getFullName() + ")" : field.getName();
                    var text =
                            TextFormat.printer()
                                    .emittingSingleLine(true)
                                    .printFieldToString(field, value);
                    int colon = text.indexOf(':');
                    int brace = text.indexOf('{');
                    boolean message = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
                    int from = message ? brace : colon + 1;
                    said.add(name + " = " + text.substring(Math.max(0, from)).strip());
                });
        options.getUnknownFields()
                .asMap()
                .keySet()
                .forEach(number -> said.add("(" + number + ") = …"));
        return said;
    }

    private void gap(String name, int indent) {
        if (!lines.isEmpty() && !lines.getLast().text().endsWith("{")) {
            lines.add(Line.of(new Key(name, " "), indent, ""));
        }
    }

    private void add(Key key, int indent, String text, List<Integer> at) {
        add(key, indent, text, at, List.of());
    }

    private void add(Key key, int indent, String text, List<Integer> at, List<String> uses) {
        var place = places.get(at);
        // What stands above the first line is the file's licence or history.
        var doc = place == null || key.member().equals(SYNTAX) ? "" : doc(place);
        var full = doc.isEmpty() ? text : text + "  // " + doc.replaceAll("\\s+", " ");
        int line = place == null ? 0 : place.getSpan(0) + 1;
        lines.add(Line.of(key, indent, text).with(full, doc).withUses(uses).at(line));
    }

    private static String doc(SourceCodeInfo.Location place) {
        var doc = place.getLeadingComments().strip();
        var behind = place.getTrailingComments().strip();
        var both = doc.isEmpty() || behind.isEmpty() ? doc + behind : doc + "\n" + behind;
        return both.lines().map(String::strip).reduce((a, b) -> a + "\n" + b).orElse("");
    }

    private static List<Integer> path(Integer... steps) {
        return List.of(steps);
    }

    private static List<Integer> with(List<Integer> path, Integer... steps) {
        var longer = new ArrayList<>(path);
        longer.addAll(List.of(steps));
        return longer;
    }
}
