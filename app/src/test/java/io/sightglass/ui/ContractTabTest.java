package io.sightglass.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.indicator.Indicators;
import io.sightglass.ui.contract.ContractModel;
import io.sightglass.ui.fx.FxTest;
import io.sightglass.ui.shell.Command;
import io.sightglass.ui.shell.ShellTab;

import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;

/// The Contract tab over the playground in memory.
class ContractTabTest extends WindowFixture {
    private ContractModel health() {
        return FxTest.get(() ->
                shell.selectedProperty().get() instanceof ShellTab.Contract(var health)
                        ? health
                        : null);
    }

    private ContractModel opened() {
        ready();
        FxTest.on(records()::requestFocus);
        FxTest.await("the keyboard", () -> records().isFocused());
        FxTest.press(KeyCode.H);
        FxTest.await("the tab", () -> health() != null);
        var health = health();
        FxTest.await(
                "its figures",
                () -> {
                    var seen = health.indicatorsProperty().get();
                    return seen != null && seen.counts().records() > 2_000 && !seen.holds();
                });
        FxTest.await("a facet", () -> link("#health-facets", "pos ") != null);
        return health;
    }

    private Hyperlink link(String section, String begins) {
        var root = window.stage().getScene().getRoot();
        root.applyCss();
        root.layout();
        var place = root.lookup(section);
        return place == null
                ? null
                : ((Parent) place)
                        .lookupAll(".topic-link").stream()
                                .map(Hyperlink.class::cast)
                                .filter(each -> each.getText().startsWith(begins))
                                .findFirst()
                                .orElse(null);
    }

    @Test
    void aKeyOpensItAndItsFacetsFilterTheList() {
        var health = opened();
        assertEquals("orders", health.topic());
        FxTest.on(() -> link("#health-facets", "pos ").fire());
        FxTest.await("the records", () -> shell.tail().isPresent());
        assertEquals(
                "headers[\"source\"] == \"pos\"", FxTest.get(() -> tail().filterProperty().get()));
        FxTest.await("those of the producer", () -> tail().rows().size() > 0);
    }

    @Test
    void aRuleShowsItsRecords() {
        opened();
        FxTest.await("the rule", () -> link("#health-rules", "▲ contract.maximum at") != null);
        FxTest.on(() -> link("#health-rules", "▲ contract.maximum at").fire());
        FxTest.await("the records", () -> shell.tail().isPresent());
        assertEquals(
                "\"contract.maximum\" in rules && \"items[].boldness\" in fields",
                FxTest.get(() -> tail().filterProperty().get()));
        FxTest.await("a record of the rule", () -> tail().rows().size() > 0);
        assertEquals(null, FxTest.get(() -> tail().filterProblemProperty().get()));
    }

    @Test
    void itIsCopiedAndTheButtonsLeadThereAndBack() {
        var health = opened();
        var markdown = FxTest.get(() -> health.markdown().orElseThrow());
        assertTrue(markdown.startsWith("# orders\n"), markdown);
        assertTrue(markdown.contains("**Missed**"), markdown);
        FxTest.on(() -> shell.perform(Command.COPY_COMPARISON));
        FxTest.await("the word", () -> text("#health-told").equals("copied as Markdown"));
        FxTest.on(() -> find("#health-draft", Button.class).fire());
        FxTest.await("the draft", () -> text("#health-told").equals("draft copied as YAML"));
        FxTest.on(() -> find("#health-records", Button.class).fire());
        FxTest.await("the records", () -> shell.tail().isPresent());
        FxTest.await("the keyboard", () -> records().isFocused());
        FxTest.press(KeyCode.H);
        FxTest.await("the tab again", () -> health() == health);
        Indicators seen = FxTest.get(() -> health.indicatorsProperty().get());
        assertTrue(seen.levels().size() > 0);
    }

    @Test
    void aDraftIsSavedAsAFileAndNeverOver() throws IOException {
        opened();
        var file = folder.resolve("orders-draft.contract.yaml");
        FxTest.on(() -> find("#health-save", Button.class).fire());
        var field = find("#health-file", TextField.class);
        FxTest.await("the panel", field::isFocused);
        assertTrue(FxTest.get(field::getText).endsWith("orders-draft.contract.yaml"));
        FxTest.on(() -> field.setText(file.toString()));
        FxTest.on(() -> find("#health-file-save", Button.class).fire());
        FxTest.await("the word", () -> text("#health-told").equals("Saved as " + file + "."));
        var draft = Files.readString(file);
        assertTrue(draft.contains("kind: DataContract"), draft);
        // what is tagged as personal data is drafted without its values
        assertTrue(draft.contains("tags: [PII]"), draft);
        FxTest.on(() -> shell.perform(Command.SAVE_COMPARISON));
        FxTest.await("the panel again", field::isFocused);
        FxTest.on(() -> field.setText(file.toString()));
        FxTest.on(() -> find("#health-file-save", Button.class).fire());
        FxTest.await(
                "that it is there",
                () -> text("#health-file-words").contains("a draft never overwrites"));
        assertEquals(draft, Files.readString(file));
        FxTest.on(() -> find("#health-file-cancel", Button.class).fire());
        FxTest.await("it goes", () -> !find("#health-saving", Parent.class).isVisible());
    }
}
