package io.sightglass.decode.protobuf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TypeRegistry;

import io.sightglass.decode.Cases;
import io.sightglass.decode.Walker;
import io.sightglass.decode.Walks;
import io.sightglass.model.FindingKind;
import io.sightglass.schema.ProtoCompiler;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// Protobuf's own test messages (proto2, proto3, editions): what the library reads of values of
/// each of their types, and of the encodings that its conformance suite tries, we read alike.
///
/// The library's JSON printer is no judge where it loses what is there:
/// - an extension it prints under its short name, which may be another field's;
/// - unknown fields it leaves out: they are counted against those of DynamicMessage;
/// - a number that `NullValue` does not declare it prints as `null`: it is held against
///   DynamicMessage;
/// - a `google.protobuf.Value` of no kind, which ought not to be, it prints as `null` too: none is
///   made;
/// - in a `google.protobuf.Any` it knows no extensions: none are put into one.
///
/// DynamicMessage is none for a number that a closed enum does not declare: it is moved to the
/// unknown fields. We show it where it stands, and say that readers do that.
class ProtobufConformanceTest {
    private static final String UNDECLARED_ENUM = "protobuf.undeclared-enum";
    private static final long SEED = 20_261_124;

    @Test
    void compiles() throws IOException {
        TestMessages.compiled()
                .forEach((name, result) ->
                        assertTrue(
                                result instanceof ProtoCompiler.Result.Compiled,
                                () -> name + ": " + result));
    }

    /// Values of each type, small ones and such with all of its fields.
    @TestFactory
    Stream<DynamicTest> values() throws IOException {
        var messages = TestMessages.read();
        var registry = TypeRegistry.newBuilder().add(messages.types()).build();
        var oracle = new ProtobufOracle(registry);
        return messages.types().stream()
                .map(type ->
                        DynamicTest.dynamicTest(
                                type.getFullName(), () -> values(messages, oracle, type)));
    }

    private static void values(TestMessages messages, ProtobufOracle oracle, Descriptor type)
            throws IOException {
        // What an Any holds the library counts neither as unknown nor as missing.
        var held =
                messages.types().stream()
                        .filter(t -> !messages.isExtended(t))
                        .filter(t -> t.getFields().stream().noneMatch(f -> f.isRequired()))
                        .toList();
        KnownTypes types = name -> find(held, name);
        var walker = ProtobufPlan.of(type, KnownTypes.of(type.getFile(), types)).newWalker();
        KnownTypes all = KnownTypes.of(type.getFile(), types);
        for (int i = 0; i < Math.max(20, Cases.count() / 25); i++) {
            var random = new Random(SEED + i);
            var values = new ProtobufValues(random, messages::extensions, held);
            var bytes = values.message(type, random.nextInt(4) == 0 ? 400 : 20).toByteArray();
            var read = read(messages, type, bytes);
            var walked = Walks.walk(walker, bytes);
            var why = "seed " + (SEED + i) + "\n" + read + "\n" + walked.findings();
            var findings = ProtobufOracle.withoutKeysAgain(walked.findings());
            for (var finding : findings) {
                boolean expected =
                        finding.kind() == FindingKind.UNKNOWN_FIELD
                                || finding.rule().equals("protobuf.required");
                assertTrue(expected, why);
            }
            long unknown = ProtobufOracle.unknowns(read);
            long missing = read.findInitializationErrors().size();
            assertEquals(unknown + missing, findings.size(), why);
            var ours = ProtobufOracle.numbers(walked.value());
            assertEquals(ProtobufOracle.numbers(oracle.value(read)), ours, why);
            if (!messages.isExtended(type)) {
                assertEquals(oracle.printed(read), ours, why);
            }
            Walks.covered(walked.root(), 0, bytes.length);
            Walks.json(walked);
            var again =
                    ProtobufFromTree.encode(messages::extensions, all, type, walked.root(), bytes);
            assertArrayEquals(bytes, again, why);
        }
    }

    private static Descriptor find(List<Descriptor> types, String name) {
        return types.stream().filter(t -> t.getFullName().equals(name)).findFirst().orElse(null);
    }

    private static Message read(TestMessages messages, Descriptor type, byte[] bytes)
            throws InvalidProtocolBufferException {
        return DynamicMessage.newBuilder(type).mergeFrom(bytes, messages.registry()).buildPartial();
    }

    /// The encodings that a reader must take of each field: those that are not the shortest,
    /// numbers wider than the field, lists packed, unpacked and both, fields and entries that stand
    /// again, entries without key or value, members of a oneof one after the other; and each of
    /// them cut.
    @TestFactory
    Stream<DynamicTest> encodings() throws IOException {
        var messages = TestMessages.read();
        var registry = TypeRegistry.newBuilder().add(messages.types()).build();
        var oracle = new ProtobufOracle(registry);
        return messages.types().stream()
                .filter(type -> type.getName().startsWith("TestAllTypes"))
                .map(type ->
                        DynamicTest.dynamicTest(
                                type.getFullName(), () -> encodings(messages, oracle, type)));
    }

