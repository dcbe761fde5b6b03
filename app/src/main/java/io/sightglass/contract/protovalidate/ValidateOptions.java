package io.sightglass.contract.protovalidate;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.ExtensionRegistry;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashSet;
import java.util.Set;

/// Reads `buf.validate` options, with the declarations that the schema itself imports.
final class ValidateOptions {
    static final String FILE = "buf/validate/validate.proto";

    /// The number of the extension of field, message and oneof options.
    static final int NUMBER = 1159;

    private final Descriptor fieldRules;
    private final Descriptor messageRules;
    private final Descriptor oneofRules;
    private final Set<FileDescriptor> files;
    private final ExtensionRegistry extensions;

    private ValidateOptions(FileDescriptor declarations, Set<FileDescriptor> files) {
        this.fieldRules = type(declarations, "FieldRules");
        this.messageRules = type(declarations, "MessageRules");
        this.oneofRules = type(declarations, "OneofRules");
        this.files = files;
        this.extensions = extensions(files);
    }

    /// Null where the file, and what it imports, has no such options, or those of a version that
    /// has other names.
    static @Nullable ValidateOptions of(FileDescriptor file) {
        var files = new LinkedHashSet<FileDescriptor>();
        gather(file, files);
        for (var each : files) {
            if (each.getName().equals(FILE) && each.findMessageTypeByName("FieldRules") != null) {
                return new ValidateOptions(each, files);
            }
        }
        return null;
    }

    private static Descriptor type(FileDescriptor declarations, String name) {
        return declarations.findMessageTypeByName(name);
    }

    /// Every file after those that it imports.
    private static void gather(FileDescriptor file, Set<FileDescriptor> files) {
        for (var imported : file.getDependencies()) {
            if (!files.contains(imported)) {
                gather(imported, files);
            }
        }
        files.add(file);
    }

    /// Of the files, so that predefined rules are known.
    private static ExtensionRegistry extensions(Set<FileDescriptor> files) {
        var registry = ExtensionRegistry.newInstance();
        for (var file : files) {
            file.getExtensions().forEach(extension -> add(registry, extension));
            file.getMessageTypes().forEach(type -> add(registry, type));
        }
        return registry;
    }

    private static void add(ExtensionRegistry registry, Descriptor type) {
        type.getExtensions().forEach(extension -> add(registry, extension));
        type.getNestedTypes().forEach(nested -> add(registry, nested));
    }

    private static void add(ExtensionRegistry registry, FieldDescriptor extension) {
        if (extension.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
            registry.add(extension, DynamicMessage.getDefaultInstance(extension.getMessageType()));
        } else {
            registry.add(extension);
        }
    }

    /// The file and all that it imports, every file after its imports.
    Set<FileDescriptor> files() {
        return files;
    }

    ExtensionRegistry extensions() {
        return extensions;
    }

    /// `buf.validate.FieldRules` of a field; null where it has none.
    @Nullable Message of(FieldDescriptor field) {
        return read(fieldRules, field.getOptions());
    }

    /// `buf.validate.MessageRules` of a message; null where it has none.
    @Nullable Message of(Descriptor message) {
        return read(messageRules, message.getOptions());
    }

    /// Whether one of the oneof's fields must be set.
    boolean isRequired(OneofDescriptor oneof) {
        var rules = read(oneofRules, oneof.getOptions());
        return rules != null && Boolean.TRUE.equals(get(rules, "required"));
    }

    private @Nullable Message read(Descriptor type, Message options) {
        // Options were linked without their declarations, so these are among the unknown fields.
        // What was said in several places is one message when put together.
        var bytes = ByteString.EMPTY;
        var all = options.getUnknownFields().getField(NUMBER).getLengthDelimitedList();
        for (var each : all) {
            bytes = bytes.concat(each);
        }
        try {
            return all.isEmpty() ? null : DynamicMessage.parseFrom(type, bytes, extensions);
        } catch (InvalidProtocolBufferException e) {
            return null; // the library says so
        }
    }

    /// The value of a field that is set; null where it is not.
    static @Nullable Object get(Message message, String name) {
        var field = message.getDescriptorForType().findFieldByName(name);
        return field == null || (!field.isRepeated() && !message.hasField(field))
                ? null
                : message.getField(field);
    }
}
