package io.sightglass.decode.protobuf;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Duration;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.FieldMask;
import com.google.protobuf.ListValue;
import com.google.protobuf.Message;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.Value;

import io.sightglass.decode.Walks;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Random messages of types that others declared, as large as asked for: scalars as
/// [RandomProtobuf] makes them, Protobuf's own types with values that their JSON form has, and
/// unknown fields.
final class ProtobufValues {
    private static final long FIRST_SECOND = -62_135_596_800L;
    private static final long LAST_SECOND = 253_402_300_799L;
    private static final long LONGEST = 315_576_000_000L;
    private static final int NANOS = 1_000_000_000;

    private final Random random;
    private final RandomProtobuf scalars;
    private final ProtobufFromTree.Extensions extensions;
    private final List<Descriptor> held;
    private int left;

    /// @param held types that a `google.protobuf.Any` may hold
    ProtobufValues(Random random, ProtobufFromTree.Extensions extensions, List<Descriptor> held) {
        this.random = random;
        scalars = new RandomProtobuf(random);
        this.extensions = extensions;
        this.held = held;
    }

    /// A message of about `fields` fields, those of inner messages included. Required fields may be
    /// missing where it grows larger.
    Message message(Descriptor type, int fields) {
        left = fields;
        return message(type, type.getFields().size() + 4, true);
    }

    /// @param most the fields that may be set, of those that need not be
    private Message message(Descriptor type, int most, boolean unknowns) {
        if (type.getFile().getPackage().equals("google.protobuf")) {
            return own(type);
        }
        var message = DynamicMessage.newBuilder(type);
        var fields = new ArrayList<>(type.getFields());
        fields.addAll(extensions.of(type));
        int some = Math.min(most, fields.size());
        for (var field : fields) {
            boolean set = random.nextInt(fields.size()) < some && random.nextInt(3) > 0;
            if ((!set && !field.isRequired()) || left <= 0) {
                continue;
            }
            left--;
            if (field.isRepeated()) {
                for (int i = random.nextInt(4); i > 0; i--) {
                    message.addRepeatedField(field, single(field, unknowns));
                }
            } else {
                message.setField(field, single(field, unknowns));
            }
        }
        if (unknowns && random.nextInt(6) == 0) {
            message.setUnknownFields(
                    type.getOptions().getMessageSetWireFormat()
                            ? unknownItem()
                            : scalars.unknown(0));
        }
        return message.buildPartial();
    }

    private UnknownFieldSet unknownItem() {
        var bytes = ByteString.copyFrom(Walks.random(random, 20));
        var field = UnknownFieldSet.Field.newBuilder().addLengthDelimited(bytes).build();
        return UnknownFieldSet.newBuilder().addField(60_000 + random.nextInt(9), field).build();
    }

    private Object single(FieldDescriptor field, boolean unknowns) {
        if (field.isMapField()) {
            var type = field.getMessageType();
            var entry = DynamicMessage.newBuilder(type);
            for (var part : type.getFields()) {
                entry.setField(part, single(part, unknowns));
            }
            return entry.build();
        }
        return switch (field.getJavaType()) {
            case MESSAGE -> message(field.getMessageType(), 4, unknowns);
            default -> scalars.single(field, 0);
        };
    }

    /// One of Protobuf's own types.
    private Message own(Descriptor type) {
        return switch (type.getName()) {
            case "Timestamp" ->
                    Timestamp.newBuilder()
                            .setSeconds(random.nextLong(FIRST_SECOND, LAST_SECOND + 1))
                            .setNanos(nanos())
                            .build();
            case "Duration" -> {
                int sign = random.nextBoolean() ? 1 : -1;
                yield Duration.newBuilder()
                        .setSeconds(sign * random.nextLong(LONGEST + 1))
                        .setNanos(sign * nanos())
                        .build();
            }
            case "FieldMask" -> {
                var mask = FieldMask.newBuilder();
                for (int i = random.nextInt(3); i > 0; i--) {
                    mask.addPaths(List.of("a", "foo_bar.b", "user_id", "x1").get(i));
                }
                yield mask.build();
            }
            case "Struct" -> struct(0);
            case "ListValue" -> list(0);
            case "Value" -> value(0);
            case "Any" -> any();
            default -> {
                var message = DynamicMessage.newBuilder(type);
                for (var field : type.getFields()) {
                    if (random.nextInt(4) > 0) {
                        message.setField(field, scalars.single(field, 0));
                    }
                }
                yield message.build();
            }
        };
    }

    private int nanos() {
        return switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> 1_000_000 * random.nextInt(1_000);
            case 2 -> 1_000 * random.nextInt(1_000_000);
            default -> random.nextInt(NANOS);
        };
    }

    private Any any() {
        if (held.isEmpty() || random.nextInt(8) == 0) {
            return Any.getDefaultInstance();
        }
        var type = held.get(random.nextInt(held.size()));
        // The library's JSON printer knows neither extensions nor unknown fields in it.
        var inner = message(type, 4, false);
        return Any.newBuilder()
                .setTypeUrl("type.googleapis.com/" + type.getFullName())
                .setValue(inner.toByteString())
                .build();
    }

    private Struct struct(int depth) {
        var struct = Struct.newBuilder();
        for (int i = random.nextInt(3); i > 0; i--) {
            struct.putFields("k" + i + Walks.text(random), value(depth + 1));
        }
        return struct.build();
    }

    private ListValue list(int depth) {
        var list = ListValue.newBuilder();
        for (int i = random.nextInt(3); i > 0; i--) {
            list.addValues(value(depth + 1));
        }
        return list.build();
    }

    private Value value(int depth) {
        var value = Value.newBuilder();
        return switch (random.nextInt(depth > 3 ? 4 : 6)) {
            case 0 -> value.setNullValue(NullValue.NULL_VALUE).build();
            case 1 -> value.setNumberValue(random.nextInt() / 8.0).build();
            case 2 -> value.setStringValue(Walks.text(random)).build();
            case 3 -> value.setBoolValue(random.nextBoolean()).build();
            case 4 -> value.setStructValue(struct(depth)).build();
            default -> value.setListValue(list(depth)).build();
        };
    }
}
