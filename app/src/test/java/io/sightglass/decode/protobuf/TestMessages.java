package io.sightglass.decode.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.ExtensionRegistry;

import io.sightglass.Corpora;
import io.sightglass.schema.ProtoCompiler;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Protobuf's own test messages, compiled: every type of field, in proto2, proto3 and editions.
final class TestMessages {
    private final List<Descriptor> types = new ArrayList<>();
    private final Map<String, List<FieldDescriptor>> extensions = new HashMap<>();
    private final ExtensionRegistry registry = ExtensionRegistry.newInstance();

    /// @param files by name
    TestMessages(Map<String, FileDescriptor> files) {
        for (var file : files.values()) {
            file.getExtensions().forEach(this::extend);
            file.getMessageTypes().forEach(this::gather);
        }
    }

    /// The texts by file name. Skips the test where they are not there.
    static Map<String, String> texts() throws IOException {
        var texts = new LinkedHashMap<String, String>();
        for (var path : Corpora.files("protobuf", ".proto")) {
            texts.put(path.getFileName().toString(), Files.readString(path));
        }
        return texts;
    }

    /// Those that protoc takes, by file name.
    static Map<String, ProtoCompiler.Result> compiled() throws IOException {
        var results = new LinkedHashMap<String, ProtoCompiler.Result>();
        texts().forEach((name, text) ->
                results.put(name, ProtoCompiler.standard().compile(name, text, Map.of())));
        return results;
    }

    static TestMessages read() throws IOException {
        var files = new LinkedHashMap<String, FileDescriptor>();
        compiled()
                .forEach((name, result) -> {
                    if (result instanceof ProtoCompiler.Result.Compiled compiled) {
                        files.put(name, compiled.file(name));
                    }
                });
        return new TestMessages(files);
    }

    private void gather(Descriptor type) {
        if (type.getOptions().getMapEntry()) {
            return;
        }
        types.add(type);
        type.getExtensions().forEach(this::extend);
        type.getNestedTypes().forEach(this::gather);
    }

    private void extend(FieldDescriptor field) {
        var extended = field.getContainingType().getFullName();
        extensions.computeIfAbsent(extended, _ -> new ArrayList<>()).add(field);
        if (field.getJavaType() == JavaType.MESSAGE) {
            registry.add(field, DynamicMessage.getDefaultInstance(field.getMessageType()));
        } else {
            registry.add(field);
        }
    }

    /// All message types, nested ones too.
    List<Descriptor> types() {
        return types;
    }

    List<FieldDescriptor> extensions(Descriptor type) {
        return extensions.getOrDefault(type.getFullName(), List.of());
    }

    ExtensionRegistry registry() {
        return registry;
    }

    /// Whether a message of this type may hold extensions, which the library's JSON printer leaves
    /// without the name of who declared them.
    boolean isExtended(Descriptor type) {
        return reaches(type, new ArrayList<>());
    }

    private boolean reaches(Descriptor type, List<Descriptor> seen) {
        if (seen.contains(type)) {
            return false;
        }
        seen.add(type);
        return !extensions(type).isEmpty()
                || type.getFields().stream()
                        .filter(field -> field.getJavaType() == JavaType.MESSAGE)
                        .anyMatch(field -> reaches(field.getMessageType(), seen));
    }
}
