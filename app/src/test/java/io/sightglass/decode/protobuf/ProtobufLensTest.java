package io.sightglass.decode.protobuf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Label;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto.Type;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.OneofDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.ExtensionRegistry;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;

import io.sightglass.decode.Cases;
import io.sightglass.decode.Walks;
import io.sightglass.model.FindingKind;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/// What the lens says of random pairs of writers' and readers' types, held against what
/// DynamicMessage reads.
class ProtobufLensTest {
    private static final long SEED = Cases.seed();
    private static final int CASES = Cases.count();

    @Test
    void foretellsWhatTheLibraryDoes() {
        var rules = new HashMap<String, Integer>();
        int good = 0;
        for (int i = 0; i < CASES; i++) {
            var random = new Random(SEED + i);
            var generator = new RandomProtobuf(random);
            var writer = generator.type();
            var reader = changed(writer, random);
            var lens = ProtobufLens.of(ProtobufPlan.of(writer), ProtobufPlan.of(reader));
            for (int k = 0; k < 3; k++) {
                var written = generator.value(writer, 0);
                var bytes = written.toByteArray();
                var walked = Walks.walkAsReader(lens, bytes);
                var plainly = Walks.walk(ProtobufPlan.of(writer).newWalker(), bytes);
                var why =
                        "seed "
                                + (SEED + i)
                                + "\n"
                                + writer.getFile().toProto()
                                + "\n"
                                + reader.getFile().toProto()
                                + "\n"
                                + written
                                + "\n"
                                + walked.findings();
                assertEquals(plainly.value(), walked.value(), why);
                boolean faulty =
                        walked.findings().stream().anyMatch(f -> f.kind() == FindingKind.VIOLATION);
                assertEquals(!reads(written, reader), faulty, why);
                good += faulty ? 0 : 1;
                Walks.walkAsReader(lens, Walks.mutated(bytes, random));
                walked.findings().forEach(f -> rules.merge(f.rule(), 1, Integer::sum));
            }
        }
        assertTrue(good > CASES / 4, good + " good");
        for (var rule :
                List.of(
                        "dropped",
                        "defaulted",
                        "aliased",
                        "promoted",
                        "value",
                        "wire-type",
                        "symbol",
                        "last")) {
            assertTrue(rules.containsKey("protobuf.reader." + rule), rule + ": " + rules);
        }
    }

