package io.sightglass.indicator;

import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// How what was counted is written and read, where it is not a number.
final class Saved {
    private Saved() {}

    /// The earlier of two times; -1 is none.
    static long earlier(long one, long other) {
        return one < 0 ? other : other < 0 ? one : Math.min(one, other);
    }

    static @Nullable String text(JsonNode from, String name) {
        var value = from.path(name);
        return value.isString() ? value.asString("") : null;
    }

    static @Nullable Integer number(JsonNode from, String name) {
        var value = from.path(name);
        return value.isIntegralNumber() ? value.asInt() : null;
    }

    /// Bytes, which JSON has as Base64.
    static byte[] bytes(JsonNode from) {
        return from.binaryValue();
    }

    static void sentence(Sentence sentence, ArrayNode to) {
        for (var part : sentence.parts()) {
            to.addObject().put("text", part.text()).put("strong", part.strong());
        }
    }

    static Sentence sentence(JsonNode from) {
        var sentence = Sentence.builder();
        for (var part : from.values()) {
            var text = part.path("text").asString("");
            if (part.path("strong").asBoolean()) {
                sentence.strong(text);
            } else {
                sentence.text(text);
            }
        }
        return sentence.build();
    }
}
