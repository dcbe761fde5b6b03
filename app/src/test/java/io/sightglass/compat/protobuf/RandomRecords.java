package io.sightglass.compat.protobuf;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/// Random records of any message: most fields set, of each oneof at most one, lists of up to three.
final class RandomRecords {
    private static final int DEEPEST = 3;

    private final Random random;

    RandomRecords(Random random) {
        this.random = random;
    }

    /// Null where none was found: a message that requires itself has none.
    @Nullable DynamicMessage of(Descriptor type) {
        var record = message(type, 0);
        return record.isInitialized() ? record : null;
    }

    private DynamicMessage message(Descriptor type, int depth) {
        var record = DynamicMessage.newBuilder(type);
        Map<OneofDescriptor, FieldDescriptor> chosen = new HashMap<>();
        for (var oneof : type.getRealOneofs()) {
            chosen.put(oneof, oneof.getField(random.nextInt(oneof.getFieldCount())));
        }
        for (var field : type.getFields()) {
            var oneof = field.getRealContainingOneof();
            boolean deep = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
            boolean wanted = random.nextInt(4) > 0 && (!deep || depth < DEEPEST);
            if (field.isRequired() && depth <= DEEPEST + 3) {
                record.setField(field, value(field, depth));
            } else if (!wanted || oneof != null && chosen.get(oneof) != field) {
                continue;
            } else if (field.isMapField()) {
                entries(record, field, depth);
            } else if (field.isRepeated()) {
                for (int i = random.nextInt(4); i > 0; i--) {
                    record.addRepeatedField(field, value(field, depth));
                }
            } else {
                record.setField(field, value(field, depth));
            }
        }
        return record.buildPartial();
    }

    /// Each key once: what readers make of a key that stands twice is no question of schemas.
    private void entries(DynamicMessage.Builder record, FieldDescriptor field, int depth) {
        var entry = field.getMessageType();
        var entries = new HashMap<Object, Message>();
        for (int i = random.nextInt(4); i > 0; i--) {
            var key = value(entry.findFieldByNumber(1), depth + 1);
            entries.put(
                    key,
                    DynamicMessage.newBuilder(entry)
                            .setField(entry.findFieldByNumber(1), key)
                            .setField(
                                    entry.findFieldByNumber(2),
                                    value(entry.findFieldByNumber(2), depth + 1))
                            .buildPartial());
        }
        entries.values().forEach(each -> record.addRepeatedField(field, each));
    }

    private Object value(FieldDescriptor field, int depth) {
        return switch (field.getJavaType()) {
            case INT -> number(Integer.MIN_VALUE, Integer.MAX_VALUE).intValue();
            case LONG -> number(Long.MIN_VALUE, Long.MAX_VALUE);
            case FLOAT -> random.nextInt(1000) / 8f;
            case DOUBLE -> random.nextInt(1000) / 8d;
            case BOOLEAN -> random.nextBoolean();
            case STRING -> "s" + random.nextInt(1000) + "é";
            // Mostly no UTF-8
            case BYTE_STRING -> ByteString.copyFrom(new byte[] {(byte) random.nextInt(256), -1});
            case ENUM ->
                    field.getEnumType()
                            .getValues()
                            .get(random.nextInt(field.getEnumType().getValues().size()));
            case MESSAGE -> message(field.getMessageType(), depth + 1);
        };
    }

    private Long number(long least, long most) {
        return switch (random.nextInt(6)) {
            case 0 -> least;
            case 1 -> most;
            case 2 -> -1L - random.nextInt(100);
            default -> 1L + random.nextInt(1000);
        };
    }
}