    private static void encodings(TestMessages messages, ProtobufOracle oracle, Descriptor type)
            throws IOException {
        var walker = ProtobufPlan.of(type).newWalker();
        var fields = new ArrayList<>(type.getFields());
        fields.addAll(messages.extensions(type));
        for (var field : fields) {
            for (var payload : payloads(field)) {
                agree(messages, oracle, type, walker, field, payload);
                for (int cut = 1; cut < Math.min(payload.length, 24); cut++) {
                    var part = Arrays.copyOf(payload, payload.length - cut);
                    agree(messages, oracle, type, walker, field, part);
                }
            }
        }
        for (var oneof : type.getRealOneofs()) {
            for (var first : oneof.getFields()) {
                for (var second : oneof.getFields()) {
                    var both = joined(one(first), one(second), one(first), one(second));
                    agree(messages, oracle, type, walker, second, both);
                }
            }
        }
    }

    private static void agree(
            TestMessages messages,
            ProtobufOracle oracle,
            Descriptor type,
            Walker walker,
            FieldDescriptor field,
            byte[] payload) {
        var walked = Walks.walk(walker, payload);
        var why =
                field.getFullName()
                        + " "
                        + HexFormat.of().formatHex(payload)
                        + " "
                        + walked.findings();
        boolean undeclared =
                walked.findings().stream().anyMatch(f -> f.rule().equals(UNDECLARED_ENUM));
        boolean clean =
                walked.findings().stream()
                        .allMatch(f ->
                                f.kind() == FindingKind.NOTICE
                                        || f.kind() == FindingKind.UNKNOWN_FIELD
                                        || f.rule().equals(UNDECLARED_ENUM));
        Message read;
        try {
            read = read(messages, type, payload);
        } catch (InvalidProtocolBufferException e) {
            assertEquals(false, clean, why + e.getMessage());
            return;
        }
        if (undeclared && !read.getUnknownFields().asMap().isEmpty()) {
            return; // a closed enum
        }
        assertEquals(
                ProtobufOracle.withoutEmpty(ProtobufOracle.numbers(oracle.value(read))),
                ProtobufOracle.withoutEmpty(ProtobufOracle.numbers(walked.value())),
                why);
        if (read.getUnknownFields().asMap().isEmpty()) {
            assertTrue(clean, why);
        }
    }

    private static List<byte[]> payloads(FieldDescriptor field) throws IOException {
        var all = new ArrayList<byte[]>();
        if (field.isMapField()) {
            var key = contents(field.getMessageType().findFieldByNumber(1));
            var value = contents(field.getMessageType().findFieldByNumber(2));
            var k = tagged(field.getMessageType().findFieldByNumber(1), key.get(1));
            var k2 = tagged(field.getMessageType().findFieldByNumber(1), key.getLast());
            var other = new byte[] {0x78, 0x05};
            for (var each : value) {
                var v = tagged(field.getMessageType().findFieldByNumber(2), each);
                for (var entry :
                        List.of(
                                joined(k, v),
                                joined(v, k),
                                k,
                                v,
                                new byte[0],
                                joined(k, k2, v),
                                joined(other, k, v, other))) {
                    all.add(delimited(field, entry));
                }
                all.add(joined(delimited(field, joined(k, v)), delimited(field, joined(k2, v))));
            }
            return all;
        }
        var contents = contents(field);
        for (var content : contents) {
            all.add(tagged(field, content));
        }
        var each = contents.stream().map(content -> tagged(field, content)).toArray(byte[][]::new);
        all.add(joined(each));
        all.add(joined(joined(each), new byte[] {(byte) 0xf8, 0x7f, 0x01}, joined(each)));
        if (field.isPackable()) {
            var packed = joined(contents.toArray(byte[][]::new));
            all.add(delimited(field, packed));
            all.add(delimited(field, new byte[0]));
            all.add(joined(joined(each), delimited(field, packed), joined(each)));
        }
        if (field.getJavaType() == JavaType.ENUM) {
            for (var undeclared : List.of("7f", "ffffffff0f", "80808080808080808001")) {
                all.add(tagged(field, HexFormat.of().parseHex(undeclared)));
            }
        }
        for (int wire : new int[] {Wire.VARINT, Wire.FIXED64, Wire.LENGTH, Wire.FIXED32}) {
            if (wire == Wire.LENGTH && field.getType() == FieldDescriptor.Type.MESSAGE) {
                continue;
            }
            // The field's number with another wire type: such are unknown to a reader.
            all.add(
                    bytes(out -> {
                        out.writeTag(field.getNumber(), wire);
                        switch (wire) {
                            case Wire.VARINT -> out.writeUInt32NoTag(5);
                            case Wire.FIXED64 -> out.writeFixed64NoTag(5);
                            case Wire.LENGTH -> out.writeByteArrayNoTag(new byte[0]);
                            default -> out.writeFixed32NoTag(5);
                        }
                    }));
        }
        return all;
    }

