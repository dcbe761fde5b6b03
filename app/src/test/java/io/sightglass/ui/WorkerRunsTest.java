package io.sightglass.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.ui.contract.ContractModel;
import io.sightglass.ui.fx.FxTest;
import io.sightglass.ui.shell.ShellTab;
import io.sightglass.worker.SampleRuns;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Test;

/// What many workers have counted, in a topic's Contract tab.
class WorkerRunsTest extends WindowFixture {
    private ContractModel opened() {
        ready();
        FxTest.on(records()::requestFocus);
        FxTest.await("the keyboard", () -> records().isFocused());
        FxTest.press(KeyCode.H);
        FxTest.await("the tab", () -> health() != null);
        FxTest.await("its page", () -> isShown("#health-page"));
        return health();
    }

    private ContractModel health() {
        return FxTest.get(() ->
                shell.selectedProperty().get() instanceof ShellTab.Contract(var health)
                        ? health
                        : null);
    }

    private Node node(String selector) {
        var root = window.stage().getScene().getRoot();
        root.applyCss();
        root.layout();
        return root.lookup(selector);
    }

    private boolean isShown(String selector) {
        var node = node(selector);
        for (var each = node; each != null; each = each.getParent()) {
            if (!each.isVisible()) {
                return false;
            }
        }
        return node != null;
    }

    private Hyperlink link(String text) {
        var list = node("#health-run-list");
        return list == null
                ? null
                : ((Parent) list)
                        .lookupAll(".topic-link").stream()
                                .map(Hyperlink.class::cast)
                                .filter(each -> each.getText().equals(text))
                                .findFirst()
                                .orElse(null);
    }

    private void workersWrite(ContractModel health) throws Exception {
        var connection = FxTest.get(() -> shell.connectionProperty().get());
        outside.addEntries("orders-sightglass-checks", SampleRuns.of(connection, health.topic()));
    }

    @Test
    void aKeyShowsTheRunsAndOneOfThemIsLookedAt() throws Exception {
        var health = opened();
        FxTest.press(KeyCode.G);
        FxTest.await("the list", () -> isShown("#health-run-list"));
        FxTest.await("that there are none", () -> health.runs().openProperty().get());
        assertEquals(null, FxTest.get(() -> link(SampleRuns.DONE)));
        FxTest.press(KeyCode.ESCAPE);
        FxTest.await("it is gone", () -> !isShown("#health-run-list"));

        workersWrite(health);
        FxTest.press(KeyCode.G);
        FxTest.await("the run", () -> link(SampleRuns.GOING) != null);
        FxTest.on(() -> link(SampleRuns.GOING).fire());
        FxTest.await("its figures", () -> health.runs().chosenProperty().get() != null);
        FxTest.await("whose they are", () -> isShown("#health-run-bar"));
        FxTest.await("its partitions", () -> isShown("#health-run-partitions"));
        var figures = FxTest.get(() -> health.runs().chosenProperty().get());
        assertTrue(figures.progress().records() > 2_000);
        assertEquals(figures.progress().records(), figures.merged().counts().records());
        assertEquals(1, figures.progress().done());
        var markdown = FxTest.get(() -> health.markdown().orElseThrow());
        assertTrue(markdown.contains("**Missed**"), markdown);
        FxTest.press(KeyCode.ESCAPE);
        FxTest.await("the tab's own", () -> !isShown("#health-run-bar"));
        assertEquals(null, FxTest.get(() -> health.runs().chosenProperty().get()));
    }

    @Test
    void theButtonIsThereWhereThereAreRuns() throws Exception {
        var health = opened();
        assertTrue(!FxTest.get(() -> isShown("#health-runs")));
        workersWrite(health);
        FxTest.press(KeyCode.G);
        FxTest.await("the button", () -> isShown("#health-runs"));
        FxTest.on(() -> find("#health-runs", Button.class).fire());
        FxTest.await("the list goes", () -> !isShown("#health-run-list"));
        FxTest.on(() -> find("#health-runs", Button.class).fire());
        FxTest.await("the list", () -> link(SampleRuns.DONE) != null);
        FxTest.on(() -> link(SampleRuns.DONE).fire());
        FxTest.await("its figures", () -> health.runs().chosenProperty().get() != null);
        assertTrue(FxTest.get(() -> health.runs().chosenProperty().get()).progress().isDone());
        FxTest.await("the way back", () -> isShown("#health-run-back"));
        FxTest.on(() -> find("#health-run-back", Button.class).fire());
        FxTest.await("the tab's own", () -> !isShown("#health-run-bar"));
    }
}
