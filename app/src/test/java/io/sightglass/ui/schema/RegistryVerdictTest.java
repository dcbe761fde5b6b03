package io.sightglass.ui.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.model.Format;
import io.sightglass.model.Sentence;
import io.sightglass.model.Verdict;
import io.sightglass.port.RegistryAnswer;
import io.sightglass.port.SchemaRegistry.Compatibility;

import org.junit.jupiter.api.Test;

import java.util.List;

/// The registry's own answer beside ours.
class RegistryVerdictTest {
    private static RegistryVerdict of(
            boolean backward, boolean forward, String level, boolean takes, Format format) {
        return RegistryVerdict.of(
                new Verdict(backward, forward),
                level,
                new RegistryAnswer.Found<>(
                        new Compatibility(takes, takes ? List.of() : List.of("it says why."))),
                format,
                "v3",
                "v4");
    }

    @Test
    void theLevelSaysWhichOfOursCounts() {
        assertFalse(of(true, false, "BACKWARD", true, Format.AVRO).differs());
        assertFalse(of(true, false, "BACKWARD_TRANSITIVE", true, Format.AVRO).differs());
        assertFalse(of(true, false, "", true, Format.AVRO).differs());
        assertFalse(of(false, true, "FORWARD", true, Format.AVRO).differs());
        assertFalse(of(true, false, "FULL", false, Format.AVRO).differs());
        assertFalse(of(false, false, "NONE", true, Format.AVRO).differs());
        assertTrue(of(true, false, "FORWARD_TRANSITIVE", true, Format.AVRO).differs());
        assertTrue(of(true, true, "FULL", false, Format.AVRO).differs());
    }

    @Test
    void aDifferenceSaysWhyThatCanBe() {
        var same = of(false, false, "BACKWARD", false, Format.AVRO);
        assertEquals(
                "The registry refuses v4 after v3 under BACKWARD: it says why.",
                same.sentence().plain());
        for (var format : List.of(Format.AVRO, Format.PROTOBUF, Format.JSON)) {
            for (boolean takes : new boolean[] {true, false}) {
                var said = of(!takes, !takes, "BACKWARD", takes, format).sentence().plain();
                assertTrue(said.contains(takes ? " We would not: " : " We would take it: "), said);
                assertTrue(said.contains(format == Format.AVRO ? "Avro" : "registries"), said);
            }
        }
    }

    @Test
    void aRegistryThatDoesNotSayIsNoVerdict() {
        var silent =
                RegistryVerdict.of(
                        new Verdict(true, true),
                        "",
                        new RegistryAnswer.Unavailable<>(Sentence.of("Away.")),
                        Format.AVRO,
                        "v3",
                        "v4");
        assertNull(silent.compatible());
        assertFalse(silent.differs());
        assertEquals("Away.", silent.sentence().plain());
    }
}
