package io.sightglass.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.model.SchemaChange;
import io.sightglass.ui.fx.FxTest;
import io.sightglass.ui.schema.ProofModel;
import io.sightglass.ui.schema.SchemaModel;
import io.sightglass.ui.schema.Span;
import io.sightglass.ui.shell.ShellTab;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.MenuButton;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Test;

/// Proof on a topic, in the schema tab over the playground in memory.
class ProveTabTest extends WindowFixture {
    private SchemaModel open(String subject) {
        ready();
        FxTest.on(() -> shell.openSubject(subject));
        var model =
                FxTest.get(() ->
                        shell.selectedProperty().get() instanceof ShellTab.Schema(var schema)
                                ? schema
                                : null);
        FxTest.await("the schema", () -> !model.busyProperty().get() && model.isComparing());
        return model;
    }

    private static void ended(ProofModel proof) {
        FxTest.await(
                "the proof",
                () -> {
                    proof.look();
                    return !proof.isRunning() && proof.results().size() == 2;
                });
    }

    private static String counts(SchemaModel model, String type, String word) {
        return FxTest.get(() ->
                model.shownProperty().get().comparison().changes().stream()
                        .filter(change -> change.type().equals(type))
                        .filter(change -> change.message().plain().contains(word))
                        .map(change -> said(model, change))
                        .findFirst()
                        .orElseThrow());
    }

    private static String said(SchemaModel model, SchemaChange change) {
        return String.join(
                " ", model.proof().counts(change).stream().map(each -> each.plain()).toList());
    }

    @Test
    void everyChangeCarriesWhatRecordsSayOfIt() {
        var model = open("order-status-value");
        var proof = model.proof();
        assertTrue(FxTest.get(() -> find("#offer-prove", Node.class).getParent().isVisible()));
        FxTest.await("the keyboard", () -> find("#diff-rows", Node.class).isFocused());
        FxTest.press(KeyCode.V);
        FxTest.settle();
        assertEquals(
                "order-status", FxTest.get(() -> find("#prove-topic", ComboBox.class).getValue()));
        assertEquals("order-status", FxTest.get(() -> proof.topics().getFirst()));
        FxTest.on(() -> proof.choose(new Span.Whole()));
        FxTest.await("the keyboard", () -> find("#prove-start", Node.class).isFocused());
        FxTest.on(() -> find("#prove-start", Button.class).fire());
        ended(proof);
        FxTest.settle();
        var results = FxTest.get(proof::results);
        assertEquals("v4", results.getFirst().reader());
        assertEquals("v3", results.getLast().reader());
        var v4 = results.getFirst().proof();
        assertTrue(v4.failed() > 0 && v4.failed() < v4.records(), v4.verdict().plain());
        long v3Records =
                v4.writers().stream()
                        .filter(writer -> writer.label().equals("order-status v3"))
                        .mapToLong(writer -> writer.records() - writer.damaged())
                        .sum();

        var points = counts(model, "READER_FIELD_MISSING_DEFAULT_VALUE", "loyaltyPoints");
        assertEquals("All " + grouped(v3Records) + " v3 records lack it, and fail.", points);
        var note = counts(model, "READER_FIELD_MISSING_DEFAULT_VALUE", "note");
        assertTrue(note.matches("All [\\d\\u2009]+ v4 records lack it, and fail."), note);
        var refunded = counts(model, "MISSING_ENUM_SYMBOLS", "REFUNDED");
        assertTrue(refunded.matches("[\\d\\u2009]+ of [\\d\\u2009]+ v4 records .*"), refunded);
        FxTest.on(() -> find("#tab-changes", ButtonBase.class).fire());
        FxTest.settle();
        assertFalse(FxTest.get(() -> find("#offer-prove", Node.class).getParent().isVisible()));
        assertTrue(
                FxTest.get(() -> find("#changes", Node.class).lookupAll(".change-count").size())
                        > 3);
        assertTrue(
                text("#schema-note")
                        .matches("proved against [\\d\\u2009]+ records of order-status"));
    }

