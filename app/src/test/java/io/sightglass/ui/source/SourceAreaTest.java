package io.sightglass.ui.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.ui.fx.FxTest;

import javafx.scene.layout.StackPane;

import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

@ExtendWith(FxTest.class)
class SourceAreaTest {
    private static final int FIELDS = 20_200;

    private static int find(String text, String wanted, int from, int step) {
        return SourceContent.find(text, wanted, from, step);
    }

    private static final class Heard implements SourceArea.Listener {
        private final List<String> told = new ArrayList<>();
        private final List<String> typed = new ArrayList<>();

        @Override
        public void follow(String name) {}

        @Override
        public void tell(String words) {
            told.add(words);
        }

        @Override
        public void typed(String text) {
            typed.add(text);
        }

        @Override
        public void leave() {}
    }

    private static String large() {
        var text = new StringBuilder("message Large {\n");
        for (int i = 0; i < FIELDS; i++) {
            text.append("  optional Kind").append(i).append(" a_field_of_it_").append(i);
            text.append(" = ").append(i + 1).append(";\n");
        }
        return text.append("}\nmessage Last {\n  int32 a = 1;\n}\n").toString();
    }

    /// Only what is in sight is coloured, at both ends of a million characters.
    @Test
    void aLargeTextIsColouredWhereItIsInSight() {
        var content = SourceContent.of(Language.PROTO, large(), Map.of());
        assertTrue(content.text().length() > 900_000, "" + content.text().length());
        var heard = new Heard();
        var area = FxTest.get(() -> new SourceArea(heard));
        var root = FxTest.get(() -> new StackPane());
        FxTest.show(root, 800, 600);
        FxTest.on(() -> root.getChildren().add(area));
        FxTest.settle();
        FxTest.on(() -> area.show(content, false));
        FxTest.await("colours", () -> area.styles(1, 4).contains("source-keyword"));
        assertFalse(
                FxTest.get(() -> area.styles(FIELDS + 2, 1).contains("source-keyword")),
                "out of sight");
        FxTest.on(() -> area.go(content.map().definition("Last").orElseThrow()));
        FxTest.await("colours", () -> area.styles(FIELDS + 2, 1).contains("source-keyword"));
        assertEquals(FIELDS + 2, FxTest.get(() -> area.caret().line()));
        assertTrue(FxTest.get(() -> area.find("A_FIELD_OF_IT_20199", 1)));
        assertEquals(FIELDS, FxTest.get(() -> area.caret().line()));
        var code = FxTest.get(() -> (CodeArea) area.lookup("#source-text"));
        FxTest.on(area::fold);
        assertFalse(FxTest.get(() -> code.isFolded(1)), "too large to fold");
        assertTrue(heard.told.getLast().contains("does not fold"), () -> heard.told.toString());
        FxTest.on(code::requestFocus);
        FxTest.await("the keyboard", code::isFocused);
        FxTest.on(() ->
                area.show(SourceContent.of(Language.PROTO, "message A {\n}\n", Map.of()), false));
        FxTest.await("colours", () -> area.styles(0, 1).contains("source-keyword"));
        FxTest.await(
                "the keyboard",
                () -> area.lookup("#source-text") instanceof CodeArea now && now.isFocused());
    }

    @Test
    void aTextThatWasSavedAgainIsShownWhereItWasRead() {
        var area = FxTest.get(() -> new SourceArea(new Heard()));
        var root = FxTest.get(() -> new StackPane());
        FxTest.show(root, 800, 300);
        FxTest.on(() -> root.getChildren().add(area));
        FxTest.settle();
        var text = new StringBuilder("message A {\n");
        for (int i = 1; i <= 200; i++) {
            text.append("  int32 field_").append(i).append(" = ").append(i).append(";\n");
        }
        var before = SourceContent.of(Language.PROTO, text + "}\n", Map.of());
        FxTest.on(() -> area.show(before, false));
        FxTest.await("colours", () -> area.styles(1, 4).contains("source-keyword"));
        assertTrue(FxTest.get(() -> area.find("field_120", 1)));
        FxTest.await("colours", () -> area.styles(120, 4).contains("source-keyword"));
        var after = SourceContent.of(Language.PROTO, text + "  bool more = 300;\n}\n", Map.of());
        FxTest.on(() -> area.renew(after));
        FxTest.await("colours", () -> area.styles(120, 4).contains("source-keyword"));
        assertEquals(120, FxTest.get(() -> area.caret().line()));
        assertTrue(area.text().contains("more"));
        assertFalse(area.styles(1, 4).contains("source-keyword"), "out of sight");
        var shorter = SourceContent.of(Language.PROTO, "message A {\n}\n", Map.of());
        FxTest.on(() -> area.renew(shorter));
        FxTest.await("colours", () -> area.styles(0, 1).contains("source-keyword"));
    }

    @Test
    void aTextIsFoundWhateverItsCapitals() {
        var text = "İ A İstanbul a ß Straße STRASSE";
        assertEquals(2, find(text, "a", 0, 1));
        assertEquals(7, find(text, "A", 3, 1));
        assertEquals(text.indexOf("Straße"), find(text, "sTRAß", 0, 1));
        assertEquals(text.lastIndexOf("STRASSE") + 3, find(text, "asse", 40, -1));
        assertEquals(-1, find(text, "b b", 0, 1));
        assertEquals(-1, find(text, "a", -1, -1));
    }
}
