package io.sightglass.ui.theme;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sightglass.ui.fx.FxTest;

import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FxTest.class)
class ThemeTest {
    @Test
    void textIsInterAndPayloadsAreJetBrainsMono() {
        var text = new Label("text");
        var payload = new Label("payload");
        payload.getStyleClass().add("mono");
        var strong = new Label("strong");
        strong.getStyleClass().add("strong");
        var stage = FxTest.show(new VBox(text, payload, strong), 200, 100);
        assertEquals("Inter", FxTest.get(() -> text.getFont().getFamily()));
        assertEquals(13, FxTest.get(() -> text.getFont().getSize()));
        assertEquals("JetBrains Mono", FxTest.get(() -> payload.getFont().getFamily()));
        assertEquals(12, FxTest.get(() -> payload.getFont().getSize()), 0.01);
        assertEquals("Inter Bold", FxTest.get(() -> strong.getFont().getName()));

        FxTest.on(() -> Theme.LIGHT.apply(stage.getScene(), 18));
        FxTest.settle();
        assertEquals(18, FxTest.get(() -> text.getFont().getSize()));
        assertEquals(Color.web("#1f2328"), FxTest.get(text::getTextFill));
    }
}
