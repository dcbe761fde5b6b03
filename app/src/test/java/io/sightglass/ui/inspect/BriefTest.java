package io.sightglass.ui.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sightglass.model.ByteRange;
import io.sightglass.model.Finding;
import io.sightglass.model.FindingKind;
import io.sightglass.model.Sentence;

import org.junit.jupiter.api.Test;

class BriefTest {
    private static String brief(String rule, String path, Sentence sentence) {
        return Brief.of(new Finding(FindingKind.NOTICE, rule, path, new ByteRange(0, 1), sentence));
    }

    @Test
    void aReadersRemarkDoesNotNameTheFieldAgain() {
        var dropped =
                Sentence.builder()
                        .text("A reader with v1 does not see ")
                        .strong("total")
                        .text(" (double, 28.5).")
                        .build();
        assertEquals("v1 does not see it", brief("avro.reader.dropped", "items[0].total", dropped));
        var filled =
                Sentence.builder()
                        .text("A reader with v2 fills ")
                        .strong("status")
                        .text(" with its default \"NEW\".")
                        .build();
        assertEquals(
                "v2 fills it with its default \"NEW\"",
                brief("avro.reader.defaulted", "status", filled));
    }

    @Test
    void theExpectationIsWhatMatters() {
        var range = Sentence.builder().strong("boldness").text(" is 14; expected 1 to 10.").build();
        assertEquals("expected 1 to 10", brief("contract.range", "boldness", range));
    }
}
