package io.sightglass.prove;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;

import io.sightglass.decode.protobuf.MessageTypes;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The enums and oneofs of a reader's message, and what records had of them, by field numbers. An
/// enum that is not in a record is its default for a reader.
final class ProtobufChoices {
    private static final int MOST = 2_000;

    private final Descriptor reader;

    /// By kind and path.
    private final Map<String, Choice> choices = new LinkedHashMap<>();

    ProtobufChoices(Descriptor reader) {
        this.reader = reader;
        list(reader, "", new HashSet<>());
    }

    /// The message that a reader reads: the one that was named, else the writer's by its name, else
    /// the first.
    static @Nullable Descriptor message(FileDescriptor file, @Nullable String type, String writer) {
        var wanted = type == null || type.isEmpty() ? writer : type;
        var found = MessageTypes.find(file, wanted);
        return found == null ? MessageTypes.at(file, List.of(0)) : found;
    }

    Collection<Choice> all() {
        return choices.values();
    }

    /// A message within itself is listed once.
    private void list(Descriptor message, String path, Set<String> open) {
        if (choices.size() >= MOST || !open.add(message.getFullName())) {
            return;
        }
        for (var oneof : message.getRealOneofs()) {
            var at = Paths.field(path, oneof.getName());
            var members = oneof.getFields().stream().map(FieldDescriptor::getName).toList();
            choices.put("oneof " + at, new Choice(at, "oneof", oneof.getName(), members));
        }
        for (var field : message.getFields()) {
            var at = path(path, field);
            var value = value(field);
            if (value.getJavaType() == FieldDescriptor.JavaType.ENUM) {
                var type = value.getEnumType();
                var names = type.getValues().stream().map(EnumValueDescriptor::getName).toList();
                choices.put("enum " + at, new Choice(at, "enum", type.getName(), names));
            } else if (value.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                list(value.getMessageType(), at, open);
            }
        }
        open.remove(message.getFullName());
    }

    private static String path(String record, FieldDescriptor field) {
        var at = Paths.field(record, field.getName());
        return field.isRepeated() ? Paths.element(at) : at;
    }

    /// A map's value instead of its entry.
    private static FieldDescriptor value(FieldDescriptor field) {
        return field.isMapField() ? field.getMessageType().findFieldByNumber(2) : field;
    }

    /// Marks what the records of one writer had.
    void see(Place root) {
        see(reader, root, "");
    }

    private void see(Descriptor message, Place place, String path) {
        for (var field : message.getFields()) {
            var child = place.byNumber(field.getNumber());
            var value = child != null && field.isRepeated() ? child.element() : child;
            if (value != null) {
                see(field, value, path);
            }
        }
    }

    private void see(FieldDescriptor field, Place value, String path) {
        var oneof = field.getRealContainingOneof();
        if (oneof != null && value.seen) {
            see(choices.get("oneof " + Paths.field(path, oneof.getName())), field.getName());
        }
        var of = value(field);
        var at = path(path, field);
        if (of.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
            see(of.getMessageType(), value, at);
        } else if (of.getJavaType() == FieldDescriptor.JavaType.ENUM) {
            var choice = choices.get("enum " + at);
            for (var symbol : of.getEnumType().getValues()) {
                boolean left = value.absent && symbol.equals(of.getDefaultValue());
                if (left || value.ofSymbol(symbol.getNumber()) > 0) {
                    see(choice, symbol.getName());
                }
            }
        }
    }

    private static void see(@Nullable Choice choice, String name) {
        if (choice != null) {
            choice.see(name);
        }
    }
}
