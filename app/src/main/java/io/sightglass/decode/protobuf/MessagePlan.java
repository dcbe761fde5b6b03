package io.sightglass.decode.protobuf;

import com.google.protobuf.Descriptors;

import io.sightglass.model.FieldInfo;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.stream.IntStream;

/// A message type, compiled: its fields, found by number. Filled once, while a [ProtobufPlan] is
/// compiled, because messages may contain themselves.
final class MessagePlan {
    /// Numbers below this are found by index.
    private static final int DENSE = 128;

    final String name;

    /// Stands for the message itself where bytes in it belong to no field.
    final FieldInfo self;

    final int oneofs;
    final boolean any;

    /// Whether its extensions may be items ([MessageSetReader]).
    final boolean messageSet;

    final Moments moments;

    /// Numbers that no field may have again: first and last of each range, in order.
    private final int[] reserved;

    /// The names that no field may have again, said of each unknown field of a reserved number.
    private final String reservedNames;

    FieldPlan[] fields = {};

    /// How many of the fields are singular messages or groups.
    int links;

    /// Whether any field is a proto2 required one.
    boolean requires;

    /// Whether a [ProtobufCheck] can go over it: each singular field has a bit of its own.
    boolean checkable;

    /// The bits of the fields without which a message is not sound.
    long needed;

    private @Nullable FieldPlan[] dense = {};
    private int[] sparseNumbers = {};
    private FieldPlan[] sparse = {};

    MessagePlan(Descriptors.Descriptor type) {
        name = type.getFullName();
        oneofs = type.getRealOneofs().size();
        any = name.equals(AnyReader.TYPE);
        moments = Moments.of(name);
        var declared = type.toProto();
        messageSet = declared.getOptions().getMessageSetWireFormat();
        reserved =
                declared.getReservedRangeList().stream()
                        .flatMapToInt(range -> IntStream.of(range.getStart(), range.getEnd() - 1))
                        .toArray();
        reservedNames = String.join(", ", declared.getReservedNameList());
        self = FieldInfo.of("", -1, name.substring(name.lastIndexOf('.') + 1));
    }

    void fill(FieldPlan[] all) {
        fields = all;
        requires = Arrays.stream(all).anyMatch(field -> field.required);
        int top = 0;
        for (var field : all) {
            if (field.message != null && !field.repeated) {
                field.link = links++;
            }
            top = field.info.number() < DENSE ? Math.max(top, field.info.number() + 1) : top;
        }
        bits();
        dense = new @Nullable FieldPlan[top];
        for (var field : all) {
            if (field.info.number() < DENSE) {
                dense[field.info.number()] = field;
            }
        }
        sparse =
                Arrays.stream(all)
                        .filter(field -> field.info.number() >= DENSE)
                        .sorted((a, b) -> Integer.compare(a.info.number(), b.info.number()))
                        .toArray(FieldPlan[]::new);
        sparseNumbers = Arrays.stream(sparse).mapToInt(field -> field.info.number()).toArray();
    }

    /// Gives each singular field its bit, as long as there are some.
    private void bits() {
        int singular = 0;
        for (var field : fields) {
            if (!field.repeated) {
                field.bit = 1L << singular++;
                needed |= field.required ? field.bit : 0;
            }
        }
        checkable = !any && singular <= Long.SIZE;
        if (!checkable) {
            return;
        }
        for (var field : fields) {
            field.excludes = field.bit;
            for (var other : fields) {
                field.excludes |= field.oneof >= 0 && field.oneof == other.oneof ? other.bit : 0;
            }
        }
    }

    /// The reserved names where the number is reserved, perhaps none; else null.
    @Nullable String reserved(int number) {
        for (int i = 0; i < reserved.length; i += 2) {
            if (number >= reserved[i] && number <= reserved[i + 1]) {
                return reservedNames;
            }
        }
        return null;
    }

    @Nullable FieldPlan field(int number) {
        if (number < dense.length) {
            return dense[number];
        }
        int at = number < DENSE ? -1 : Arrays.binarySearch(sparseNumbers, number);
        return at < 0 ? null : sparse[at];
    }
}
