package io.sightglass.decode.protobuf;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;

import io.sightglass.decode.Walks;
import io.sightglass.model.Finding;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// What the library reads of a Protobuf message, in the form in which [Walks] gives our value:
/// fields as DynamicMessage has them, Protobuf's own types as JsonFormat prints them.
final class ProtobufOracle {
    private static final Set<Object> EMPTY =
            Set.of(
                    List.of(),
                    BigDecimal.ZERO,
                    "",
                    false,
                    "UNKNOWN",
                    "FOO",
                    "FOREIGN_FOO",
                    "ALIAS_FOO",
                    "<null>");

    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,20}");

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
                    .build();

    private final JsonFormat.Printer printer;

    /// @param types that values of `google.protobuf.Any` may hold
    ProtobufOracle(TypeRegistry types) {
        printer = JsonFormat.printer().preservingProtoFieldNames().usingTypeRegistry(types);
    }

    /// What the library's JSON printer writes. It puts 64-bit integers into quotes.
    Object printed(Message message) throws InvalidProtocolBufferException {
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
            case String text when INTEGER.matcher(text).matches() ->
                    new BigDecimal(text).stripTrailingZeros();
            default -> value;
        };
    }

    /// What was found, without what is said of a map's keys that stand again: generated ones are
    /// drawn from few, and that the last of several counts is in the value.
    static List<Finding> withoutKeysAgain(List<Finding> findings) {
        return findings.stream()
                .filter(one ->
                        !one.rule().equals("protobuf.duplicate") || !one.path().endsWith("]"))
                .toList();
    }

    /// The unknown fields of a message and of those in it.
    static int unknowns(Message message) {
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

    /// A packed field of no elements, or a zero that is written although nobody need write it, is
    /// there for us, and is not for the library.
    static Object withoutEmpty(Object value) {
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

    /// The message as maps, lists and scalars.
    Object value(Message message) {
        return Walks.plain(json(message));
    }

    private Object json(Object value) {
        return switch (value) {
            case Message message when isOwn(message.getDescriptorForType().getFullName()) ->
                    own(message);
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
            case EnumValueDescriptor symbol
                    when symbol.getType().getFullName().equals("google.protobuf.NullValue")
                            && symbol.getNumber() == 0 ->
                    "<null>";
            case EnumValueDescriptor symbol ->
                    symbol.getIndex() < 0 ? (Object) symbol.getNumber() : symbol.getName();
            case ByteString bytes -> Base64.getEncoder().encodeToString(bytes.toByteArray());
            case Float number when !Float.isFinite(number) -> number.toString();
            case Double number when !Double.isFinite(number) -> number.toString();
            default -> value;
        };
    }

    private static boolean isOwn(String type) {
        return type.startsWith("google.protobuf.") && !type.endsWith(".Empty");
    }

    private Object own(Message message) {
        try {
            return printed(message);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(message.toString(), e);
        }
    }

    private static String name(FieldDescriptor field) {
        return field.isExtension() ? "[" + field.getFullName() + "]" : field.getName();
    }

    private Object field(FieldDescriptor field, Object value) {
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

    private Object unsigned(FieldDescriptor field, Object value) {
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