    /// The same types with a few changes.
    private static Descriptor changed(Descriptor writer, Random random) {
        var file = writer.getFile().toProto().toBuilder();
        if (random.nextInt(4) == 0) {
            file.getEnumTypeBuilder(0).removeValue(2);
        }
        for (var message : file.getMessageTypeBuilderList()) {
            change(message, random);
        }
        try {
            return FileDescriptor.buildFrom(file.build(), new FileDescriptor[0])
                    .getMessageTypes()
                    .getFirst();
        } catch (DescriptorValidationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void change(DescriptorProto.Builder message, Random random) {
        var fields = List.copyOf(message.getFieldList());
        message.clearField();
        for (var field : fields) {
            int sort = random.nextInt(16);
            boolean typed = field.hasTypeName();
            var changed = field.toBuilder();
            boolean member = field.hasOneofIndex();
            if (sort == 0 && !member) {
                continue;
            } else if (sort == 1) {
                changed.setName(field.getName() + "x");
            } else if (sort == 2 && !typed) {
                changed.setType(other(field.getType(), random)).clearOptions();
            } else if (sort == 3
                    && !member
                    && field.getType() != Type.TYPE_MESSAGE
                    && field.getType() != Type.TYPE_GROUP) {
                boolean list = field.getLabel() == Label.LABEL_REPEATED;
                boolean number = !isText(field.getType()) && !typed;
                if (!list || !number) {
                    changed.setLabel(list ? Label.LABEL_OPTIONAL : Label.LABEL_REPEATED)
                            .clearOptions();
                }
            }
            message.addField(changed);
        }
        if (random.nextInt(5) == 0) {
            message.addField(
                    FieldDescriptorProto.newBuilder()
                            .setName("more")
                            .setNumber(9_000)
                            .setLabel(Label.LABEL_OPTIONAL)
                            .setType(Type.TYPE_INT32));
        }
    }

    private static boolean isText(Type type) {
        return type == Type.TYPE_STRING || type == Type.TYPE_BYTES;
    }

    /// Numbers become other numbers, strings bytes, and the other way round.
    private static Type other(Type type, Random random) {
        if (isText(type)) {
            return type == Type.TYPE_STRING ? Type.TYPE_BYTES : Type.TYPE_STRING;
        }
        var numbers =
                List.of(
                        Type.TYPE_INT32,
                        Type.TYPE_INT64,
                        Type.TYPE_UINT32,
                        Type.TYPE_UINT64,
                        Type.TYPE_SINT32,
                        Type.TYPE_SINT64,
                        Type.TYPE_BOOL,
                        Type.TYPE_FIXED32,
                        Type.TYPE_SFIXED32,
                        Type.TYPE_FLOAT,
                        Type.TYPE_FIXED64,
                        Type.TYPE_SFIXED64,
                        Type.TYPE_DOUBLE);
        return numbers.get(random.nextInt(numbers.size()));
    }

    /// Whether the library reads the message with the reader's type and finds the same values.
    private static boolean reads(Message written, Descriptor reader) {
        try {
            var extensions = ExtensionRegistry.newInstance();
            for (var extension : reader.getFile().getExtensions()) {
                if (extension.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                    var type = extension.getMessageType();
                    extensions.add(extension, DynamicMessage.getDefaultInstance(type));
                } else {
                    extensions.add(extension);
                }
            }
            var bytes = written.toByteArray();
            return same(written, DynamicMessage.parseFrom(reader, bytes, extensions));
        } catch (InvalidProtocolBufferException e) {
            return false;
        }
    }

    private static boolean same(Message written, Message read) {
        for (var entry : written.getAllFields().entrySet()) {
            var field = entry.getKey();
            var other = field(read.getDescriptorForType(), field.getNumber());
            if (other == null) {
                assertTrue(read.getUnknownFields().hasField(field.getNumber()), field.toString());
                continue;
            }
            if (read.getUnknownFields().hasField(field.getNumber())) {
                return false;
            }
            var values = values(written, field);
            var seen = values(read, other);
            if (field.isRepeated() && !other.isRepeated()) {
                values = values.subList(values.size() - 1, values.size());
            }
            if (values.size() != seen.size()) {
                return false;
            }
            for (int i = 0; i < values.size(); i++) {
                if (!same(field, values.get(i), other, seen.get(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static @Nullable FieldDescriptor field(Descriptor type, int number) {
        var declared = type.findFieldByNumber(number);
        return declared != null
                ? declared
                : type.getFile().getExtensions().stream()
                        .filter(field -> field.getContainingType() == type)
                        .filter(field -> field.getNumber() == number)
                        .findFirst()
                        .orElse(null);
    }

    private static List<Object> values(Message message, FieldDescriptor field) {
        if (field.isRepeated()) {
            return List.copyOf((List<?>) message.getField(field));
        }
        boolean there = !field.hasPresence() || message.hasField(field);
        return there ? List.of(message.getField(field)) : List.of();
    }

    private static boolean same(
            FieldDescriptor field, Object value, FieldDescriptor other, Object seen) {
        if (value instanceof Message one && seen instanceof Message two) {
            return same(one, two);
        }
        if (seen instanceof EnumValueDescriptor symbol && symbol.getIndex() < 0) {
            return false;
        }
        return plain(field, value).equals(plain(other, seen));
    }

    private static Object plain(FieldDescriptor field, Object value) {
        return switch (value) {
            case Integer number -> {
                boolean unsigned =
                        field.getType() == FieldDescriptor.Type.UINT32
                                || field.getType() == FieldDescriptor.Type.FIXED32;
                long wide = unsigned ? Integer.toUnsignedLong(number) : number;
                yield BigInteger.valueOf(wide);
            }
            case Long number -> {
                boolean unsigned =
                        field.getType() == FieldDescriptor.Type.UINT64
                                || field.getType() == FieldDescriptor.Type.FIXED64;
                yield unsigned
                        ? new BigInteger(Long.toUnsignedString(number))
                        : BigInteger.valueOf(number);
            }
            case Boolean bool -> bool ? BigInteger.ONE : BigInteger.ZERO;
            case Float number -> {
                int bits = Float.floatToRawIntBits(number);
                yield bits == 0 ? BigInteger.ZERO : "float " + bits;
            }
            case Double number -> {
                long bits = Double.doubleToRawLongBits(number);
                yield bits == 0 ? BigInteger.ZERO : "double " + bits;
            }
            case String text -> ByteString.copyFromUtf8(text);
            case EnumValueDescriptor symbol -> BigInteger.valueOf(symbol.getNumber());
            default -> value;
        };
    }

    private static FileDescriptorProto.Builder file() {
        return FileDescriptorProto.newBuilder().setName("o.proto").setSyntax("proto2");
    }

    private static FieldDescriptorProto.Builder field(String name, int number, Type type) {
        return FieldDescriptorProto.newBuilder()
                .setName(name)
                .setNumber(number)
                .setType(type)
                .setLabel(Label.LABEL_OPTIONAL);
    }

    private static Descriptor order(DescriptorProto.Builder message) {
        try {
            var built = file().addMessageType(message.setName("Order")).build();
            return FileDescriptor.buildFrom(built, new FileDescriptor[0])
                    .getMessageTypes()
                    .getFirst();
        } catch (DescriptorValidationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void oneofsAndRequiredFieldsAreTheReaders() {
        var writer =
                order(
                        DescriptorProto.newBuilder()
                                .addField(field("card", 1, Type.TYPE_STRING))
                                .addField(field("cash", 2, Type.TYPE_INT32)));
        var payment = OneofDescriptorProto.newBuilder().setName("payment");
        var reader =
                order(
                        DescriptorProto.newBuilder()
                                .addOneofDecl(payment)
                                .addField(field("card", 1, Type.TYPE_STRING).setOneofIndex(0))
                                .addField(field("cash", 2, Type.TYPE_INT32).setOneofIndex(0))
                                .addField(
                                        field("store", 3, Type.TYPE_STRING)
                                                .setLabel(Label.LABEL_REQUIRED)));
        var lens = ProtobufLens.of(ProtobufPlan.of(writer), ProtobufPlan.of(reader));
        assertEquals(
                List.of(
                        "A reader with v2 does not see card: it is in a oneof there, with a field"
                                + " that comes later.",
                        "A reader with v2 cannot read this record: it is missing store (string),"
                                + " which the reader requires."),
                sentences(lens, HexFormat.of().parseHex("0a01781005")));
        // A store that the writer's type does not know is there all the same.
        assertEquals(
                List.of(
                        "Field 3 (length-delimited, 1 byte) is not in Order.",
                        "A reader with v2 knows field 3 as store (string)."),
                sentences(lens, HexFormat.of().parseHex("0a01781a0173")));
    }

    /// Where the reader has no list it sees the last value: of the others it is not said that they
    /// are misread.
    @Test
    void ofAListOnlyWhatTheReaderSeesIsJudged() {
        var writer =
                order(
                        DescriptorProto.newBuilder()
                                .addField(
                                        field("n", 1, Type.TYPE_INT64)
                                                .setLabel(Label.LABEL_REPEATED))
                                .addField(field("m", 2, Type.TYPE_INT32)));
        var reader =
                order(
                        DescriptorProto.newBuilder()
                                .addField(field("n", 1, Type.TYPE_BOOL))
                                .addField(field("m", 2, Type.TYPE_INT32)));
        var lens = ProtobufLens.of(ProtobufPlan.of(writer), ProtobufPlan.of(reader));
        var last = "A reader with v2 sees only the last of n, which is no list there.";
        assertEquals(List.of(last), sentences(lens, HexFormat.of().parseHex("08050801")));
        // Also where something else stands between them.
        assertEquals(List.of(last), sentences(lens, HexFormat.of().parseHex("080510020801")));
        assertEquals(
                List.of(last, "A reader with v2 misreads n (int64) as bool: true."),
                sentences(lens, HexFormat.of().parseHex("080110020805")));
    }

    private static List<String> sentences(ProtobufLens lens, byte[] bytes) {
        return Walks.walkAsReader(lens, bytes).findings().stream()
                .map(finding -> finding.message().plain())
                .toList();
    }
}
