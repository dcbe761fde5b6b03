package io.sightglass.decode.protobuf;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.Edition;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FeatureSet;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FieldOptions;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.MessageOptions;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.ExtensionRegistry;
import com.google.protobuf.UnknownFieldSet;

import io.sightglass.decode.Walks;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Random message types, in proto2, proto3 or an edition, and values of them: every scalar type
/// with its extremes, groups, maps with every type of key, several oneofs, required fields,
/// extensions, lists packed and not, and unknown fields at any depth.
public final class RandomProtobuf {
    private static final Type[] SCALARS = {
        Type.TYPE_INT32, Type.TYPE_INT64, Type.TYPE_UINT32, Type.TYPE_UINT64, Type.TYPE_SINT32,
        Type.TYPE_SINT64, Type.TYPE_BOOL, Type.TYPE_FIXED32, Type.TYPE_FIXED64, Type.TYPE_SFIXED32,
        Type.TYPE_SFIXED64, Type.TYPE_FLOAT, Type.TYPE_DOUBLE, Type.TYPE_STRING, Type.TYPE_BYTES
    };
    private static final Type[] KEYS = {
        Type.TYPE_INT32, Type.TYPE_INT64, Type.TYPE_UINT32, Type.TYPE_UINT64, Type.TYPE_SINT32,
        Type.TYPE_SINT64, Type.TYPE_BOOL, Type.TYPE_FIXED32, Type.TYPE_FIXED64, Type.TYPE_SFIXED32,
        Type.TYPE_SFIXED64, Type.TYPE_STRING
    };
    private static final long[] EXTREMES = {
        0,
        1,
        -1,
        127,
        128,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        0xffffffffL,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };
    private static final double[] SPECIAL = {
        0.0,
        -0.0,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        0.1
    };
    private static final int MESSAGES = 4;
    private static final int FIRST_EXTENSION = 20_000;

    private final Random random;

    /// 0: proto2, 1: proto3, 2: edition 2023.
    private final int dialect;

    /// Whether other files' fields stand in the messages.
    private final boolean extended;

    /// Whether each map entry has its key and its value; they may be left out.
    private final boolean whole;

    private final Map<String, List<FieldDescriptor>> extensions = new HashMap<>();

    public RandomProtobuf(Random random) {
        this.random = random;
        dialect = random.nextInt(3);
        extended = dialect != 1 && random.nextInt(3) == 0;
        whole = random.nextBoolean();
    }

    boolean isWhole() {
        return whole;
    }

    boolean isExtended() {
        return extended;
    }

    /// The extensions of a message type.
    List<FieldDescriptor> extensions(Descriptor type) {
        return extensions.getOrDefault(type.getFullName(), List.of());
    }

