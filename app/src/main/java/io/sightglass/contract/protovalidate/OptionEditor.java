package io.sightglass.contract.protovalidate;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/// Links a schema's files anew with fewer `buf.validate` options.
final class OptionEditor {
    private final ValidateOptions options;
    private final Keeper keeper;

    private OptionEditor(ValidateOptions options, Keeper keeper) {
        this.options = options;
        this.keeper = keeper;
    }

    /// Says what of the options stays.
    interface Keeper {
        /// What stays of a field's rules; null for nothing.
        @Nullable Message of(FieldDescriptor field, Message rules);

        /// What stays of a message's rules; null for nothing.
        @Nullable Message of(Descriptor message, Message rules);

        /// Whether the oneof's rule stays.
        boolean keeps(OneofDescriptor oneof);
    }

    /// The files by name.
    static Map<String, FileDescriptor> edited(ValidateOptions options, Keeper keeper) {
        var editor = new OptionEditor(options, keeper);
        var linked = new HashMap<String, FileDescriptor>();
        for (var file : options.files()) {
            linked.put(file.getName(), editor.edited(file, linked));
        }
        return linked;
    }

    private FileDescriptor edited(FileDescriptor file, Map<String, FileDescriptor> linked) {
        if (file.getName().startsWith("google/") || file.getName().equals(ValidateOptions.FILE)) {
            return file;
        }
        var proto = file.toProto().toBuilder();
        for (int i = 0; i < file.getMessageTypes().size(); i++) {
            edit(file.getMessageTypes().get(i), proto.getMessageTypeBuilder(i));
        }
        try {
            var imports =
                    file.getDependencies().stream()
                            .map(each -> linked.getOrDefault(each.getName(), each))
                            .toArray(FileDescriptor[]::new);
            return FileDescriptor.buildFrom(proto.build(), imports);
        } catch (DescriptorValidationException e) {
            throw new IllegalStateException("it was linked before", e);
        }
    }

    private void edit(Descriptor type, DescriptorProto.Builder proto) {
        var rules = options.of(type);
        if (rules != null) {
            var message = proto.getOptionsBuilder();
            message.setUnknownFields(with(message.getUnknownFields(), keeper.of(type, rules)));
        }
        for (int i = 0; i < type.getOneofs().size(); i++) {
            var oneof = type.getOneofs().get(i);
            if (options.isRequired(oneof) && !keeper.keeps(oneof)) {
                var each = proto.getOneofDeclBuilder(i).getOptionsBuilder();
                each.setUnknownFields(with(each.getUnknownFields(), null));
            }
        }
        for (int i = 0; i < type.getFields().size(); i++) {
            var field = type.getFields().get(i);
            var own = options.of(field);
            if (own != null) {
                var each = proto.getFieldBuilder(i).getOptionsBuilder();
                each.setUnknownFields(with(each.getUnknownFields(), keeper.of(field, own)));
            }
        }
        for (int i = 0; i < type.getNestedTypes().size(); i++) {
            edit(type.getNestedTypes().get(i), proto.getNestedTypeBuilder(i));
        }
    }

    private static UnknownFieldSet with(UnknownFieldSet fields, @Nullable Message rules) {
        var edited = UnknownFieldSet.newBuilder(fields).clearField(ValidateOptions.NUMBER);
        if (rules != null) {
            edited.addField(
                    ValidateOptions.NUMBER,
                    UnknownFieldSet.Field.newBuilder()
                            .addLengthDelimited(rules.toByteString())
                            .build());
        }
        return edited.build();
    }
}
