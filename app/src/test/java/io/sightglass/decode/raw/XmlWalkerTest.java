package io.sightglass.decode.raw;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sightglass.decode.Cases;
import io.sightglass.decode.Mutations;
import io.sightglass.decode.Walks;
import io.sightglass.model.Finding;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

class XmlWalkerTest {
    private static Walks.Walked walk(String text, Charset charset) {
        return Walks.walk(new XmlWalker(), text.getBytes(charset));
    }

    private static List<String> rules(Walks.Walked walked) {
        return walked.findings().stream().map(Finding::rule).toList();
    }

    /// What the JDK's reader refuses by its own limits is well-formed all the same.
    @Test
    void largeDocumentsAreWellFormed() {
        var attributes = new StringBuilder("<a");
        for (int i = 0; i < 300; i++) {
            attributes.append(" x").append(i).append("='1'");
        }
        for (var text :
                List.of(
                        attributes + "/>",
                        "<" + "n".repeat(2_000) + "/>",
                        "<a>".repeat(300) + "</a>".repeat(300),
                        "<a>".repeat(150_000))) {
            assertEquals(List.of(), walk(text, StandardCharsets.UTF_8).findings());
        }
        var open = walk("<a>".repeat(300), StandardCharsets.UTF_8);
        assertEquals(List.of("xml.well-formed"), rules(open));
    }

    /// The declaration says how characters are written.
    @ParameterizedTest
    @ValueSource(strings = {"ISO-8859-1", "windows-1252", "UTF-8", "UTF-16BE"})
    void theEncodingIsTheDeclaredOne(String name) {
        var text = "<?xml version=\"1.0\" encoding=\"" + name + "\"?>\n<a>Håndbrygg</a>";
        var walked = walk(text, Charset.forName(name));
        assertEquals(List.of(), walked.findings());
        assertEquals(text, walked.value());
        var broken = walk(text.replace("</a>", "<b>"), Charset.forName(name));
        assertEquals(List.of("xml.well-formed"), rules(broken));
        var at = broken.findings().getFirst().range().start();
        int unit = name.startsWith("UTF-16") ? 2 : 1;
        assertEquals(true, at > unit * text.indexOf('\n'), "at byte " + at);
    }

    @Test
    void bytesThatAreNoCharactersAreSaid() {
        var walked = walk("<a>Håndbrygg</a>", StandardCharsets.ISO_8859_1);
        assertEquals(List.of("xml.utf8"), rules(walked));
        assertEquals(
                "The value is not UTF-8 at byte 4.",
                walked.findings().getFirst().message().plain());
        var text = Walks.walk(new TextWalker(), new byte[] {'a', (byte) 0xff});
        assertEquals(List.of("text.utf8"), rules(text));
    }

    @Test
    void survivesAnything() {
        var mutations = new Mutations("XML");
        var walker = new XmlWalker();
        Cases.each(
                Cases.mutations() / 100,
                random -> {
                    var good = document(random, 0).getBytes(StandardCharsets.UTF_8);
                    for (int k = 0; k < 100; k++) {
                        mutations.walk(walker, good, random);
                    }
                });
        mutations.report();
    }

    private static String document(Random random, int depth) {
        var out =
                new StringBuilder(
                        depth == 0 && random.nextBoolean() ? "<?xml version='1.0'?>" : "");
        var name = "e" + random.nextInt(9);
        out.append('<').append(name);
        for (int i = random.nextInt(3); i > 0; i--) {
            out.append(" a").append(i).append("=\"").append(random.nextInt()).append('"');
        }
        out.append('>');
        for (int i = depth > 3 ? 0 : random.nextInt(4); i > 0; i--) {
            out.append(
                    switch (random.nextInt(5)) {
                        case 0 -> "&lt;&#233;";
                        case 1 -> "<!-- c -->";
                        case 2 -> "<![CDATA[<>]]>";
                        default -> document(random, depth + 1);
                    });
        }
        return out.append("</").append(name).append('>').toString();
    }
}
