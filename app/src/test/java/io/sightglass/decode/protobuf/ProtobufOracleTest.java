package io.sightglass.decode.protobuf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.FeatureSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.util.JsonFormat;

import io.sightglass.decode.Cases;
import io.sightglass.decode.Mutations;
import io.sightglass.decode.Walker;
import io.sightglass.decode.Walks;
import io.sightglass.model.FindingKind;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

class ProtobufOracleTest {
    private static final Set<Object> EMPTY =
            Set.of(List.of(), BigDecimal.ZERO, "", false, "UNKNOWN");

    private static final JsonFormat.Printer PRINTER =
            JsonFormat.printer().preservingProtoFieldNames();

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
                    .build();

    /// The value is the library's, also as its JSON printer has it; the tree covers every byte; and
    /// what is encoded from the tree is the payload.
    @Test
    void readsWhatTheLibraryReads() {
        Cases.each(
                Cases.count(),
                random -> {
                    var generator = new RandomProtobuf(random);
                    var type = generator.type();
                    var walker = ProtobufPlan.of(type).newWalker();
                    for (int k = 0; k < 2; k++) {
                        var bytes = generator.value(type, 0).toByteArray();
                        var message = DynamicMessage.parseFrom(type, bytes, generator.registry());
                        var walked = Walks.walk(walker, bytes);
                        for (var finding : walked.findings()) {
                            assertEquals(FindingKind.UNKNOWN_FIELD, finding.kind());
                        }
                        assertEquals(unknowns(message), walked.findings().size());
                        assertEquals(Walks.plain(json(message)), walked.value());
                        if (!generator.isExtended()) {
                            assertEquals(printed(PRINTER, message), numbers(walked.value()));
                        }
                        Walks.covered(walked.root(), 0, bytes.length);
                        Walks.json(walked);
                        if (generator.isWhole()) {
                            assertArrayEquals(
                                    bytes,
                                    ProtobufFromTree.encode(generator, type, walked.root(), bytes));
                        }
                    }
                });
    }

    /// A list may be written packed or not, whatever its declaration says.
    @Test
    void readsListsPackedOrNot() {
        Cases.each(
                Cases.count(),
                random -> {
                    var generator = new RandomProtobuf(random);
                    var type = generator.type();
                    if (generator.isExtended()) {
                        return; // its extensions are of this type, not of the other
                    }
                    var other = otherwisePacked(type);
                    var walker = ProtobufPlan.of(type).newWalker();
                    var bytes = generator.value(other, 1).toByteArray();
                    var walked = Walks.walk(walker, bytes);
                    assertEquals(
                            Walks.plain(json(DynamicMessage.parseFrom(type, bytes))),
                            walked.value());
                    Walks.covered(walked.root(), 0, bytes.length);
                });
    }

    private static Descriptor otherwisePacked(Descriptor type)
            throws DescriptorValidationException {
        var file = type.getFile().toProto().toBuilder();
        for (var message : file.getMessageTypeBuilderList()) {
            for (var field : message.getFieldBuilderList()) {
                var declared =
                        type.getFile()
                                .findMessageTypeByName(message.getName())
                                .findFieldByNumber(field.getNumber());
                if (!declared.isPackable()) {
                    continue;
                }
                if (file.getSyntax().equals("editions")) {
                    field.getOptionsBuilder()
                            .getFeaturesBuilder()
                            .setRepeatedFieldEncoding(
                                    declared.isPacked()
                                            ? FeatureSet.RepeatedFieldEncoding.EXPANDED
                                            : FeatureSet.RepeatedFieldEncoding.PACKED);
                } else {
                    field.getOptionsBuilder().setPacked(!declared.isPacked());
                }
            }
        }
        return FileDescriptor.buildFrom(file.build(), new FileDescriptor[0])
                .findMessageTypeByName(type.getName());
    }

    /// What the library's JSON printer writes. It puts 64-bit integers into quotes.
    static Object printed(JsonFormat.Printer printer, Message message)
            throws InvalidProtocolBufferException {
        var text = printer.print(message);
        return numbers(Walks.plain(MAPPER.readValue(text, Object.class)));
    }

