package io.sightglass.compat.json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import java.math.BigDecimal;

/// JSON values in a form in which equal ones are equal: 1, 1.0 and 1e0 are one number.
final class Canonical {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Canonical() {}

    static JsonNode of(JsonNode value) {
        if (value.isNumber()) {
            return NODES.numberNode(plain(value.decimalValue()));
        }
        if (value.isArray()) {
            var array = NODES.arrayNode();
            value.forEach(item -> array.add(of(item)));
            return array;
        }
        if (value.isObject()) {
            var object = NODES.objectNode();
            value.properties().forEach(entry -> object.set(entry.getKey(), of(entry.getValue())));
            return object;
        }
        return value;
    }

    private static BigDecimal plain(BigDecimal number) {
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }
}
