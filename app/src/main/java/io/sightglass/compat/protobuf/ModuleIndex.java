package io.sightglass.compat.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/// Everything that a module declares or imports, by name.
final class ModuleIndex {
    /// An extension's identity: what it extends, and its number there.
    record Extends(String message, int number) {}

    final Map<String, FileDescriptor> files = new LinkedHashMap<>();

    /// By full name; a map's entry is a message too.
    final Map<String, Descriptor> messages = new LinkedHashMap<>();

    final Map<String, EnumDescriptor> enums = new LinkedHashMap<>();
    final Map<String, FieldDescriptor> extensions = new LinkedHashMap<>();
    final Map<Extends, FieldDescriptor> extended = new LinkedHashMap<>();
    final Map<String, ServiceDescriptor> services = new LinkedHashMap<>();

    ModuleIndex(Collection<FileDescriptor> files) {
        files.forEach(this::file);
    }

    /// One file with what it imports, where the file itself goes by another name.
    ModuleIndex(FileDescriptor file, String name) {
        file(file);
        files.remove(file.getName());
        files.put(name, file);
    }

    /// What a file goes by here.
    String path(FileDescriptor file) {
        if (files.get(file.getName()) == file) {
            return file.getName();
        }
        return files.entrySet().stream()
                .filter(entry -> entry.getValue() == file)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(file.getName());
    }

    private void file(FileDescriptor file) {
        if (files.putIfAbsent(file.getName(), file) != null) {
            return;
        }
        file.getDependencies().forEach(this::file);
        file.getMessageTypes().forEach(this::message);
        file.getEnumTypes().forEach(type -> enums.put(type.getFullName(), type));
        file.getExtensions().forEach(this::extension);
        file.getServices().forEach(service -> services.put(service.getFullName(), service));
    }

    private void message(Descriptor message) {
        messages.put(message.getFullName(), message);
        message.getNestedTypes().forEach(this::message);
        message.getEnumTypes().forEach(type -> enums.put(type.getFullName(), type));
        message.getExtensions().forEach(this::extension);
    }

    private void extension(FieldDescriptor field) {
        extensions.put(field.getFullName(), field);
        extended.putIfAbsent(
                new Extends(field.getContainingType().getFullName(), field.getNumber()), field);
    }
}
