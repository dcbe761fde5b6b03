package io.sightglass.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.ui.fx.FxTest;
import io.sightglass.ui.schema.Mode;
import io.sightglass.ui.schema.SchemaModel;
import io.sightglass.ui.schema.Shown;
import io.sightglass.ui.schema.Span;
import io.sightglass.ui.shell.ShellTab;

import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;

import org.fxmisc.richtext.CodeArea;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;

/// A copy of a schema that is edited in its tab.
class DraftTabTest extends WindowFixture {
    private SchemaModel opened() {
        ready();
        FxTest.on(() -> shell.openSubject("order-status-value"));
        var model =
                FxTest.get(() ->
                        shell.selectedProperty().get() instanceof ShellTab.Schema(var opened)
                                ? opened
                                : null);
        FxTest.await("the schema", () -> !model.busyProperty().get() && model.isComparing());
        return model;
    }

    private CodeArea area() {
        return find("#source-text", CodeArea.class);
    }

    /// Begins a draft by key, with the keyboard in it.
    private SchemaModel edit() {
        var model = opened();
        FxTest.await("the rows", () -> find("#diff-rows", Node.class).isFocused());
        FxTest.press(KeyCode.E);
        awaitEditor(model);
        FxTest.on(() -> area().requestFocus());
        FxTest.await("the keyboard", () -> area().isFocused());
        return model;
    }

    private void awaitEditor(SchemaModel model) {
        FxTest.await(
                "the draft",
                () ->
                        !model.busyProperty().get()
                                && model.titleProperty().get().contains("draft")
                                && window.stage().getScene().getRoot().lookup("#source-text")
                                        instanceof CodeArea area
                                && area.getLength() > 0
                                && area.isEditable()
                                && area.getParent().getParent().isVisible());
    }

    private void replace(String from, String to) {
        FxTest.on(() -> {
            int at = area().getText().indexOf(from);
            assertTrue(at >= 0, from);
            area().replaceText(at, at + from.length(), to);
        });
    }

    private static Shown shown(SchemaModel model) {
        return FxTest.get(() -> model.shownProperty().get());
    }

    private static void awaitText(SchemaModel model, String text) {
        FxTest.await(
                "the draft is read",
                () ->
                        model.shownProperty().get() != null
                                && model.shownProperty().get().right().text().equals(text)
                                && !model.busyProperty().get());
    }

    private String typed() {
        return FxTest.get(() -> area().getText());
    }

    @Test
    void aCopyIsEditedAndWhatItBreaksIsSaidAsItIsTyped() {
        var model = edit();
        assertEquals(
                "order-status-value · v4 ↔ draft", FxTest.get(() -> model.titleProperty().get()));
        assertEquals(0, shown(model).changes().size());
        assertEquals("Edit", text("#mode-edit"));
        replace("\"loyaltyPoints\"", "\"points\"");
        awaitText(model, typed());
        assertFalse(shown(model).changes().isEmpty());
        assertTrue(FxTest.get(() -> model.titleProperty().get()).endsWith("•"));
        FxTest.await(
                "the verdict",
                () ->
                        find("#verdict-backward", Node.class)
                                .getStyleClass()
                                .contains("mark-violation"));
        // the same draft, row by row, and back
        FxTest.on(() -> find("#mode-structure", ButtonBase.class).fire());
        FxTest.await("rows", () -> find("#diff-rows", Node.class).isVisible());
        FxTest.await(
                "the structure",
                () ->
                        !model.busyProperty().get()
                                && model.lines().rows().stream()
                                        .anyMatch(row ->
                                                row.right() != null
                                                        && row.right().text().contains("points")));
        var before = typed();
        FxTest.on(() -> find("#mode-edit", ButtonBase.class).fire());
        awaitEditor(model);
        assertEquals(before, typed());
    }

    @Test
    void keysAreTypedAndNotPerformed() {
        var model = edit();
        FxTest.on(() -> area().moveTo(0));
        FxTest.press(KeyCode.S);
        FxTest.press(KeyCode.E);
        FxTest.press(KeyCode.SLASH);
        assertEquals(
                "order-status-value · v4 ↔ draft",
                FxTest.get(() -> model.titleProperty().get()).replace(" •", ""));
        assertTrue(FxTest.get(() -> area().isFocused()));
        FxTest.press(KeyCode.TAB);
        assertTrue(typed().startsWith("  ") || typed().contains("  {"), typed());
        FxTest.press(KeyCode.ESCAPE);
        assertTrue(FxTest.get(() -> find("#draft-save", Node.class).isFocused()));
    }

    @Test
    void whatIsWrongIsMarkedAndTheLastRightOneStays() {
        var model = edit();
        replace("\"fields\"", "\"fields\" oops");
        awaitText(model, typed());
        FxTest.await("the mark", () -> find("#source-faults", Node.class).isVisible());
        assertEquals("▲ 1\u00a0line is wrong", text("#source-faults"));
        int line =
                FxTest.get(() -> {
                    int at = area().getText().indexOf("oops");
                    return area().offsetToPosition(
                                    at, org.fxmisc.richtext.model.TwoDimensional.Bias.Forward)
                            .getMajor();
                });
        assertTrue(
                FxTest.get(() -> area().getParagraph(line).getParagraphStyle())
                        .contains("source-fault"));
        assertTrue(shown(model).right().kept());
        assertNotNull(shown(model).comparison(), "the last one that was right");
        assertTrue(text("#schema-problem").contains("Shown is the last version that was right"));
        FxTest.on(() -> area().moveTo(0));
        FxTest.press(KeyCode.F8);
        assertEquals(line, FxTest.get(() -> area().getCurrentParagraph()));
        replace(" oops", "");
        awaitText(model, typed());
        FxTest.await("no mark", () -> !find("#source-faults", Node.class).isVisible());
        FxTest.await(
                "no line",
                () ->
                        area().getParagraphs().stream()
                                .allMatch(each -> each.getParagraphStyle().isEmpty()));
    }