    /// Numbers in quotes as numbers; other strings as they are.
    static Object numbers(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                var all = new LinkedHashMap<Object, Object>();
                map.forEach((key, inner) -> all.put(key, numbers(inner)));
                yield all;
            }
            case List<?> list -> list.stream().map(inner -> numbers(inner)).toList();
            case String text when text.matches("-?[0-9]{1,20}") ->
                    new BigDecimal(text).stripTrailingZeros();
            default -> value;
        };
    }

    /// The unknown fields of a message and of those in it.
    private static int unknowns(Message message) {
        int count = 0;
        for (var field : message.getUnknownFields().asMap().values()) {
            count +=
                    field.getVarintList().size()
                            + field.getFixed32List().size()
                            + field.getFixed64List().size()
                            + field.getLengthDelimitedList().size()
                            + field.getGroupList().size();
        }
        for (var value : message.getAllFields().values()) {
            for (var inner : value instanceof List<?> list ? list : List.of(value)) {
                count += inner instanceof Message nested ? unknowns(nested) : 0;
            }
        }
        return count;
    }

    /// Protobuf promises that two messages' bytes, one behind the other, are the merged message:
    /// lists are joined, messages merged, the last scalar counts, and of a oneof the last member.
    @Test
    void mergesWhatStandsTwice() {
        Cases.each(
                Cases.count(),
                random -> {
                    var generator = new RandomProtobuf(random);
                    var type = generator.type();
                    var walker = ProtobufPlan.of(type).newWalker();
                    var both = new ByteArrayOutputStream();
                    both.writeBytes(generator.value(type, 2).toByteArray());
                    both.writeBytes(generator.value(type, 2).toByteArray());
                    var walked = Walks.walk(walker, both.toByteArray());
                    for (var finding : walked.findings()) {
                        // Half of a message may lack what the other half has.
                        boolean harmless =
                                finding.rule().equals("protobuf.required")
                                        || finding.kind() == FindingKind.NOTICE
                                        || finding.kind() == FindingKind.UNKNOWN_FIELD;
                        assertEquals(true, harmless, finding::toString);
                    }
                    var message =
                            DynamicMessage.parseFrom(
                                    type, both.toByteArray(), generator.registry());
                    assertEquals(Walks.plain(json(message)), walked.value());
                    Walks.covered(walked.root(), 0, both.size());
                });
    }

    @Test
    void survivesAnything() {
        var mutations = new Mutations("Protobuf");
        Cases.each(
                Cases.mutations() / 100,
                random -> {
                    var generator = new RandomProtobuf(random);
                    var type = generator.type();
                    var walker = ProtobufPlan.of(type).newWalker();
                    var raw = new RawProtobuf();
                    var good = generator.value(type, 0).toByteArray();
                    for (int k = 0; k < 100; k++) {
                        mutations.walk(k % 3 == 2 ? raw : walker, good, random);
                    }
                });
        mutations.report();
    }

    /// Whatever the library can read of damaged bytes, the walk reads alike. What the library files
    /// under unknown fields although its type is known (a wrong wire type, a closed enum's unknown
    /// number) is compared no further.
    @Test
    void agreesOnChangedBytes() {
        var compared = new AtomicInteger();
        Cases.each(
                Cases.count(),
                random -> {
                    var generator = new RandomProtobuf(random);
                    var type = generator.type();
                    var walker = ProtobufPlan.of(type).newWalker();
                    var good = generator.value(type, 0).toByteArray();
                    for (int k = 0; k < 12; k++) {
                        agrees(generator, type, walker, Walks.mutated(good, random), compared);
                    }
                });
        assertEquals(true, compared.get() > Cases.count(), "compared only " + compared);
    }

    private static void agrees(
            RandomProtobuf generator,
            Descriptor type,
            Walker walker,
            byte[] bytes,
            AtomicInteger compared) {
        var walked = Walks.walk(walker, bytes);
        boolean clean =
                walked.findings().stream()
                        .allMatch(f ->
                                f.kind() == FindingKind.NOTICE
                                        || f.kind() == FindingKind.UNKNOWN_FIELD);
        DynamicMessage message;
        try {
            message = DynamicMessage.parseFrom(type, bytes, generator.registry());
        } catch (InvalidProtocolBufferException e) {
            assertEquals(false, clean, "the library says: " + e.getMessage());
            return;
        }
        if (clean) {
            assertEquals(withoutEmpty(Walks.plain(json(message))), withoutEmpty(walked.value()));
            compared.incrementAndGet();
        }
    }

    /// A packed field of no elements, or a zero that is written although nobody need write it, is
    /// there for us, and is not for the library.
    private static Object withoutEmpty(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                var all = new LinkedHashMap<Object, Object>();
                map.forEach((key, inner) -> {
                    if (!EMPTY.contains(inner)) {
                        all.put(key, withoutEmpty(inner));
                    }
                });
                yield all;
            }
            case List<?> list -> list.stream().map(inner -> withoutEmpty(inner)).toList();
            default -> value;
        };
    }

    private static Object json(Object value) {
        return switch (value) {
            case Message message -> {
                var map = new LinkedHashMap<String, Object>();
                message.getAllFields()
                        .forEach((field, inner) -> map.put(name(field), field(field, inner)));
                yield map;
            }
            case List<?> list -> {
                var all = new ArrayList<Object>();
                list.forEach(inner -> all.add(json(inner)));
                yield all;
            }
            case EnumValueDescriptor symbol ->
                    symbol.getIndex() < 0 ? (Object) symbol.getNumber() : symbol.getName();
            case ByteString bytes -> Base64.getEncoder().encodeToString(bytes.toByteArray());
            case Float number when !Float.isFinite(number) -> number.toString();
            case Double number when !Double.isFinite(number) -> number.toString();
            default -> value;
        };
    }

    private static String name(FieldDescriptor field) {
        return field.isExtension() ? "[" + field.getFullName() + "]" : field.getName();
    }

    private static Object field(FieldDescriptor field, Object value) {
        if (!field.isMapField()) {
            return unsigned(field, value);
        }
        Map<String, Object> map = new LinkedHashMap<>();
        var key = field.getMessageType().findFieldByNumber(1);
        var inner = field.getMessageType().findFieldByNumber(2);
        for (var entry : (List<?>) value) {
            var message = (Message) entry;
            map.put(
                    String.valueOf(unsigned(key, message.getField(key))),
                    unsigned(inner, message.getField(inner)));
        }
        return map;
    }

    private static Object unsigned(FieldDescriptor field, Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(inner -> unsigned(field, inner)).toList();
        }
        return switch (field.getType()) {
            case UINT32, FIXED32 -> Integer.toUnsignedLong((Integer) value);
            case UINT64, FIXED64 -> new BigDecimal(Long.toUnsignedString((Long) value));
            default -> json(value);
        };
    }
}
