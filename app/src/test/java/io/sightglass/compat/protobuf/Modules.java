package io.sightglass.compat.protobuf;

import com.google.protobuf.Descriptors.FileDescriptor;

import io.sightglass.schema.ProtoCompiler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/// Compiles modules for tests.
final class Modules {
    private Modules() {}

    /// The .proto files below a folder, which is their import root.
    static Map<String, String> texts(Path root) throws IOException {
        var texts = new TreeMap<String, String>();
        try (var files = Files.walk(root)) {
            for (var file : files.filter(each -> each.toString().endsWith(".proto")).toList()) {
                var name = root.relativize(file).toString().replace('\\', '/');
                texts.put(name, Files.readString(file));
            }
        }
        return texts;
    }

    static ProtobufModule compile(Map<String, String> texts) {
        if (texts.isEmpty()) {
            return new ProtobufModule(Map.of());
        }
        return switch (ProtoCompiler.standard().compile(texts, texts.keySet())) {
            case ProtoCompiler.Result.Compiled compiled -> {
                var files = new LinkedHashMap<String, FileDescriptor>();
                texts.keySet().forEach(name -> files.put(name, compiled.file(name)));
                yield new ProtobufModule(files);
            }
            case ProtoCompiler.Result.Failed(var problems) ->
                    throw new IllegalStateException(problems + "\n" + texts);
        };
    }
}
