package io.sightglass.decode.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sightglass.decode.Mutations;
import io.sightglass.decode.Walks;
import io.sightglass.model.Finding;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.json.JsonMapper;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/// What lenient writers add to JSON breaks nothing: it is remarked, and the walk goes on.
class LenientJsonTest {
    private static final JsonMapper LENIENT =
            JsonMapper.builder()
                    .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                    .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .build();

    private static final String TEXT =
            """
            /**/{/* } */"a"//"
            :/*]*/NaN,"b":[//[
            1,/***/-Infinity/**/,"//"]/**/,/**/"c":{"d":Infinity}/*"*/}//\
            """;

    @Test
    void readsWhatALenientLibraryReads() {
        var walked = Walks.walk(JsonPlan.PLAIN.newWalker(), bytes(TEXT));
        var rules = walked.findings().stream().map(Finding::rule).sorted().toList();
        assertEquals(14, rules.size(), rules::toString);
        assertEquals("json.comment", rules.get(10));
        assertEquals("json.no-number", rules.get(11));
        assertEquals(
                String.valueOf(LENIENT.readValue(TEXT, Object.class)),
                String.valueOf(walked.value()));
    }

    /// In a forbidden property, and behind one that stands twice, the walk looks ahead.
    @Test
    void looksPastComments() {
        var schema =
                LENIENT.readTree("{\"properties\": {\"a\": {}}, \"additionalProperties\": false}");
        var text = "{\"x\":[/*]*/1],\"a\":1,\"a\":/*}*/2,\"y\":7//}\n}";
        var walked = Walks.walk(JsonPlan.of(schema).newWalker(), bytes(text));
        var rules = walked.findings().stream().map(Finding::rule).toList();
        assertEquals(
                List.of(
                        "json.unknown-field",
                        "json.comment",
                        "json.comment",
                        "json.duplicate",
                        "json.unknown-field",
                        "json.comment"),
                rules);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1} {\"a\":2}       | true",
                "[1][2]                   | true",
                "{\"a\":\"}{\"} // {      | false",
                "{\"a\":1} 2              | false",
                "1 {\"a\":1}              | false",
                "{\"a\":1                 | false",
                "{\"a\":[{}{}]}           | false",
                "{\"a\":1} /* { */ [2]    | true",
            })
    void tellsSeveralDocuments(String text, boolean several) {
        var bytes = bytes(text);
        assertEquals(several, new JsonDocuments().isIn(bytes, 0, bytes.length));
    }

    @Test
    void survivesAnything() {
        var mutations = new Mutations("lenient JSON");
        var random = new Random(7);
        var good = bytes(TEXT + "\n" + TEXT + "\n[]");
        for (var plan : List.of(JsonPlan.PLAIN, JsonPlan.DOCUMENTS)) {
            var walker = plan.newWalker();
            for (int i = 0; i < 2_000; i++) {
                mutations.walk(walker, good, random);
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
