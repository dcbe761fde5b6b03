package io.sightglass.ui.inspect;

import io.sightglass.model.Decoded;
import io.sightglass.model.Format;
import io.sightglass.model.Part;
import io.sightglass.model.RawRecord;
import io.sightglass.model.SchemaInfo;
import io.sightglass.ui.fx.Texts;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// One record: at the left tree, text, headers or key; at the right its bytes over its findings.
public final class InspectView extends SplitPane {
    private static final double LEFT_SHARE = 0.574;
    private static final double BYTES_SHARE = 0.36;

    private final InspectModel model;
    private final ToggleGroup tabs = new ToggleGroup();
    private final ToggleButton treeTab = tab("Tree");
    private final ToggleButton textTab = tab("Text");
    private final ToggleButton headersTab = tab("Headers");
    private final ToggleButton keyTab = tab("Key");
    private final Label place = new Label();
    private final TreePane tree;
    private final TextPane text;
    private final HeadersPane headers = new HeadersPane();
    private final StatePane state = new StatePane();
    private final BorderPane fields;
    private final BytesPane bytes;
    private final StackPane leftSide = new StackPane();
    private Consumer<Part> readOtherwise = _ -> {};
    private BiConsumer<Part, Format> readAs = (_, _) -> {};
    private Runnable readOn = () -> {};
    private Consumer<SchemaInfo> showSchema = _ -> {};

    public InspectView(InspectModel model) {
        this.model = model;
        getStyleClass().add("inspect");
        tree = new TreePane(model);
        text = new TextPane(model);
        bytes = new BytesPane(model);
        fields = new BorderPane(new StackPane(tree, state));
        state.onReadOtherwise(this::readOtherwise);
        state.onReadAs(format -> readAs.accept(model.partProperty().get(), format));
        fields.setBottom(new ReadPane(model, this::readOtherwise, info -> showSchema.accept(info)));
        var right = new SplitPane(bytes, new FindingsPane(model, () -> readOn.run()));
        right.setOrientation(Orientation.VERTICAL);
        right.setDividerPositions(BYTES_SHARE);
        getItems().addAll(left(), right);
        setDividerPositions(LEFT_SHARE);

        tabs.selectedToggleProperty().addListener((_, old, now) -> chooseTab(old, now));
        model.contentProperty().addListener((_, _, content) -> show(content));
        model.payloadProperty().addListener((_, _, _) -> show(model.contentProperty().get()));
        tabs.selectToggle(treeTab);
        show(model.contentProperty().get());
    }

    /// What happens when a person wants a key or value read otherwise.
    public void onReadOtherwise(Consumer<Part> action) {
        readOtherwise = action;
    }

    /// What happens when a person wants to see an undecodable key or value in a format that it
    /// could have.
    public void onReadAs(BiConsumer<Part, Format> action) {
        readAs = action;
    }

    /// What happens when a person wants more of a payload that has more values than are read at
    /// first.
    public void onReadOn(Runnable action) {
        readOn = action;
    }

    /// What happens when a person wants to see the schema that was read with.
    public void onShowSchema(Consumer<SchemaInfo> action) {
        showSchema = action;
    }

    private void readOtherwise() {
        readOtherwise.accept(model.partProperty().get());
    }

    /// Lays a panel over the left side, bytes and findings staying in sight.
    public void cover(Node panel) {
        leftSide.getChildren().add(panel);
    }

    /// Moves the focus to the fields.
    public void focusFields() {
        tabs.selectToggle(treeTab);
        tree.tree().requestFocus();
    }

    /// Moves the focus to the bytes.
    public void focusBytes() {
        bytes.hex().requestFocus();
    }

    private Node left() {
        var strip = new HBox(treeTab, textTab, headersTab, keyTab);
        strip.getStyleClass().add("pane-tabs");
        strip.setMinWidth(Region.USE_PREF_SIZE);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        place.getStyleClass().add("pane-note");
        var header = new HBox(strip, space, place);
        header.getStyleClass().add("pane-header");
        var panes = new StackPane(fields, text, headers);
        VBox.setVgrow(panes, Priority.ALWAYS);
        var left = new VBox(header, panes);
        left.getStyleClass().add("pane");
        leftSide.getChildren().add(left);
        return leftSide;
    }

    private ToggleButton tab(String name) {
        var button = new ToggleButton(name);
        button.getStyleClass().add("pane-tab");
        button.setToggleGroup(tabs);
        return button;
    }

    private void chooseTab(javafx.scene.control.Toggle old, javafx.scene.control.Toggle now) {
        if (now == null) {
            // A second click on the tab that is open leaves it open.
            tabs.selectToggle(old);
            return;
        }
        model.partProperty().set(now == keyTab ? Part.KEY : Part.VALUE);
        fields.setVisible(now == treeTab || now == keyTab);
        text.setVisible(now == textTab);
        headers.setVisible(now == headersTab);
        show(model.contentProperty().get());
    }

    private void show(InspectModel.Content content) {
        switch (content) {
            case InspectModel.Content.Nothing _ -> {
                state.nothing();
                showState(true);
                place.setText("");
                headersTab.setText("Headers");
            }
            case InspectModel.Content.Reading(RawRecord record) -> {
                state.reading(record);
                showState(true);
                tell(record);
            }
            case InspectModel.Content.Shown(RawRecord record, Payload value, Payload key) -> {
                var payload = model.partProperty().get() == Part.KEY ? key : value;
                show(record, payload);
                tell(record);
            }
        }
    }

    private void show(RawRecord record, Payload payload) {
        switch (payload.decoded()) {
            case Decoded.DecodedMessage _ -> showState(false);
            case Decoded.Undecodable undecodable -> {
                state.undecodable(payload, undecodable);
                showState(true);
            }
            case Decoded.Tombstone _ -> {
                state.tombstone(record, payload.part());
                showState(true);
            }
        }
    }

    private void showState(boolean shown) {
        state.setVisible(shown);
        tree.setVisible(!shown);
    }

    private void tell(RawRecord record) {
        headers.show(record.headers());
        int count = record.headers().size();
        headersTab.setText(count == 0 ? "Headers" : "Headers " + Texts.grouped(count));
        var bytesOf = model.partProperty().get() == Part.KEY ? record.key() : record.value();
        place.setText(
                "partition "
                        + record.partition()
                        + " · offset "
                        + Texts.grouped(record.offset())
                        + " · "
                        + Texts.bytes(bytesOf == null ? 0 : bytesOf.length));
    }
}
