package io.sightglass.ui.inspect;

import io.sightglass.model.Header;
import io.sightglass.model.Headers;

import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// The record's headers in their order, names as often as they come.
final class HeadersPane extends StackPane {
    private final ListView<Header> list = new ListView<>();

    HeadersPane() {
        list.getStyleClass().add("inspect-headers");
        list.setCellFactory(_ -> new Row());
        list.setAccessibleText("Headers");
        var none = new Label("This record has no headers.");
        none.getStyleClass().add("muted");
        list.setPlaceholder(none);
        getChildren().add(list);
    }

    void show(Headers headers) {
        list.getItems().setAll(headers.list());
    }

    private static final class Row extends ListCell<Header> {
        private final Label name = new Label();
        private final Label kind = new Label();
        private final Runs value = new Runs();
        private final HBox content = new HBox(name, value, kind);

        private Row() {
            content.getStyleClass().add("header-row");
            name.getStyleClass().addAll("value-name", "header-name");
            kind.getStyleClass().addAll("value-muted", "small");
            HBox.setHgrow(value, Priority.ALWAYS);
        }

        @Override
        protected void updateItem(@Nullable Header header, boolean empty) {
            super.updateItem(header, empty);
            setText(null);
            if (header == null || empty) {
                setGraphic(null);
                setAccessibleText("");
                return;
            }
            var text = HeaderText.of(header);
            name.setText(ValueText.oneLine(header.name()));
            value.show(List.of(text.value()));
            kind.setText(text.kind());
            setGraphic(content);
            setAccessibleText(header.name() + ": " + text.value().text());
        }
    }
}
