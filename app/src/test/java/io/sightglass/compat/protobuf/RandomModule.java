package io.sightglass.compat.protobuf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// A random module of .proto files as text, and later versions of it: in proto2, proto3 and edition
/// 2023, with everything in it that buf's rules speak of. What it writes need not compile.
final class RandomModule {
    private static final List<String> SCALARS =
            List.of(
                    "int32",
                    "int64",
                    "uint32",
                    "uint64",
                    "sint32",
                    "sint64",
                    "bool",
                    "fixed32",
                    "fixed64",
                    "sfixed32",
                    "sfixed64",
                    "float",
                    "double",
                    "string",
                    "bytes");
    private static final List<String> KEYS = List.of("int32", "int64", "string", "bool", "fixed32");
    private static final List<String> TEXT_OPTIONS =
            List.of(
                    "java_package",
                    "java_outer_classname",
                    "go_package",
                    "objc_class_prefix",
                    "csharp_namespace",
                    "swift_prefix",
                    "php_class_prefix",
                    "php_namespace",
                    "php_metadata_namespace",
                    "ruby_package");
    private static final List<String> FLAG_OPTIONS =
            List.of(
                    "java_multiple_files",
                    "cc_generic_services",
                    "java_generic_services",
                    "py_generic_services",
                    "cc_enable_arenas",
                    "java_string_check_utf8");

    private static final class Proto {
        String path = "";
        String scope = "";
        String syntax = "";
        Map<String, String> options = new TreeMap<>();
        List<Message> messages = new ArrayList<>();
        List<Enumeration> enums = new ArrayList<>();
        List<Service> services = new ArrayList<>();
        List<Field> extensions = new ArrayList<>();
    }

    private static final class Message {
        String name = "";
        List<Field> fields = new ArrayList<>();
        List<Message> nested = new ArrayList<>();
        List<Enumeration> enums = new ArrayList<>();
        List<String> reserved = new ArrayList<>();
        List<String> extended = new ArrayList<>();
        Map<String, String> options = new TreeMap<>();
    }

    private static final class Field {
        String name = "";
        int number;
        String label = "";
        String type = "";
        String oneof = "";
        Map<String, String> options = new TreeMap<>();
    }

    private static final class Enumeration {
        String name = "";
        Map<String, Integer> values = new LinkedHashMap<>();
        List<String> reserved = new ArrayList<>();
        Map<String, String> options = new TreeMap<>();
    }

    private static final class Service {
        String name = "";
        Map<String, String> methods = new LinkedHashMap<>();
    }

    private final Random random;
    private final List<Proto> files = new ArrayList<>();
    private int names;

