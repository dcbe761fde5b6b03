package io.sightglass.ui.read;

import io.sightglass.model.Framing;
import io.sightglass.model.Part;
import io.sightglass.ui.fx.Pulse;

import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

/// The panel in which a person says how payloads are to be read: type to find, arrow keys to
/// choose, Enter to take it, Escape to leave everything as it is.
public final class ReadingView extends VBox {
    private final ReadingModel model;
    private final TextField field = new TextField();
    private final ListView<Entry> list = new ListView<>();
    private final HBox scopes = new HBox();

    /// @param closed runs when the panel has closed, so that the keyboard goes back where it was
    public ReadingView(ReadingModel model, Runnable closed) {
        this.model = model;
        getStyleClass().add("reading");
        setId("reading");
        field.setId("reading-field");
        field.setPromptText("Type to find a schema or format");
        field.setAccessibleText("Find a schema or format");
        field.textProperty().bindBidirectional(model.typedProperty());
        list.setItems(model.shown());
        list.setFocusTraversable(false);
        list.setCellFactory(_ -> new Cell());
        list.getStyleClass().add("palette-list");
        var nothing = new Label("Nothing is called so");
        nothing.getStyleClass().add("muted");
        list.setPlaceholder(nothing);
        VBox.setVgrow(list, Priority.ALWAYS);
        model.selectedProperty().subscribe(index -> select(index.intValue()));
        getChildren().addAll(head(), field, list, foot());
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        model.openProperty()
                .subscribe(purpose -> {
                    boolean wasOpen = isVisible();
                    setVisible(purpose != null);
                    setManaged(purpose != null);
                    if (purpose != null) {
                        field.requestFocus();
                        select(model.selectedProperty().get());
                    } else if (wasOpen) {
                        closed.run();
                    }
                });
        Pulse.each(this, model::look);
    }

    private HBox head() {
        var title = new Label();
        title.getStyleClass().add("title");
        title.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                this::title, model.openProperty(), model.partProperty()));
        var wait = new Label("looking for more…");
        wait.getStyleClass().addAll("muted", "small");
        wait.visibleProperty().bind(model.lookingProperty());
        wait.managedProperty().bind(wait.visibleProperty());
        wait.setMinWidth(0);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var head = new HBox(10, title, wait, space, framings());
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private String title() {
        var what = (model.partProperty().get() == Part.KEY ? "Keys" : "Values") + " of ";
        return model.openProperty().get() == Purpose.READ_AS
                ? "A reader of " + model.topic() + " has the schema"
                : what + model.topic() + " are read as";
    }

    private MenuButton framings() {
        var menu = new MenuButton();
        menu.setId("reading-framing");
        menu.textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> "Framing: " + name(model.framingProperty().get()),
                                model.framingProperty()));
        menu.setOnShowing(_ -> {
            menu.getItems().clear();
            var group = new ToggleGroup();
            menu.getItems().add(framing(null, group));
            for (var kind : Framing.Kind.values()) {
                menu.getItems().add(framing(kind, group));
            }
        });
        menu.getItems().add(new RadioMenuItem(""));
        menu.visibleProperty().bind(model.openProperty().isEqualTo(Purpose.DECODE_AS));
        menu.managedProperty().bind(menu.visibleProperty());
        return menu;
    }

    private RadioMenuItem framing(Framing.@Nullable Kind kind, ToggleGroup group) {
        var item = new RadioMenuItem(name(kind));
        item.setToggleGroup(group);
        item.setSelected(model.framingProperty().get() == kind);
        item.setOnAction(_ -> model.framingProperty().set(kind));
        return item;
    }

    private static String name(Framing.@Nullable Kind kind) {
        return kind == null ? "find out" : kind == Framing.Kind.RAW ? "none" : kind.label();
    }

    private HBox foot() {
        var group = new ToggleGroup();
        for (var scope : Scope.values()) {
            var button = new ToggleButton(scope.title());
            button.setId("scope-" + scope.name().toLowerCase(java.util.Locale.ROOT));
            button.setToggleGroup(group);
            button.setOnAction(_ -> {
                button.setSelected(true);
                model.scopeProperty().set(scope);
                field.requestFocus();
            });
            model.scopeProperty().subscribe(now -> button.setSelected(now == scope));
            scopes.getChildren().add(button);
        }
        scopes.getStyleClass().add("scopes");
        var apply = new Button("Read so");
        apply.setId("reading-apply");
        apply.getStyleClass().add("accent");
        apply.disableProperty().bind(model.selectedProperty().lessThan(0));
        apply.setOnAction(_ -> model.apply());
        var cancel = new Button("Cancel");
        cancel.setOnAction(_ -> model.close());
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var foot = new HBox(8, scopes, space, cancel, apply);
        foot.setAlignment(Pos.CENTER_LEFT);
        return foot;
    }

    private void select(int index) {
        list.getSelectionModel().clearAndSelect(index);
        if (index >= 0) {
            list.scrollTo(Math.max(0, index - 2));
        }
    }

    private void key(KeyEvent event) {
        switch (event.getCode()) {
            case DOWN -> model.move(1);
            case UP -> model.move(-1);
            case ENTER -> {
                if (event.getTarget() instanceof Button button && button.isCancelButton()) {
                    return;
                }
                model.apply();
            }
            case ESCAPE -> model.close();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private final class Cell extends ListCell<Entry> {
        private final Label kind = new Label();
        private final Label title = new Label();
        private final Label note = new Label();
        private final HBox row;

        Cell() {
            kind.getStyleClass().addAll("muted", "small");
            kind.setMinWidth(68);
            title.setMinWidth(Region.USE_PREF_SIZE);
            note.getStyleClass().addAll("muted", "small");
            var space = new Region();
            HBox.setHgrow(space, Priority.ALWAYS);
            row = new HBox(8, kind, title, space, note);
            row.setAlignment(Pos.CENTER_LEFT);
            setPrefWidth(0);
            setOnMouseClicked(event -> {
                if (getItem() != null) {
                    model.selectedProperty().set(getIndex());
                    if (event.getClickCount() == 2) {
                        model.apply();
                    }
                }
            });
        }

        @Override
        protected void updateItem(@Nullable Entry entry, boolean empty) {
            super.updateItem(entry, empty);
            if (empty || entry == null) {
                setGraphic(null);
                return;
            }
            kind.setText(entry.kind());
            title.setText(entry.title());
            note.setText(entry.note());
            setGraphic(row);
            setAccessibleText(entry.kind() + " " + entry.title() + " " + entry.note());
        }
    }
}
