package io.sightglass.schema;

import com.google.protobuf.Descriptors.FileDescriptor;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The .proto files that every file may import without bringing them along: the well-known types
/// (from protobuf-java), Google's common types (from proto-google-common-protos), the options of
/// `buf.validate` (from protovalidate, where it is on the class path), and the declarations that
/// Confluent's serializers take for granted.
final class ProtoIncludes {
    private static final List<String> PROTOBUF =
            List.of(
                    "any",
                    "api",
                    "descriptor",
                    "duration",
                    "empty",
                    "field_mask",
                    "java_features",
                    "source_context",
                    "struct",
                    "timestamp",
                    "type",
                    "wrappers");
    private static final List<String> TYPE =
            List.of(
                    "calendar_period",
                    "color",
                    "date",
                    "datetime",
                    "dayofweek",
                    "decimal",
                    "expr",
                    "fraction",
                    "interval",
                    "latlng",
                    "localized_text",
                    "money",
                    "month",
                    "phone_number",
                    "postal_address",
                    "quaternion",
                    "timeofday");
    private static final String VALIDATE = "buf/validate/validate.proto";
    private static final List<String> CONFLUENT = List.of("meta", "type/decimal");
    private static final Map<String, FileDescriptor> DESCRIPTORS = new ConcurrentHashMap<>();

    /// Read when they are first needed: it takes as long as compiling a small file.
    private static final class Texts {
        private static final Map<String, String> ALL = read();
    }

    private ProtoIncludes() {}

    /// The texts by import name.
    static Map<String, String> all() {
        return Texts.ALL;
    }

    /// Whether any of the texts imports something that is not among them. A text in which that
    /// cannot be told counts as one that does.
    static boolean areNeeded(Map<String, String> texts) {
        return texts.values().stream().anyMatch(text -> importsOthers(text, texts.keySet()));
    }

    /// Without a regular expression: over a large folder, compiled once, one is what takes longest.
    private static boolean importsOthers(String text, Set<String> names) {
        int word = text.indexOf("import");
        while (word >= 0) {
            int start = text.indexOf('"', word) + 1;
            int end = text.indexOf('"', start);
            boolean known = start > 0 && end > 0 && names.contains(text.substring(start, end));
            if (!known) {
                return true;
            }
            word = text.indexOf("import", end);
        }
        return false;
    }

    /// One of the files, compiled; null where protoc is not to be had.
    static @Nullable FileDescriptor descriptor(String name) {
        var known = DESCRIPTORS.get(name);
        if (known != null) {
            return known;
        }
        var importing = "importing.proto";
        var text = "syntax = \"proto3\";\nimport \"" + name + "\";\n";
        if (ProtoCompiler.standard().compile(importing, text, Map.of())
                instanceof ProtoCompiler.Result.Compiled compiled) {
            compiled.file(importing)
                    .getDependencies()
                    .forEach(file -> DESCRIPTORS.putIfAbsent(file.getName(), file));
        }
        return DESCRIPTORS.get(name);
    }

    private static Map<String, String> read() {
        var texts = new LinkedHashMap<String, String>();
        PROTOBUF.forEach(name -> put(texts, "google/protobuf/" + name + ".proto"));
        TYPE.forEach(name -> put(texts, "google/type/" + name + ".proto"));
        CONFLUENT.forEach(name -> put(texts, "confluent/" + name + ".proto"));
        if (ProtoIncludes.class.getClassLoader().getResource(VALIDATE) != null) {
            put(texts, VALIDATE);
        }
        return Map.copyOf(texts);
    }

    private static void put(Map<String, String> texts, String name) {
        try (var in = ProtoIncludes.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            texts.put(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