    private static String grouped(long number) {
        return io.sightglass.ui.fx.Texts.grouped(number);
    }

    @Test
    void theFirstRecordThatFailsIsOneClickAway() {
        var model = open("order-status-value");
        var proof = model.proof();
        FxTest.on(() -> shell.perform(io.sightglass.ui.shell.Command.PROVE));
        FxTest.on(() -> proof.choose(new Span.Whole()));
        FxTest.on(proof::start);
        ended(proof);
        FxTest.settle();
        var first = FxTest.get(() -> proof.results().getFirst().proof().first());
        FxTest.on(() -> find("#prove-first", Hyperlink.class).fire());
        FxTest.await(
                "the record",
                () ->
                        shell.tail()
                                .map(tail -> tail.selectionProperty().get())
                                .filter(chosen ->
                                        chosen.record().offset() == first.place().offset())
                                .isPresent());
        assertEquals("order-status", tail().topic());
        assertEquals(
                first.place().partition(),
                FxTest.get(() -> tail().selectionProperty().get()).record().partition());
        // a second click finds the tab that holds it
        var tab = FxTest.get(() -> shell.selectedProperty().get());
        int tabs = FxTest.get(() -> shell.tabs().size());
        FxTest.on(() -> proof.show(first.place()));
        assertEquals(tabs, FxTest.get(() -> shell.tabs().size()));
        assertEquals(tab, FxTest.get(() -> shell.selectedProperty().get()));
    }

    @Test
    void whatATabHoldsIsProvedAndASecondRunReplacesTheFirst() {
        ready();
        FxTest.on(() -> shell.openTopic("order-status"));
        FxTest.await("records", () -> tail().tail().filter(tail -> tail.next() > 100).isPresent());
        var model = open("order-status-value");
        var proof = model.proof();
        FxTest.on(() -> find("#tab-prove", ButtonBase.class).fire());
        FxTest.settle();
        assertEquals(new Span.Held(), FxTest.get(() -> proof.spanProperty().get()));
        assertTrue(text("#prove-span").startsWith("What its tab holds ("));
        FxTest.on(() -> find("#prove-span", MenuButton.class).show());
        FxTest.settle();
        assertTrue(FxTest.get(() -> find("#prove-span", MenuButton.class).getItems().size()) > 6);
        FxTest.on(() -> find("#prove-span", MenuButton.class).hide());
        FxTest.on(proof::start);
        FxTest.on(() -> proof.choose("orders"));
        FxTest.on(proof::start);
        ended(proof);
        assertEquals("orders", FxTest.get(() -> proof.proved().orElseThrow()));
        FxTest.settle();
        assertTrue(text("#schema-note").endsWith("records of orders"), text("#schema-note"));
    }

    @Test
    void closingTheTabEndsTheRun() {
        var model = open("order-status-value");
        var proof = model.proof();
        FxTest.on(() -> {
            proof.choose(new Span.Whole());
            proof.choose("orders");
            proof.start();
            shell.close(shell.selectedProperty().get());
        });
        FxTest.await("the end", () -> !proof.isRunning());
    }

    @Test
    void aSchemaThatDoesNotParseIsNotProved() {
        ready();
        var samples = FxTest.get(() -> shell.surroundingsProperty().get().folders().getFirst());
        FxTest.on(() -> shell.openFile(samples.path(), "broken/coffee.avsc"));
        FxTest.await("the file", () -> text("#schema-problem").contains("coffee.avsc:6:5"));
        FxTest.on(() -> find("#tab-prove", ButtonBase.class).fire());
        FxTest.settle();
        assertTrue(text("#prove-obstacle").contains("does not parse"));
        assertTrue(FxTest.get(() -> find("#prove-start", Button.class).isDisabled()));
    }
}
