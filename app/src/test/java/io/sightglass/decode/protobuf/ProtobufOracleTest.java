package io.sightglass.decode.protobuf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;

import io.sightglass.decode.Walks;
import io.sightglass.model.FindingKind;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

class ProtobufOracleTest {
    private static final long SEED = 20_260_201;

    @Test
    void readsWhatTheLibraryReads() throws InvalidProtocolBufferException {
        for (int i = 0; i < 500; i++) {
            var random = new Random(SEED + i);
            var generator = new RandomProtobuf(random, true);
            var type = generator.type();
            var walker = ProtobufPlan.of(type).newWalker();
            for (int k = 0; k < 4; k++) {
                var bytes = generator.value(type, 0).toByteArray();
                var walked = Walks.walk(walker, bytes);
                assertEquals(List.of(), walked.findings(), "seed " + (SEED + i));
                assertEquals(
                        Walks.plain(json(DynamicMessage.parseFrom(type, bytes))),
                        walked.value(),
                        "seed " + (SEED + i));
            }
        }
    }

    /// Protobuf promises that two messages' bytes, one behind the other, are the merged message:
    /// lists are joined, messages merged, the last scalar counts.
    @Test
    void mergesWhatStandsTwice() throws InvalidProtocolBufferException {
        for (int i = 0; i < 500; i++) {
            var random = new Random(SEED + i);
            var generator = new RandomProtobuf(random, false);
            var type = generator.type();
            var walker = ProtobufPlan.of(type).newWalker();
            var both = new ByteArrayOutputStream();
            both.writeBytes(generator.value(type, 2).toByteArray());
            both.writeBytes(generator.value(type, 2).toByteArray());
            var walked = Walks.walk(walker, both.toByteArray());
            for (var finding : walked.findings()) {
                assertEquals(FindingKind.NOTICE, finding.kind(), "seed " + (SEED + i));
            }
            assertEquals(
                    Walks.plain(json(DynamicMessage.parseFrom(type, both.toByteArray()))),
                    walked.value(),
                    "seed " + (SEED + i));
        }
    }

    @Test
    void survivesAnything() {
        var random = new Random(SEED);
        for (int i = 0; i < 200; i++) {
            var generator = new RandomProtobuf(random, true);
            var type = generator.type();
            var walker = ProtobufPlan.of(type).newWalker();
            var raw = new RawProtobuf();
            var good = generator.value(type, 0).toByteArray();
            for (int k = 0; k < 100; k++) {
                var bytes = k % 4 == 0 ? Walks.random(random, 64) : Walks.mutated(good, random);
                try {
                    Walks.walk(walker, bytes);
                    Walks.walk(raw, bytes);
                } catch (RuntimeException | AssertionError e) {
                    throw new AssertionError("seed " + SEED + ", type " + i + ", " + k, e);
                }
            }
        }
    }

    /// Whatever the library can read of damaged bytes, the walk reads alike. What the library files
    /// under unknown fields although its type is known (a wrong wire type, a closed enum's unknown
    /// number) is compared no further.
    @Test
    void agreesOnChangedBytes() {
        var random = new Random(SEED + 1);
        int compared = 0;
        for (int i = 0; i < 300; i++) {
            var generator = new RandomProtobuf(random, true);
            var type = generator.type();
            var walker = ProtobufPlan.of(type).newWalker();
            var good = generator.value(type, 0).toByteArray();
            for (int k = 0; k < 20; k++) {
                var bytes = Walks.mutated(good, random);
                var walked = Walks.walk(walker, bytes);
                boolean clean =
                        walked.findings().stream()
                                .allMatch(f ->
                                        f.kind() == FindingKind.NOTICE
                                                || f.kind() == FindingKind.UNKNOWN_FIELD);
                DynamicMessage message;
                try {
                    message = DynamicMessage.parseFrom(type, bytes);
                } catch (InvalidProtocolBufferException e) {
                    assertEquals(false, clean, "the library says: " + e.getMessage());
                    continue;
                }
                if (clean) {
                    assertEquals(Walks.plain(json(message)), withoutEmpty(walked.value()));
                    compared++;
                }
            }
        }
        assertEquals(true, compared > 1_000, "compared only " + compared);
    }

    /// A packed field of no elements is there for us, and is not for the library.
    private static Object withoutEmpty(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                var all = new LinkedHashMap<Object, Object>();
                map.forEach((key, inner) -> {
                    if (!inner.equals(List.of())) {
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
                        .forEach((field, inner) -> map.put(field.getName(), field(field, inner)));
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
