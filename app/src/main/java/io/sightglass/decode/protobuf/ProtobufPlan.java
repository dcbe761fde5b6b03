package io.sightglass.decode.protobuf;

import com.google.protobuf.Descriptors;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;

import io.sightglass.decode.Plan;
import io.sightglass.decode.Walker;
import io.sightglass.model.FieldInfo;
import io.sightglass.model.Logical;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A message type with everything that it contains, compiled. Reads proto2, proto3 and editions:
/// what differs between them is in the descriptors' resolved features.
public final class ProtobufPlan implements Plan {
    final MessagePlan root;
    final FieldInfo rootField;

    private final KnownTypes types;

    private ProtobufPlan(MessagePlan root, FieldInfo rootField, KnownTypes types) {
        this.root = root;
        this.rootField = rootField;
        this.types = types;
    }

    public static ProtobufPlan of(Descriptor type) {
        return of(type, KnownTypes.of(type.getFile(), _ -> null));
    }

    /// @param types where the types are found that values of `google.protobuf.Any` name
    public static ProtobufPlan of(Descriptor type, KnownTypes types) {
        var compiler = new Compiler(type.getFile());
        var doc = compiler.comments.of(type);
        var field = new FieldInfo("", -1, 0, type.getName(), doc, Logical.NONE, null);
        return new ProtobufPlan(compiler.message(type), field, types);
    }

    /// The type alone.
    static MessagePlan plan(Descriptor type) {
        return new Compiler(type.getFile()).message(type);
    }

    @Override
    public Walker newWalker() {
        return new ProtobufWalker(root, rootField, types);
    }

    /// Compiles each type once, in a loop over what is left to do, so that neither recursion in the
    /// schema nor its depth matters.
    private static final class Compiler {
        final Comments comments = new Comments();
        private final Map<Descriptor, MessagePlan> plans = new HashMap<>();
        private final Map<Descriptors.EnumDescriptor, EnumTable> tables = new HashMap<>();
        private final Map<Descriptor, List<FieldDescriptor>> extensions = new HashMap<>();

        Compiler(Descriptors.FileDescriptor file) {
            gather(file, new HashSet<>());
        }

        MessagePlan message(Descriptor root) {
            var todo = new ArrayList<Descriptor>();
            var plan = plan(root, todo);
            while (!todo.isEmpty()) {
                var type = todo.removeLast();
                plan(type, todo).fill(fields(type, todo));
            }
            return plan;
        }

        private MessagePlan plan(Descriptor type, List<Descriptor> todo) {
            return plans.computeIfAbsent(
                    type,
                    _ -> {
                        todo.add(type);
                        return new MessagePlan(type);
                    });
        }

        private FieldPlan[] fields(Descriptor type, List<Descriptor> todo) {
            var declared = new ArrayList<>(type.getFields());
            declared.addAll(extensions.getOrDefault(type, List.of()));
            var fields = new FieldPlan[declared.size()];
            for (int i = 0; i < fields.length; i++) {
                var field = declared.get(i);
                var table =
                        field.getJavaType() == FieldDescriptor.JavaType.ENUM
                                ? tables.computeIfAbsent(field.getEnumType(), EnumTable::new)
                                : null;
                fields[i] = new FieldPlan(field, i, table, comments.of(field));
                if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                    fields[i].message = plan(field.getMessageType(), todo);
                }
            }
            return fields;
        }

        private void gather(Descriptors.FileDescriptor file, Set<String> seen) {
            if (!seen.add(file.getName())) {
                return;
            }
            extend(file.getExtensions());
            file.getMessageTypes().forEach(this::gather);
            file.getDependencies().forEach(dependency -> gather(dependency, seen));
        }

        private void gather(Descriptor type) {
            extend(type.getExtensions());
            type.getNestedTypes().forEach(this::gather);
        }

        private void extend(List<FieldDescriptor> fields) {
            for (var field : fields) {
                extensions
                        .computeIfAbsent(field.getContainingType(), _ -> new ArrayList<>())
                        .add(field);
            }
        }
    }
}