    RandomModule(Random random) {
        this.random = random;
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            files.add(file(i));
        }
        for (int i = 0; i < 3; i++) {
            change();
        }
    }

    private boolean chance(int in) {
        return random.nextInt(in) == 0;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private Proto file(int index) {
        var file = new Proto();
        file.path = (chance(3) ? "sub/" : "") + "f" + index + names++ + ".proto";
        file.scope = one(List.of("a", "a.v1", "b", "b"));
        file.syntax = one(List.of("proto2", "proto3", "proto3", "2023"));
        int messages = 1 + random.nextInt(3);
        for (int i = 0; i < messages; i++) {
            file.messages.add(message(0));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            file.enums.add(enumeration());
        }
        for (int i = random.nextInt(2); i > 0; i--) {
            file.services.add(service());
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            extend(file);
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            option(file);
        }
        return file;
    }

    private void option(Proto file) {
        int kind = random.nextInt(4);
        if (kind == 0) {
            var name = one(FLAG_OPTIONS);
            if (!file.syntax.equals("2023") || !name.equals("java_string_check_utf8")) {
                file.options.put(name, one(List.of("true", "false")));
            }
        } else if (kind == 1) {
            file.options.put("optimize_for", one(List.of("SPEED", "CODE_SIZE")));
        } else if (kind == 2 && file.syntax.equals("2023")) {
            feature(file.options);
        } else {
            file.options.put(one(TEXT_OPTIONS), "\"x" + random.nextInt(3) + "\"");
        }
    }

    private void feature(Map<String, String> options) {
        switch (random.nextInt(5)) {
            case 0 ->
                    options.put(
                            "features.json_format", one(List.of("ALLOW", "LEGACY_BEST_EFFORT")));
            case 1 -> options.put("features.utf8_validation", one(List.of("VERIFY", "NONE")));
            case 2 -> options.put("features.enum_type", one(List.of("OPEN", "CLOSED")));
            case 3 -> options.put("features.field_presence", one(List.of("EXPLICIT", "IMPLICIT")));
            default ->
                    options.put(
                            "features.(pb.java).utf8_validation",
                            one(List.of("VERIFY", "DEFAULT")));
        }
    }

    private Message message(int depth) {
        var message = new Message();
        message.name = "M" + names++;
        for (int i = 2 + random.nextInt(6); i > 0; i--) {
            message.fields.add(field(message));
        }
        for (int i = depth > 1 ? 0 : random.nextInt(3); i > 0; i--) {
            message.nested.add(message(depth + 1));
        }
        for (int i = random.nextInt(3) / 2; i > 0; i--) {
            message.enums.add(enumeration());
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            reserve(message.reserved, 200);
        }
        if (chance(3)) {
            message.extended.add(one(List.of("1000 to 1999", "1000 to max", "1000, 1005 to 1010")));
        }
        return message;
    }

    private void reserve(List<String> reserved, int from) {
        int start = from + random.nextInt(20) * 5;
        reserved.add(
                switch (random.nextInt(3)) {
                    case 0 -> Integer.toString(start);
                    case 1 -> start + " to " + (start + random.nextInt(5));
                    default -> "\"r" + names++ + "\"";
                });
    }

    private Field field(Message message) {
        var field = new Field();
        field.name = "f_" + names++;
        field.number = 1 + random.nextInt(60);
        retype(field);
        relabel(field);
        if (chance(5)) {
            field.oneof = "o" + random.nextInt(2);
            field.label = "";
        }
        if (chance(4)) {
            option(field);
        }
        return field;
    }

    private void retype(Field field) {
        if (chance(3)) {
            var types = types();
            field.type = types.isEmpty() ? "string" : one(types);
        } else {
            field.type = one(SCALARS);
        }
    }

    private void relabel(Field field) {
        field.label =
                switch (random.nextInt(12)) {
                    case 0, 1, 2 -> "repeated";
                    case 3 -> "required";
                    case 4, 5 -> "optional";
                    case 6 -> "map:" + one(KEYS);
                    default -> "";
                };
    }

    private void option(Field field) {
        switch (random.nextInt(6)) {
            case 0 -> field.options.put("json_name", "\"j" + random.nextInt(50) + names + "\"");
            case 1 -> field.options.put("jstype", one(List.of("JS_STRING", "JS_NUMBER")));
            case 2 -> field.options.put("ctype", one(List.of("CORD", "STRING_PIECE", "STRING")));
            case 3 -> field.options.put("deprecated", "true");
            case 4 -> field.options.put("default", one(List.of("0", "1", "2", "true", "\"d\"")));
            default ->
                    field.options.put(
                            one(
                                    List.of(
                                            "features.field_presence",
                                            "features.utf8_validation",
                                            "features.message_encoding",
                                            "features.(pb.java).utf8_validation")),
                            one(
                                    List.of(
                                            "EXPLICIT",
                                            "IMPLICIT",
                                            "LEGACY_REQUIRED",
                                            "VERIFY",
                                            "NONE",
                                            "DELIMITED")));
        }
    }

    private Enumeration enumeration() {
        var type = new Enumeration();
        type.name = "E" + names++;
        type.values.put("V" + names++, 0);
        for (int i = random.nextInt(4); i > 0; i--) {
            type.values.put("V" + names++, 1 + random.nextInt(6));
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            reserve(type.reserved, 200);
        }
        return type;
    }

    private Service service() {
        var service = new Service();
        service.name = "S" + names++;
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            service.methods.put("R" + names++, method());
        }
        return service;
    }

    private String method() {
        var types = types().stream().filter(name -> name.contains(".M")).toList();
        var message = types.isEmpty() ? "NONE" : one(types);
        var other = types.isEmpty() ? "NONE" : one(types);
        return "("
                + (chance(3) ? "stream " : "")
                + message
                + ") returns ("
                + (chance(3) ? "stream " : "")
                + other
                + ")"
                + (chance(3)
                        ? " { option idempotency_level = "
                                + one(List.of("IDEMPOTENT", "NO_SIDE_EFFECTS"))
                                + "; }"
                        : ";");
    }

    private void extend(Proto file) {
        var types = types().stream().filter(name -> name.contains(".M")).toList();
        if (!types.isEmpty()) {
            var field = new Field();
            field.name = "x_" + names++;
            field.number = 1000 + random.nextInt(12);
            field.type = one(SCALARS);
            field.label = one(List.of("optional", "repeated"));
            field.oneof = one(types);
            file.extensions.add(field);
        }
    }

    /// Full names of the declared messages (`.a.M1`) and enums.
    private List<String> types() {
        var names = new ArrayList<String>();
        for (var file : files) {
            file.messages.forEach(each -> types("." + file.scope, each, names));
            file.enums.forEach(each -> names.add("." + file.scope + "." + each.name));
        }
        return names;
    }

    private static void types(String scope, Message message, List<String> names) {
        var name = scope + "." + message.name;
        names.add(name);
        message.nested.forEach(each -> types(name, each, names));
        message.enums.forEach(each -> names.add(name + "." + each.name));
    }

    private List<Message> messages() {
        var all = new ArrayList<Message>();
        files.forEach(file -> file.messages.forEach(message -> collect(message, all)));
        return all;
    }

    private static void collect(Message message, List<Message> all) {
        all.add(message);
        message.nested.forEach(each -> collect(each, all));
    }

    private List<Enumeration> enums() {
        var all = new ArrayList<Enumeration>();
        files.forEach(file -> all.addAll(file.enums));
        messages().forEach(message -> all.addAll(message.enums));
        return all;
    }

    /// Makes one change, of any kind.
    void change() {
        switch (random.nextInt(14)) {
            case 0 -> changeFiles();
            case 1 -> option(one(files));
            case 2, 3, 4, 5, 6, 7 -> changeFields();
            case 8, 9 -> changeEnums();
            case 10 -> changeServices();
            case 11 -> changeExtensions();
            default -> changeMessages();
        }
    }

    private void changeFiles() {
        var file = one(files);
        switch (random.nextInt(6)) {
            case 0 -> files.add(file(files.size()));
            case 1 -> {
                if (files.size() > 1) {
                    files.remove(file);
                }
            }
            case 2 -> file.scope = one(List.of("a", "b", "c"));
            case 3 -> file.syntax = one(List.of("proto2", "proto3", "2023"));
            case 4 -> file.options.clear();
            default -> {
                if (!file.messages.isEmpty()) {
                    one(files).messages.add(file.messages.removeFirst());
                }
            }
        }
    }

    private void changeMessages() {
        var message = one(messages().isEmpty() ? List.of(new Message()) : messages());
        var file = one(files);
        switch (random.nextInt(9)) {
            case 0 -> file.messages.add(message(0));
            case 1 -> {
                if (file.messages.size() > 1) {
                    file.messages.remove(random.nextInt(file.messages.size()));
                }
            }
            case 2 -> {
                if (!message.nested.isEmpty()) {
                    message.nested.removeLast();
                }
            }
            case 3 -> reserve(message.reserved, 200);
            case 4 -> {
                if (!message.reserved.isEmpty()) {
                    message.reserved.remove(random.nextInt(message.reserved.size()));
                }
            }
            case 5 -> {
                message.extended.clear();
                message.extended.add(
                        one(List.of("1000 to 1500", "1002 to max", "1000 to 1004, 1006 to 1100")));
            }
            case 6 -> message.options.put("no_standard_descriptor_accessor", "true");
            case 7 ->
                    message.options.put(
                            "features.json_format", one(List.of("ALLOW", "LEGACY_BEST_EFFORT")));
            default -> {
                if (!message.enums.isEmpty()) {
                    message.enums.removeFirst();
                }
            }
        }
    }

    private void changeFields() {
        var message = one(messages().isEmpty() ? List.of(new Message()) : messages());
        if (message.fields.isEmpty()) {
            return;
        }
        var field = one(message.fields);
        switch (random.nextInt(10)) {
            case 0 -> message.fields.add(field(message));
            case 1 -> message.fields.remove(field);
            case 2 -> {
                message.fields.remove(field);
                message.reserved.add(
                        random.nextBoolean()
                                ? Integer.toString(field.number)
                                : '"' + field.name + '"');
            }
            case 3 -> field.name = "g_" + names++;
            case 4, 5 -> retype(field);
            case 6 -> relabel(field);
            case 7 -> field.oneof = field.oneof.isEmpty() ? "o" + random.nextInt(2) : "";
            case 8 -> option(field);
            default -> field.options.clear();
        }
    }

    private void changeEnums() {
        var enums = enums();
        if (enums.isEmpty()) {
            one(files).enums.add(enumeration());
            return;
        }
        var type = one(enums);
        var names = new ArrayList<>(type.values.keySet());
        var last = names.getLast();
        switch (random.nextInt(8)) {
            case 0 -> type.values.put("V" + this.names++, 1 + random.nextInt(9));
            case 1, 2 -> {
                if (names.size() > 1) {
                    int number = type.values.remove(last);
                    if (chance(3)) {
                        type.reserved.add(Integer.toString(number));
                    } else if (chance(3)) {
                        type.reserved.add('"' + last + '"');
                    }
                }
            }
            case 3, 4 -> {
                int number = type.values.remove(last);
                type.values.put("W" + this.names++, number);
            }
            case 5 -> {
                if (!type.reserved.isEmpty()) {
                    type.reserved.remove(random.nextInt(type.reserved.size()));
                }
            }
            case 6 -> type.options.put("features.enum_type", one(List.of("OPEN", "CLOSED")));
            default -> files.forEach(file -> file.enums.remove(type));
        }
    }

    private void changeServices() {
        var file = one(files);
        if (file.services.isEmpty()) {
            file.services.add(service());
            return;
        }
        var service = one(file.services);
        switch (random.nextInt(4)) {
            case 0 -> file.services.remove(service);
            case 1 -> service.methods.remove(service.methods.keySet().iterator().next());
            default -> service.methods.replaceAll((name, text) -> chance(2) ? method() : text);
        }
        file.services.removeIf(each -> each.methods.isEmpty());
    }

    private void changeExtensions() {
        var file = one(files);
        if (file.extensions.isEmpty() || chance(3)) {
            extend(file);
            return;
        }
        var field = one(file.extensions);
        switch (random.nextInt(4)) {
            case 0 -> file.extensions.remove(field);
            case 1 -> field.type = one(SCALARS);
            case 2 -> field.name = "y_" + names++;
            default -> field.label = one(List.of("optional", "repeated"));
        }
    }

    /// The files by path, as they are now.
    Map<String, String> texts() {
        var texts = new TreeMap<String, String>();
        var known = new HashSet<String>();
        var earlier = new ArrayList<String>();
        for (var file : files) {
            var own = new ArrayList<String>();
            file.messages.forEach(each -> types("." + file.scope, each, own));
            file.enums.forEach(each -> own.add("." + file.scope + "." + each.name));
            known.addAll(own);
            texts.put(file.path, text(file, known, earlier));
            earlier.add(file.path);
        }
        return texts;
    }

    private static String text(Proto file, Set<String> known, List<String> imports) {
        var text = new StringBuilder();
        text.append(
                file.syntax.equals("2023")
                        ? "edition = \"2023\";\n"
                        : "syntax = \"" + file.syntax + "\";\n");
        text.append("package ").append(file.scope).append(";\n");
        imports.forEach(name -> text.append("import \"").append(name).append("\";\n"));
        if (file.syntax.equals("2023")) {
            text.append("import \"google/protobuf/java_features.proto\";\n");
        }
        file.options.forEach((name, value) -> {
            if (file.syntax.equals("2023") || !name.startsWith("features")) {
                text.append("option " + name + " = " + value + ";\n");
            }
        });
        file.enums.forEach(each -> text(each, file, "", text));
        file.messages.forEach(each -> text(each, file, known, "", text));
        for (var service : file.services) {
            text.append("service ").append(service.name).append(" {\n");
            service.methods.forEach((name, rest) -> text.append("  rpc " + name + rest + "\n"));
            text.append("}\n");
        }
        if (!file.syntax.equals("proto3")) {
            for (var field : file.extensions) {
                if (known.contains(field.oneof)) {
                    text.append("extend " + field.oneof + " {\n  ");
                    var label = file.syntax.equals("2023") && field.label.equals("optional");
                    text.append(label ? "" : field.label + " ");
                    text.append(field.type + " " + field.name + " = " + field.number + ";\n}\n");
                }
            }
        }
        return text.toString();
    }

    private static void text(
            Message message, Proto file, Set<String> known, String indent, StringBuilder text) {
        text.append(indent + "message " + message.name + " {\n");
        var inner = indent + "  ";
        message.options.forEach((name, value) -> {
            if (file.syntax.equals("2023") || !name.startsWith("features")) {
                text.append(inner + "option " + name + " = " + value + ";\n");
            }
        });
        if (!file.syntax.equals("proto3")) {
            message.extended.forEach(range -> text.append(inner + "extensions " + range + ";\n"));
        }
        reserved(message.reserved, file, inner, text);
        message.enums.forEach(each -> text(each, file, inner, text));
        message.nested.forEach(each -> text(each, file, known, inner, text));
        var numbers = new HashSet<Integer>();
        var oneofs = new LinkedHashMap<String, List<Field>>();
        for (var field : message.fields) {
            boolean free =
                    numbers.add(field.number)
                            && !message.reserved.contains(Integer.toString(field.number))
                            && !message.reserved.contains('"' + field.name + '"');
            if (free && field.oneof.isEmpty()) {
                text.append(inner + text(field, file, known, false) + "\n");
            } else if (free) {
                oneofs.computeIfAbsent(field.oneof, each -> new ArrayList<>()).add(field);
            }
        }
        oneofs.forEach((name, fields) -> {
            text.append(inner + "oneof " + name + " {\n");
            fields.forEach(
                    field -> text.append(inner + "  " + text(field, file, known, true) + "\n"));
            text.append(inner + "}\n");
        });
        text.append(indent + "}\n");
    }

    private static void reserved(
            List<String> reserved, Proto file, String indent, StringBuilder text) {
        for (var each : new TreeSet<>(reserved)) {
            var name = file.syntax.equals("2023") ? each.replace("\"", "") : each;
            text.append(indent + "reserved " + name + ";\n");
        }
    }

    private static String text(Field field, Proto file, Set<String> known, boolean inOneof) {
        boolean scalar = SCALARS.contains(field.type);
        var type = scalar || known.contains(field.type) ? field.type : "int32";
        boolean map = field.label.startsWith("map:") && !inOneof;
        boolean editions = file.syntax.equals("2023");
        var label = inOneof || map ? "" : field.label.startsWith("map:") ? "" : field.label;
        if (editions && !label.equals("repeated")) {
            label = "";
        } else if (file.syntax.equals("proto2") && label.isEmpty() && !inOneof && !map) {
            label = "optional";
        } else if (file.syntax.equals("proto3") && label.equals("required")) {
            label = "";
        }
        var declared =
                map ? "map<" + field.label.substring(4) + ", " + type + ">" : label + " " + type;
        var options = new ArrayList<String>();
        field.options.forEach((name, value) -> {
            if (fits(name, value, field, type, file, inOneof || map)) {
                options.add(name + " = " + fitting(name, value, type));
            }
        });
        return (declared + " " + field.name + " = " + field.number).strip()
                + (options.isEmpty() ? "" : " [" + String.join(", ", options) + "]")
                + ";";
    }

    private static boolean fits(
            String name, String value, Field field, String type, Proto file, boolean special) {
        boolean plain = !special && !field.label.equals("repeated");
        boolean text = type.equals("string") || type.equals("bytes");
        boolean editions = file.syntax.equals("2023");
        return switch (name) {
            case "jstype" -> type.endsWith("64") && !special;
            case "ctype" -> text && !special;
            case "default" ->
                    plain
                            && SCALARS.contains(type)
                            && file.syntax.equals("proto2")
                            && fitting(name, value, type) != null;
            case "features.field_presence" ->
                    editions
                            && plain
                            && SCALARS.contains(type)
                            && List.of("EXPLICIT", "IMPLICIT", "LEGACY_REQUIRED").contains(value);
            case "features.utf8_validation" ->
                    editions && type.equals("string") && List.of("VERIFY", "NONE").contains(value);
            case "features.message_encoding" ->
                    editions && type.contains(".M") && !special && value.equals("DELIMITED");
            case "features.(pb.java).utf8_validation" ->
                    editions && type.equals("string") && value.equals("VERIFY");
            default -> true;
        };
    }

    private static String fitting(String name, String value, String type) {
        if (!name.equals("default")) {
            return value;
        }
        return switch (type) {
            case "string", "bytes" -> value.startsWith("\"") ? value : "\"" + value + "\"";
            case "bool" -> value.equals("true") ? "true" : "false";
            default -> value.equals("2") ? "2" : value.equals("1") ? "1" : "0";
        };
    }

    private static void text(Enumeration type, Proto file, String indent, StringBuilder text) {
        text.append(indent + "enum " + type.name + " {\n");
        type.options.forEach((name, value) -> {
            if (file.syntax.equals("2023")) {
                text.append(indent + "  option " + name + " = " + value + ";\n");
            }
        });
        if (new HashSet<>(type.values.values()).size() < type.values.size()) {
            text.append(indent + "  option allow_alias = true;\n");
        }
        reserved(type.reserved, file, indent + "  ", text);
        type.values.forEach(
                (name, number) -> text.append(indent + "  " + name + " = " + number + ";\n"));
        text.append(indent + "}\n");
    }
}
