package io.sightglass.ui.tail;

import io.sightglass.port.From;
import io.sightglass.ui.control.Figures;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Where in the topic reading begins.
final class FromMenu extends MenuButton {
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("MM-dd HH:mm:ss");

    private final TailModel model;

    FromMenu(TailModel model, ObservableBooleanValue narrow) {
        this.model = model;
        setId("from");
        textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () ->
                                        model.finding().isOn()
                                                ? "Whole topic"
                                                : title(model.fromProperty().get(), narrow.get()),
                                model.fromProperty(),
                                model.finding().onProperty(),
                                narrow));
        getItems()
                .addAll(
                        item(new From.Latest()),
                        item(new From.Last(1_000)),
                        item(new From.Last(100_000)),
                        item(new From.Earliest()),
                        new SeparatorMenuItem(),
                        entry("Offset", "184202"),
                        entry("Time", "14:30 or 2026-11-22 14:30"));
    }

    private MenuItem item(From from) {
        var item = new MenuItem(title(from, true));
        item.setOnAction(_ -> begin(from));
        return item;
    }

    /// A field in the menu: Enter takes what was typed, if it can be understood.
    private CustomMenuItem entry(String name, String example) {
        var label = new Label(name);
        label.setMinWidth(64);
        var field = new TextField();
        field.setPromptText(example);
        field.setPrefColumnCount(17);
        field.setAccessibleText("From " + name + ", such as " + example);
        var box = new HBox(8, label, field);
        box.setAlignment(Pos.CENTER_LEFT);
        var item = new CustomMenuItem(box, false);
        field.setOnAction(_ -> {
            var parsed =
                    name.equals("Offset")
                            ? FromText.offset(field.getText())
                            : FromText.time(field.getText(), ZoneId.systemDefault());
            field.pseudoClassStateChanged(PseudoClass.getPseudoClass("invalid"), parsed.isEmpty());
            parsed.ifPresent(from -> {
                hide();
                begin(from);
            });
        });
        return item;
    }

    private void begin(From from) {
        if (from.equals(model.fromProperty().get())) {
            model.readTail();
        } else {
            model.fromProperty().set(from);
        }
    }

    private static String title(From from, boolean brief) {
        var text = describe(from);
        return brief
                ? text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1)
                : "From: " + text;
    }

    private static String describe(From from) {
        return switch (from) {
            case From.Latest() -> "latest";
            case From.Earliest() -> "earliest";
            case From.Last(var count) -> "last " + Figures.count(count);
            case From.Offset(var offset) -> "offset " + Figures.count(offset);
            case From.Time(var instant) -> SHOWN.format(instant.atZone(ZoneId.systemDefault()));
        };
    }
}
