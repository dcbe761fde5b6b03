package io.sightglass.compat.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.GenericDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/// Two versions of a module, with what goes together matched once for all rules: files by path,
/// declarations by full name, fields by number.
final class ModulePair {
    private record Match<T>(T before, T after) {}

    private final ModuleIndex before;
    private final ModuleIndex after;
    private final List<Match<FileDescriptor>> files;
    private final List<Match<Descriptor>> messages;
    private final List<Match<EnumDescriptor>> enums;
    private final List<Match<ServiceDescriptor>> services;
    private final List<Match<FieldDescriptor>> fields = new ArrayList<>();
    private final List<Match<MethodDescriptor>> methods = new ArrayList<>();

    ModulePair(ModuleIndex before, ModuleIndex after) {
        this(before, after, Set.of());
    }

    /// @param unchanged old files that stand in the new module as they were, down to the comments,
    ///   with everything that they import: nothing in them is matched, since no rule would find
    ///   anything
    ModulePair(ModuleIndex before, ModuleIndex after, Set<FileDescriptor> unchanged) {
        this.before = before;
        this.after = after;
        files = match(before.files, after.files, unchanged);
        messages = match(before.messages, after.messages, unchanged);
        enums = match(before.enums, after.enums, unchanged);
        services = match(before.services, after.services, unchanged);
        for (var message : messages) {
            for (var field : message.before().getFields()) {
                var other = message.after().findFieldByNumber(field.getNumber());
                if (other != null) {
                    fields.add(new Match<>(field, other));
                }
            }
        }
        fields.addAll(match(before.extended, after.extended, unchanged));
        for (var service : services) {
            for (var method : service.before().getMethods()) {
                var other = service.after().findMethodByName(method.getName());
                if (other != null) {
                    methods.add(new Match<>(method, other));
                }
            }
        }
    }

    private static <K, T extends GenericDescriptor> List<Match<T>> match(
            Map<K, T> before, Map<K, T> after, Set<FileDescriptor> unchanged) {
        var matches = new ArrayList<Match<T>>();
        before.forEach((key, was) -> {
            var is = after.get(key);
            if (is != null && !unchanged.contains(was.getFile())) {
                matches.add(new Match<>(was, is));
            }
        });
        return matches;
    }

    ModuleIndex before() {
        return before;
    }

    ModuleIndex after() {
        return after;
    }

    void files(BiConsumer<FileDescriptor, FileDescriptor> each) {
        files.forEach(match -> each.accept(match.before(), match.after()));
    }

    void messages(BiConsumer<Descriptor, Descriptor> each) {
        messages.forEach(match -> each.accept(match.before(), match.after()));
    }

    /// Fields of messages, and extensions.
    void fields(BiConsumer<FieldDescriptor, FieldDescriptor> each) {
        fields.forEach(match -> each.accept(match.before(), match.after()));
    }

    void enums(BiConsumer<EnumDescriptor, EnumDescriptor> each) {
        enums.forEach(match -> each.accept(match.before(), match.after()));
    }

    void services(BiConsumer<ServiceDescriptor, ServiceDescriptor> each) {
        services.forEach(match -> each.accept(match.before(), match.after()));
    }

    void methods(BiConsumer<MethodDescriptor, MethodDescriptor> each) {
        methods.forEach(match -> each.accept(match.before(), match.after()));
    }
}