    /// Contents behind a field's tag; at least two.
    private static List<byte[]> contents(FieldDescriptor field) throws IOException {
        return switch (field.getType()) {
            case ENUM ->
                    Stream.of("00", "01", "02", "8100", "81808080808080808000", "02")
                            .map(HexFormat.of()::parseHex)
                            .toList();
            case INT32, UINT32, SINT32, INT64, UINT64, SINT64, BOOL ->
                    Stream.of(
                                    "00",
                                    "01",
                                    "02",
                                    "7f",
                                    "8100",
                                    "81808080808080808000",
                                    "ffffffff07",
                                    "ffffffff0f",
                                    "8080808010",
                                    "ffffffffffffffffff01",
                                    "ffffffffffffffffff7f",
                                    "80808080808080808001",
                                    "01")
                            .map(HexFormat.of()::parseHex)
                            .toList();
            case FIXED32, SFIXED32, FLOAT ->
                    Stream.of(
                                    "00000000",
                                    "01000000",
                                    "ffffffff",
                                    "0000c07f",
                                    "000080ff",
                                    "cdcccc3d")
                            .map(HexFormat.of()::parseHex)
                            .toList();
            case FIXED64, SFIXED64, DOUBLE ->
                    Stream.of(
                                    "0000000000000000",
                                    "0100000000000000",
                                    "ffffffffffffffff",
                                    "000000000000f0ff",
                                    "000000000000f87f",
                                    "9a9999999999b93f")
                            .map(HexFormat.of()::parseHex)
                            .toList();
            case STRING ->
                    Stream.of("00", "0161", "810061", "04f09f9880", "056162630a22")
                            .map(HexFormat.of()::parseHex)
                            .toList();
            case BYTES ->
                    Stream.of("00", "0161", "820061ff", "02c080")
                            .map(HexFormat.of()::parseHex)
                            .toList();
            case MESSAGE, GROUP -> inner(field);
        };
    }

    /// Messages with the first of their fields, with an unknown one, and empty ones.
    private static List<byte[]> inner(FieldDescriptor field) throws IOException {
        var all = new ArrayList<byte[]>();
        var type = field.getMessageType();
        boolean any = type.getFullName().equals(AnyReader.TYPE);
        if (!type.getFullName().equals("google.protobuf.Value")) {
            all.add(framed(field, new byte[0]));
        }
        if (!type.getFullName().startsWith("google.protobuf.")) {
            all.add(framed(field, new byte[] {(byte) 0xf8, 0x7f, 0x01}));
        }
        for (var first : type.getFields()) {
            if (first.getJavaType() != JavaType.MESSAGE && !any && !first.isRepeated()) {
                for (var content : contents(first).subList(0, 2)) {
                    all.add(framed(field, tagged(first, content)));
                }
            }
        }
        return all;
    }

    private static byte[] framed(FieldDescriptor field, byte[] content) throws IOException {
        return bytes(out -> {
            if (field.getType() == FieldDescriptor.Type.GROUP) {
                out.writeRawBytes(content);
                out.writeTag(field.getNumber(), Wire.END_GROUP);
            } else {
                out.writeByteArrayNoTag(content);
            }
        });
    }

    private static byte[] one(FieldDescriptor field) throws IOException {
        return tagged(field, contents(field).get(1));
    }

    private static byte[] tagged(FieldDescriptor field, byte[] content) {
        int wire =
                switch (field.getType()) {
                    case STRING, BYTES, MESSAGE -> Wire.LENGTH;
                    case GROUP -> Wire.START_GROUP;
                    case FIXED64, SFIXED64, DOUBLE -> Wire.FIXED64;
                    case FIXED32, SFIXED32, FLOAT -> Wire.FIXED32;
                    default -> Wire.VARINT;
                };
        return bytes(out -> {
            out.writeTag(field.getNumber(), wire);
            out.writeRawBytes(content);
        });
    }

    private static byte[] delimited(FieldDescriptor field, byte[] content) {
        return bytes(out -> out.writeBytes(field.getNumber(), ByteString.copyFrom(content)));
    }

    private interface Content {
        void write(CodedOutputStream out) throws IOException;
    }

    private static byte[] bytes(Content content) {
        try {
            var bytes = new ByteArrayOutputStream();
            var out = CodedOutputStream.newInstance(bytes);
            content.write(out);
            out.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (var part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
