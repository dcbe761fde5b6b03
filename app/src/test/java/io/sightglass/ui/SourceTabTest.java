package io.sightglass.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.ui.fx.FxTest;
import io.sightglass.ui.schema.Mode;
import io.sightglass.ui.schema.SchemaModel;
import io.sightglass.ui.shell.ShellTab;
import io.sightglass.ui.source.SourceArea;

import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;

import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.Test;

/// The source of a schema in its tab.
class SourceTabTest extends WindowFixture {
    private SchemaModel open(Runnable opening) {
        ready();
        FxTest.on(opening);
        var model =
                FxTest.get(() ->
                        shell.selectedProperty().get() instanceof ShellTab.Schema(var opened)
                                ? opened
                                : null);
        FxTest.await("the schema", () -> !model.busyProperty().get());
        FxTest.on(() -> {
            model.lines().modeProperty().set(Mode.SOURCE);
            model.showLeft(null);
        });
        FxTest.await(
                "the source",
                () ->
                        !model.busyProperty().get()
                                && !model.isComparing()
                                && model.source().contentProperty().get() != null
                                && look("#source-text") instanceof CodeArea area
                                && area.getLength() > 0
                                && look("#source-pane").isVisible());
        return model;
    }

    private Node look(String selector) {
        return find(selector, Node.class);
    }

    private CodeArea area() {
        return find("#source-text", CodeArea.class);
    }

    private SourceArea coloured() {
        return (SourceArea) look(".source");
    }

    private String note() {
        return text("#source-note");
    }

    /// Puts the keyboard on a word of the text.
    private void stand(String word) {
        FxTest.on(() -> {
            int at = area().getText().indexOf(word);
            assertTrue(at >= 0, word);
            area().moveTo(at + 1);
            area().requestFocus();
        });
        FxTest.await("the keyboard", () -> area().isFocused());
    }

    private String caretLine() {
        return FxTest.get(() -> area().getText(area().getCurrentParagraph()).strip());
    }

    private java.nio.file.Path samples() {
        return FxTest.get(
                () -> shell.connectionProperty().get().profile().schemaFolders().getFirst());
    }

    @Test
    void aSourceIsColouredWhereItIsInSight() {
        open(() -> shell.openSubject("order-status-value"));
        FxTest.await(
                "colours",
                () -> {
                    var line = area().getText(1);
                    int at = line.indexOf('"');
                    return at >= 0 && coloured().styles(1, at + 1).contains("source-key");
                });
    }

    @Test
    void textIsFoundByKeyAndWhatIsNotThereIsSaid() {
        open(() -> shell.openSubject("order-status-value"));
        stand("record");
        FxTest.press(KeyCode.CONTROL, KeyCode.F);
        FxTest.await("the field", () -> find("#source-find", TextField.class).isFocused());
        FxTest.on(() -> find("#source-find", TextField.class).setText("STATUS"));
        FxTest.press(KeyCode.ENTER);
        FxTest.await("the text", () -> area().getSelectedText().equalsIgnoreCase("status"));
        int first = FxTest.get(() -> area().getSelection().getStart());
        FxTest.press(KeyCode.ENTER);
        FxTest.await("the next", () -> area().getSelection().getStart() > first);
        FxTest.on(() -> find("#source-find", TextField.class).setText("no such thing"));
        FxTest.press(KeyCode.ENTER);
        FxTest.await("words", () -> note().contains("is not in this text"));
    }

    @Test
    void aBlockFoldsAndUnfolds() {
        open(() -> shell.openSubject("order-status-value"));
        stand("\"fields\"");
        int line = FxTest.get(() -> area().getCurrentParagraph());
        FxTest.on(() -> find("#source-fold", ButtonBase.class).fire());
        FxTest.await("folded", () -> area().isFolded(line + 1));
        FxTest.on(() -> find("#source-fold", ButtonBase.class).fire());
        FxTest.await("unfolded", () -> !area().isFolded(line + 1));
    }

    @Test
    void aTypeIsOneKeyAwayAndSoIsTheWayBack() {
        var samples = samplesOf();
        open(() -> shell.openFile(samples, "orders/v4/order_service.proto"));
        var before = FxTest.get(() -> area().getText());
        int at = FxTest.get(() -> word(before));
        FxTest.on(() -> {
            area().moveTo(at);
            area().requestFocus();
        });
        FxTest.await("the keyboard", () -> area().isFocused());
        var stood = caretLine();
        FxTest.press(KeyCode.F12);
        FxTest.await("the message", () -> caretLine().startsWith("message "));
        FxTest.press(KeyCode.ALT, KeyCode.LEFT);
        FxTest.await("back", () -> caretLine().equals(stood) && area().getText().equals(before));
        FxTest.press(KeyCode.ALT, KeyCode.LEFT);
        FxTest.await("words", () -> note().contains("nothing to go back to"));
        assertEquals(before, FxTest.get(() -> area().getText()));
    }

    private java.nio.file.Path samplesOf() {
        ready();
        return samples();
    }

    /// The place of a method's input.
    private static int word(String text) {
        return text.indexOf('(', text.indexOf("rpc ")) + 2;
    }

    @Test
    void aFaultIsMarkedInItsLine() {
        var samples = samplesOf();
        open(() -> shell.openFile(samples, "broken/coffee.avsc"));
        assertTrue(
                FxTest.get(() ->
                        area().getParagraphs().stream()
                                .anyMatch(each ->
                                        each.getParagraphStyle().contains("source-fault"))));
    }
}
