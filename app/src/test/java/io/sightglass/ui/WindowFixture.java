package io.sightglass.ui;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.sightglass.ui.fx.FxTest;
import io.sightglass.ui.fx.RecordList;
import io.sightglass.ui.shell.ShellModel;
import io.sightglass.ui.tail.TailModel;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Labeled;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// A whole window over the playground in memory, and how tests find their way in it.
@ExtendWith(FxTest.class)
@Timeout(120)
abstract class WindowFixture {
    @TempDir Path folder;

    final CountDownLatch mayStart = new CountDownLatch(1);
    final MemoryPlayground outside = new MemoryPlayground(mayStart);
    Window window;
    ShellModel shell;

    @BeforeEach
    void open() {
        window = Window.open(outside, folder);
        shell = window.shell();
    }

    @AfterEach
    void close() throws Exception {
        mayStart.countDown();
        window.close();
        window.awaitClosed();
        outside.awaitAllClosed();
    }

    final void ready() {
        mayStart.countDown();
        FxTest.await(
                "records",
                () ->
                        shell.tail()
                                .flatMap(TailModel::tail)
                                .filter(tail -> tail.next() > 2_000 && tail.pending() == 0)
                                .isPresent());
        FxTest.await("the side bar", () -> shell.surroundingsProperty().get().topics().size() == 9);
    }

    final TailModel tail() {
        return FxTest.get(() -> shell.tail().orElseThrow());
    }

    final <T extends Node> T find(String selector, Class<T> kind) {
        var node = FxTest.get(() -> look(window.stage().getScene().getRoot(), selector));
        assertNotNull(node, selector);
        return kind.cast(node);
    }

    /// Controls make what is in them when they are first laid out.
    private static Node look(Parent root, String selector) {
        var node = root.lookup(selector);
        if (node == null) {
            root.applyCss();
            root.layout();
            node = root.lookup(selector);
        }
        return node;
    }

    final String text(String selector) {
        return FxTest.get(() -> find(selector, Labeled.class).getText());
    }

    final RecordList records() {
        return FxTest.get(() ->
                window.stage().getScene().getRoot().lookupAll("#records").stream()
                        .map(RecordList.class::cast)
                        .findFirst()
                        .orElseThrow());
    }
}
