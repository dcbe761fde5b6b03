package io.sightglass.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.connect.Profiles;
import io.sightglass.model.Auth;
import io.sightglass.port.ConnectionStep;
import io.sightglass.ui.connect.ConnectModel;
import io.sightglass.ui.connect.Settings;
import io.sightglass.ui.connect.TrialModel.Phase;
import io.sightglass.ui.fx.Fx;
import io.sightglass.ui.fx.FxTest;
import io.sightglass.ui.shell.ShellModel;
import io.sightglass.ui.shell.ShellView;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// "Test connection" in the form.
@ExtendWith(FxTest.class)
@Timeout(60)
class TrialPanelTest {
    @TempDir Path folder;

    private final TrialOutside outside = new TrialOutside();
    private ShellModel shell;
    private Scene scene;

    @BeforeEach
    void open() {
        shell =
                FxTest.get(() ->
                        new ShellModel(
                                outside, Profiles.read(folder), Settings.DEFAULT, Fx::later));
        scene = FxTest.show(FxTest.get(() -> new ShellView(shell)), 1000, 700).getScene();
        FxTest.settle();
    }

    @AfterEach
    void close() {
        outside.steps.release(100);
        FxTest.get(shell::ending).run();
    }

    private <T extends Node> T find(String selector, Class<T> kind) {
        var node = FxTest.get(() -> scene.lookup(selector));
        assertNotNull(node, selector);
        return kind.cast(node);
    }

    private String text(String selector) {
        return FxTest.get(() -> find(selector, Labeled.class).getText());
    }

    private void type(String host) {
        FxTest.on(() -> {
            find("#name", TextField.class).setText("Kitchen");
            find("#bootstrap", TextField.class).setText(host + ":9092");
        });
        FxTest.settle();
    }

    private boolean isDone() {
        return shell.connect().trial().phaseProperty().get() instanceof Phase.Done;
    }

    @Test
    void everyStepIsShownAndNothingIsKept() {
        type("kafka-1");
        FxTest.click(find("#test-button", Button.class));
        FxTest.await("the end", this::isDone);
        assertEquals("Kitchen works", text("#trial-heading"));
        assertEquals(
                List.of(ConnectionStep.Kind.values()),
                FxTest.get(() ->
                        shell.connect().trial().steps().stream()
                                .map(ConnectionStep::kind)
                                .toList()));
        assertTrue(FxTest.get(() -> find("#trial-connect", Button.class).isVisible()));
        assertTrue(Profiles.read(folder).list().isEmpty());
    }

    @Test
    void theFirstFailureIsNamedAndEscapeLeadsBackToTheForm() {
        type("locked");
        FxTest.click(find("#test-button", Button.class));
        FxTest.await("the end", this::isDone);
        assertEquals("It stops at: SASL", text("#trial-heading"));
        assertFalse(FxTest.get(() -> find("#trial-connect", Button.class).isVisible()));
        FxTest.on(find("#trial-back", Button.class)::requestFocus);
        FxTest.await("the keyboard", () -> find("#trial-back", Button.class).isFocused());
        FxTest.press(KeyCode.ESCAPE);
        FxTest.await("the form", () -> find("#page", Node.class).isVisible());
        assertEquals(
                "locked:9092", FxTest.get(() -> find("#bootstrap", TextField.class).getText()));
    }

    @Test
    void aTestThatTakesLongShowsHowFarItIsAndCanBeGivenUp() {
        type("slow");
        outside.steps.release(2);
        FxTest.click(find("#test-button", Button.class));
        FxTest.await("two steps", () -> shell.connect().trial().steps().size() == 2);
        assertEquals("Testing Kitchen…", text("#trial-heading"));
        assertEquals("Cancel", text("#trial-back"));
        FxTest.click(find("#trial-back", Button.class));
        FxTest.await("the thread hears it", () -> outside.interrupted);
        FxTest.await(
                "the form",
                () ->
                        shell.connect().stateProperty().get() instanceof ConnectModel.State.Idle
                                && find("#page", Node.class).isVisible());
    }

    @Test
    @SuppressWarnings("unchecked")
    void aPasswordThatWasTypedIsTriedWithoutBeingKept() {
        type("kafka-1");
        FxTest.on(() -> {
            var login = (ComboBox<Object>) find("#login", ComboBox.class);
            login.setValue(login.getItems().get(1));
            find("#user", TextField.class).setText("ada");
            find("#password", PasswordField.class).setText("pomegranate");
        });
        FxTest.await("the form is complete", () -> text("#missing").isEmpty());
        FxTest.click(find("#test-button", Button.class));
        FxTest.await("the end", this::isDone);
        var tested = outside.tested;
        assertNotNull(tested);
        assertEquals("pomegranate", ((Auth.Plain) tested.auth()).password().reveal());
        assertEquals(
                "pomegranate", FxTest.get(() -> find("#password", PasswordField.class).getText()));
    }

    /// What a picture of the window, or a screen reader, could tell.
    @Test
    @SuppressWarnings("unchecked")
    void aPasswordIsNeverDrawn() {
        type("locked");
        FxTest.on(() -> {
            var login = (ComboBox<Object>) find("#login", ComboBox.class);
            login.setValue(login.getItems().get(3));
            find("#user", TextField.class).setText("grace");
            find("#password", PasswordField.class).setText("pomegranate");
        });
        FxTest.await("the form is complete", () -> text("#missing").isEmpty());
        assertTrue(FxTest.get(() -> drawn(scene.getRoot())).stream().anyMatch("grace"::equals));
        assertEquals(List.of(), withSecret());
        FxTest.click(find("#test-button", Button.class));
        FxTest.await("the end", this::isDone);
        assertEquals(List.of(), withSecret());
        FxTest.on(() -> find("#user", TextField.class).setText("pomegranate"));
        FxTest.await("the search finds one that is drawn", () -> !withSecret().isEmpty());
    }

    private List<String> withSecret() {
        return FxTest.get(() -> drawn(scene.getRoot())).stream()
                .filter(text -> text.contains("pomegranate"))
                .toList();
    }

    private static List<String> drawn(Parent parent) {
        var found = new ArrayList<String>();
        for (var node : parent.getChildrenUnmodifiable()) {
            if (node instanceof Text text) {
                found.add(text.getText());
            } else if (node instanceof Labeled labeled && labeled.getText() != null) {
                found.add(labeled.getText());
            }
            if (node.getAccessibleText() != null) {
                found.add(node.getAccessibleText());
            }
            if (node instanceof Parent inner) {
                found.addAll(drawn(inner));
            }
        }
        return found;
    }
}
