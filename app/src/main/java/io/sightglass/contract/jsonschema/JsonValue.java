package io.sightglass.contract.jsonschema;

import io.sightglass.model.Node;
import io.sightglass.model.Scalar;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import java.math.BigDecimal;
import java.math.BigInteger;

/// A record's tree as the library's own.
final class JsonValue {
    private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;
    private static final int LONGEST = 1_000;

    private JsonValue() {}

    /// Of a property that stands twice, the last counts.
    static JsonNode of(Node node) {
        return switch (node) {
            case Node.RecordNode record -> {
                var object = MAKE.objectNode();
                for (var child : record.children()) {
                    if (!(child instanceof Node.AbsentNode)) {
                        object.set(child.field().name(), of(child));
                    }
                }
                yield object;
            }
            case Node.MapNode map -> {
                var object = MAKE.objectNode();
                map.entries().forEach(entry -> object.set(entry.key(), of(entry.value())));
                yield object;
            }
            case Node.ListNode list -> {
                var array = MAKE.arrayNode();
                list.elements().forEach(element -> array.add(of(element)));
                yield array;
            }
            case Node.ScalarNode scalar -> of(scalar.value());
            case Node.UnknownNode unknown -> {
                var reading = unknown.reading();
                yield reading == null ? MAKE.nullNode() : of(reading);
            }
            case Node.AbsentNode _, Node.RestNode _, Node.MalformedNode _ -> MAKE.nullNode();
        };
    }

    private static JsonNode of(Scalar scalar) {
        return switch (scalar) {
            case Scalar.Null _ -> MAKE.nullNode();
            case Scalar.Masked _ -> MAKE.stringNode(Scalar.Masked.TEXT);
            case Scalar.Bool bool -> MAKE.booleanNode(bool.value());
            case Scalar.Int number -> MAKE.numberNode(number.value());
            case Scalar.Unsigned number ->
                    MAKE.numberNode(new BigInteger(Long.toUnsignedString(number.bits())));
            case Scalar.Float32 number -> MAKE.numberNode(number.value());
            case Scalar.Float64 number -> MAKE.numberNode(number.value());
            case Scalar.Number number -> number(number.literal());
            case Scalar.Decimal number -> MAKE.numberNode(number.value());
            case Scalar.Text text -> MAKE.stringNode(text.value());
            case Scalar.Binary binary -> MAKE.binaryNode(binary.value());
            case Scalar.Symbol symbol -> MAKE.stringNode(symbol.name());
            case Scalar.Temporal temporal -> MAKE.stringNode(temporal.iso());
        };
    }

    /// Exact, unless it has more digits, or a larger exponent, than anybody computes with.
    private static JsonNode number(String literal) {
        try {
            if (literal.matches("-?[0-9]{1,18}")) {
                return MAKE.numberNode(Long.parseLong(literal));
            }
            if (literal.length() <= LONGEST) {
                var number = new BigDecimal(literal);
                if (Math.abs((long) number.scale()) <= LONGEST) {
                    return literal.matches("-?[0-9]+")
                            ? MAKE.numberNode(number.toBigIntegerExact())
                            : MAKE.numberNode(number);
                }
            }
            return MAKE.numberNode(Double.parseDouble(literal));
        } catch (NumberFormatException e) {
            return MAKE.nullNode(); // NaN and the like, of which the walk has said something
        }
    }
}