    @Test
    void aDraftIsProvedOnATopic() {
        var model = edit();
        replace("\"loyaltyPoints\"", "\"points\"");
        awaitText(model, typed());
        FxTest.on(() -> find("#tab-prove", ButtonBase.class).fire());
        FxTest.on(() -> {
            model.proof().propose();
            model.proof().choose(new Span.Last(1_000));
        });
        assertEquals("order-status", FxTest.get(() -> model.proof().topicProperty().get()));
        FxTest.on(() -> model.proof().start());
        FxTest.await(
                "the proof",
                () -> {
                    model.proof().look();
                    return !model.proof().isRunning() && model.proof().results().size() == 2;
                });
        var result = FxTest.get(() -> model.proof().results().getFirst());
        assertEquals("draft", result.reader());
        assertTrue(result.proof().records() > 0);
        assertTrue(result.proof().toString().length() > 0);
    }

    @Test
    void aDraftIsAFileAndReplacesNoneUnasked() throws Exception {
        var model = edit();
        replace("\"loyaltyPoints\"", "\"points\"");
        awaitText(model, typed());
        var file = folder.resolve("draft.avsc");
        Files.writeString(file, "mine");
        FxTest.press(KeyCode.CONTROL, KeyCode.S);
        FxTest.await("the question", () -> find("#draft-file", TextField.class).isFocused());
        assertTrue(
                FxTest.get(() -> find("#draft-file", TextField.class).getText())
                        .endsWith("order-status-value-v4-draft.avsc"));
        FxTest.on(() -> find("#draft-file", TextField.class).setText(file.toString()));
        FxTest.press(KeyCode.ENTER);
        FxTest.await(
                "it asks",
                () -> text("#draft-file-words").contains("is there already. Replace it?"));
        assertEquals("mine", Files.readString(file));
        assertEquals("Replace it", text("#draft-file-save"));
        FxTest.on(() -> find("#draft-file-save", ButtonBase.class).fire());
        FxTest.await("saved", () -> !find("#draft-saving", Node.class).isVisible());
        assertEquals(typed(), Files.readString(file));
        assertFalse(FxTest.get(() -> model.titleProperty().get()).endsWith("•"));
        assertFalse(FxTest.get(() -> model.drafts().isUnsaved()));
    }

    @Test
    void aTabWithADraftThatIsNotSavedAsksBeforeItCloses() {
        var model = edit();
        replace("\"loyaltyPoints\"", "\"points\"");
        awaitText(model, typed());
        int tabs = FxTest.get(() -> shell.tabs().size());
        FxTest.press(KeyCode.CONTROL, KeyCode.W);
        FxTest.await("it asks", () -> find("#draft-unsaved", Node.class).isVisible());
        assertEquals(tabs, FxTest.get(() -> shell.tabs().size()));
        FxTest.on(() -> find("#draft-unsaved-stay", ButtonBase.class).fire());
        assertFalse(FxTest.get(() -> find("#draft-unsaved", Node.class).isVisible()));
        assertTrue(FxTest.get(() -> model.drafts().isUnsaved()));
        FxTest.press(KeyCode.CONTROL, KeyCode.W);
        FxTest.await("it asks", () -> find("#draft-unsaved", Node.class).isVisible());
        FxTest.on(() -> find("#draft-unsaved-discard", ButtonBase.class).fire());
        FxTest.await("closed", () -> shell.tabs().size() == tabs - 1);
    }

    @Test
    void savedFromTheQuestionTheTabCloses() throws Exception {
        var model = edit();
        replace("\"loyaltyPoints\"", "\"points\"");
        awaitText(model, typed());
        int tabs = FxTest.get(() -> shell.tabs().size());
        var text = typed();
        FxTest.press(KeyCode.CONTROL, KeyCode.W);
        FxTest.await("it asks", () -> find("#draft-unsaved", Node.class).isVisible());
        FxTest.on(() -> find("#draft-unsaved-save", ButtonBase.class).fire());
        Path file = folder.resolve("kept.avsc");
        FxTest.on(() -> find("#draft-file", TextField.class).setText(file.toString()));
        FxTest.on(() -> find("#draft-file-save", ButtonBase.class).fire());
        FxTest.await("closed", () -> shell.tabs().size() == tabs - 1);
        assertEquals(text, Files.readString(file));
    }

    @Test
    void theWindowAsksBeforeItCloses() {
        var model = edit();
        replace("\"loyaltyPoints\"", "\"points\"");
        awaitText(model, typed());
        boolean[] left = new boolean[1];
        FxTest.on(() -> shell.openTopic("orders"));
        FxTest.on(() -> shell.leave(() -> left[0] = true));
        FxTest.await("it asks", () -> find("#draft-unsaved", Node.class).isVisible());
        assertFalse(left[0]);
        FxTest.on(() -> find("#draft-unsaved-discard", ButtonBase.class).fire());
        assertTrue(left[0]);
        assertEquals(Mode.EDIT, FxTest.get(() -> model.lines().modeProperty().get()));
    }
}