    ExtensionRegistry registry() {
        var registry = ExtensionRegistry.newInstance();
        for (var fields : extensions.values()) {
            for (var field : fields) {
                if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                    var type = field.getMessageType();
                    registry.add(field, DynamicMessage.getDefaultInstance(type));
                } else {
                    registry.add(field);
                }
            }
        }
        return registry;
    }

    public Descriptor type() {
        var file = FileDescriptorProto.newBuilder().setName("r.proto").setPackage("coffeeco");
        switch (dialect) {
            case 0 -> file.setSyntax("proto2");
            case 1 -> file.setSyntax("proto3");
            default -> file.setSyntax("editions").setEdition(Edition.EDITION_2023);
        }
        file.addEnumType(
                EnumDescriptorProto.newBuilder()
                        .setName("Status")
                        .addValue(symbol("UNKNOWN", 0))
                        .addValue(symbol("STARTED", 1))
                        .addValue(symbol("DONE", 7))
                        .addValue(symbol("LOST", -3)));
        for (int i = 0; i < MESSAGES; i++) {
            file.addMessageType(message(i));
        }
        for (int i = 0; extended && i < 3; i++) {
            file.addExtension(extension(i));
        }
        try {
            var built = FileDescriptor.buildFrom(file.build(), new FileDescriptor[0]);
            for (var field : built.getExtensions()) {
                var type = field.getContainingType().getFullName();
                extensions.computeIfAbsent(type, _ -> new ArrayList<>()).add(field);
            }
            return built.getMessageTypes().getFirst();
        } catch (DescriptorValidationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EnumValueDescriptorProto symbol(String name, int number) {
        return EnumValueDescriptorProto.newBuilder().setName(name).setNumber(number).build();
    }

    private FieldDescriptorProto extension(int index) {
        var field =
                FieldDescriptorProto.newBuilder()
                        .setName("x" + index)
                        .setNumber(FIRST_EXTENSION + index)
                        .setExtendee(".coffeeco.M" + random.nextInt(MESSAGES))
                        .setLabel(index == 0 ? Label.LABEL_REPEATED : Label.LABEL_OPTIONAL);
        return type(field, random.nextInt(12)).build();
    }

    private DescriptorProto message(int index) {
        var message = DescriptorProto.newBuilder().setName("M" + index);
        if (extended) {
            message.addExtensionRange(
                    DescriptorProto.ExtensionRange.newBuilder()
                            .setStart(FIRST_EXTENSION)
                            .setEnd(FIRST_EXTENSION + 100));
        }
        int choices = random.nextInt(3);
        for (int i = 0; i < choices; i++) {
            message.addOneofDecl(OneofDescriptorProto.newBuilder().setName("choice" + i));
        }
        int count = 3 + random.nextInt(8);
        int number = 0;
        for (int i = 0; i < count; i++) {
            number += 1 + random.nextInt(random.nextInt(20) == 0 ? 3000 : 3);
            // A oneof needs at least one member.
            int member = i < choices ? i : choices > 0 ? random.nextInt(8) : choices;
            message.addField(field(message, "f" + i, number, member < choices ? member : -1));
        }
        return message.build();
    }

    private FieldDescriptorProto field(
            DescriptorProto.Builder message, String name, int number, int oneof) {
        var field =
                FieldDescriptorProto.newBuilder()
                        .setName(name)
                        .setNumber(number)
                        .setLabel(Label.LABEL_OPTIONAL);
        if (oneof >= 0) {
            field.setOneofIndex(oneof);
            return type(field, random.nextInt(12)).build();
        }
        int sort = random.nextInt(10);
        if (sort < 2) {
            return map(message, name, number);
        }
        type(field, random.nextInt(14));
        if (dialect == 0 && whole && sort == 9) {
            field.setLabel(Label.LABEL_REQUIRED).clearTypeName().clearOptions();
            type(field, random.nextInt(10));
        }
        if (sort < 6) {
            field.setLabel(Label.LABEL_REPEATED);
            boolean packable =
                    switch (field.getType()) {
                        case TYPE_STRING, TYPE_BYTES, TYPE_MESSAGE, TYPE_GROUP -> false;
                        default -> true;
                    };
            if (packable && dialect < 2 && random.nextBoolean()) {
                field.setOptions(FieldOptions.newBuilder().setPacked(random.nextBoolean()));
            } else if (packable && dialect == 2 && random.nextBoolean()) {
                field.setOptions(
                        FieldOptions.newBuilder()
                                .setFeatures(
                                        FeatureSet.newBuilder()
                                                .setRepeatedFieldEncoding(
                                                        FeatureSet.RepeatedFieldEncoding
                                                                .EXPANDED)));
            }
        }
        return field.build();
    }

    private FieldDescriptorProto.Builder type(FieldDescriptorProto.Builder field, int sort) {
        if (sort < 9) {
            return field.setType(SCALARS[random.nextInt(SCALARS.length)]);
        }
        if (sort == 9) {
            return field.setType(Type.TYPE_ENUM).setTypeName(".coffeeco.Status");
        }
        field.setTypeName(".coffeeco.M" + random.nextInt(MESSAGES));
        boolean group = random.nextInt(3) == 0;
        if (group && dialect == 2) {
            field.setOptions(
                    FieldOptions.newBuilder()
                            .setFeatures(
                                    FeatureSet.newBuilder()
                                            .setMessageEncoding(
                                                    FeatureSet.MessageEncoding.DELIMITED)));
        }
        return field.setType(group && dialect == 0 ? Type.TYPE_GROUP : Type.TYPE_MESSAGE);
    }

    private FieldDescriptorProto map(DescriptorProto.Builder message, String name, int number) {
        var entry = Character.toUpperCase(name.charAt(0)) + name.substring(1) + "Entry";
        var value =
                type(
                        FieldDescriptorProto.newBuilder()
                                .setName("value")
                                .setNumber(2)
                                .setLabel(Label.LABEL_OPTIONAL),
                        random.nextInt(12));
        if (value.getType() == Type.TYPE_GROUP) {
            value.setType(Type.TYPE_MESSAGE);
        }
        value.clearOptions();
        message.addNestedType(
                DescriptorProto.newBuilder()
                        .setName(entry)
                        .setOptions(MessageOptions.newBuilder().setMapEntry(true))
                        .addField(
                                FieldDescriptorProto.newBuilder()
                                        .setName("key")
                                        .setNumber(1)
                                        .setLabel(Label.LABEL_OPTIONAL)
                                        .setType(KEYS[random.nextInt(KEYS.length)]))
                        .addField(value));
        return FieldDescriptorProto.newBuilder()
                .setName(name)
                .setNumber(number)
                .setLabel(Label.LABEL_REPEATED)
                .setType(Type.TYPE_MESSAGE)
                .setTypeName(".coffeeco." + message.getName() + "." + entry)
                .build();
    }

    public DynamicMessage value(Descriptor type, int depth) {
        var message = DynamicMessage.newBuilder(type);
        var fields = new ArrayList<>(type.getFields());
        fields.addAll(extensions(type));
        boolean entry = type.getOptions().getMapEntry();
        for (var field : fields) {
            boolean nested = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
            boolean must = field.isRequired() || (entry && whole);
            boolean deep = depth > 3 && nested && !entry;
            if (!must && (random.nextInt(3) == 0 || deep)) {
                continue;
            }
            if (field.isRepeated()) {
                int count = random.nextInt(4);
                for (int i = 0; i < count; i++) {
                    message.addRepeatedField(field, single(field, depth));
                }
            } else {
                message.setField(field, single(field, depth));
            }
        }
        if (!entry && random.nextInt(8) == 0) {
            message.setUnknownFields(unknown(0));
        }
        return message.build();
    }

    /// Fields that no message here has.
    UnknownFieldSet unknown(int depth) {
        var fields = UnknownFieldSet.newBuilder();
        int count = 1 + random.nextInt(2);
        for (int i = 0; i < count; i++) {
            var field = UnknownFieldSet.Field.newBuilder();
            switch (random.nextInt(depth > 2 ? 4 : 6)) {
                case 0 -> field.addVarint(integer());
                case 1 -> field.addFixed32(random.nextInt());
                case 2 -> field.addFixed64(random.nextLong());
                case 3 -> field.addLengthDelimited(ByteString.copyFrom(Walks.random(random, 12)));
                case 4 -> field.addLengthDelimited(unknown(depth + 1).toByteString());
                default -> field.addGroup(unknown(depth + 1));
            }
            fields.addField(50_000 + random.nextInt(100), field.build());
        }
        return fields.build();
    }

    private long integer() {
        return random.nextInt(4) == 0
                ? EXTREMES[random.nextInt(EXTREMES.length)]
                : random.nextLong() >> random.nextInt(64);
    }

    Object single(FieldDescriptor field, int depth) {
        return switch (field.getJavaType()) {
            case INT -> (int) integer();
            case LONG -> integer();
            case FLOAT ->
                    random.nextInt(4) == 0
                            ? (float) SPECIAL[random.nextInt(SPECIAL.length)]
                            : Float.intBitsToFloat(random.nextInt());
            case DOUBLE ->
                    random.nextInt(4) == 0
                            ? SPECIAL[random.nextInt(SPECIAL.length)]
                            : Double.longBitsToDouble(random.nextLong());
            case BOOLEAN -> random.nextBoolean();
            case STRING -> Walks.text(random);
            case BYTE_STRING -> ByteString.copyFrom(Walks.random(random, 10));
            case ENUM -> {
                var values = field.getEnumType().getValues();
                yield values.get(random.nextInt(values.size()));
            }
            case MESSAGE -> value(field.getMessageType(), depth + 1);
        };
    }
}
