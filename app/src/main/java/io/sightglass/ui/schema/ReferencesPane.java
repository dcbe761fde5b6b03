package io.sightglass.ui.schema;

import io.sightglass.schema.ReferenceGraph;
import io.sightglass.schema.ReferenceGraph.Item;
import io.sightglass.schema.ReferenceGraph.Place;

import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.CubicCurve;
import javafx.scene.shape.Polygon;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/// A drawing of who refers to whom: what refers to the schema left of it, what it refers to on the
/// right, a column a step. A schema opens by a click or Enter; arrow keys go from one to the next.
final class ReferencesPane extends ScrollPane {
    private static final PseudoClass MIDDLE = PseudoClass.getPseudoClass("middle");
    private static final double WIDTH = 210;
    private static final double HEIGHT = 30;
    private static final double ACROSS = 70;
    private static final double DOWN = 10;
    private static final double HEAD = 24;
    private static final double TIP = 5;

    /// A column with more is cut until the rest is asked for.
    private static final int COLUMN = 12;

    private final ReferencesModel model;
    private final Consumer<Place> open;
    private final Label words = new Label();
    private final Pane drawing = new Pane();
    private final Set<Integer> unfolded = new HashSet<>();

    /// @param open shows a schema in its tab
    ReferencesPane(ReferencesModel model, Consumer<Place> open) {
        this.model = model;
        this.open = open;
        setId("references");
        words.setWrapText(true);
        words.setId("references-words");
        words.getStyleClass().addAll("muted", "small");
        var box = new VBox(words, drawing);
        box.getStyleClass().add("matrix-page");
        // As wide as the pane, so that a sentence wraps, and wider where the drawing is.
        box.minWidthProperty().bind(widthProperty().subtract(2));
        words.maxWidthProperty().bind(widthProperty().subtract(40));
        setContent(box);
        setFitToHeight(true);
        model.graphProperty()
                .subscribe(graph -> {
                    unfolded.clear();
                    show(graph);
                });
        model.lookingProperty().subscribe(_ -> show(model.graphProperty().get()));
    }

    private void show(@Nullable ReferenceGraph graph) {
        drawing.getChildren().clear();
        words.setText(said(graph));
        words.setVisible(!words.getText().isEmpty());
        words.setManaged(words.isVisible());
        if (graph == null || graph.items().size() == 1) {
            drawing.setMinSize(0, 0);
            return;
        }
        var columns = new TreeMap<Integer, List<Integer>>();
        for (int i = 0; i < graph.items().size(); i++) {
            columns.computeIfAbsent(graph.items().get(i).layer(), _ -> new ArrayList<>()).add(i);
        }
        var buttons = new TreeMap<Integer, Button>();
        double x = 0;
        double bottom = 0;
        for (var column : columns.entrySet()) {
            bottom = Math.max(bottom, column(graph, column, x, buttons));
            x += WIDTH + ACROSS;
        }
        arrows(graph, buttons);
        drawing.setMinSize(x - ACROSS, bottom);
    }

    private String said(@Nullable ReferenceGraph graph) {
        if (model.lookingProperty().get()) {
            return "Looking for who refers to whom …";
        }
        if (graph == null) {
            return "Who refers to whom is known of this connection's registry and of the files in"
                    + " its schema folders; this schema is from elsewhere.";
        }
        var text = new StringBuilder();
        if (graph.items().size() == 1 && graph.problems().isEmpty()) {
            text.append(graph.middle().name())
                    .append(" refers to no other schema, and none refers to it.");
        }
        if (graph.isCircular()) {
            text.append("Some of these refer to each other in a circle. ");
        }
        if (graph.cut()) {
            text.append("There are more than the ")
                    .append(graph.items().size())
                    .append(" that are drawn. ");
        }
        graph.problems().forEach(problem -> text.append(problem.plain()).append(' '));
        return text.toString().strip();
    }

    /// Draws a column; answers where it ends.
    private double column(
            ReferenceGraph graph,
            Map.Entry<Integer, List<Integer>> column,
            double x,
            Map<Integer, Button> buttons) {
        int layer = column.getKey();
        var items = column.getValue();
        var title = new Label(title(layer));
        title.getStyleClass().addAll("muted", "small");
        title.relocate(x, 0);
        drawing.getChildren().add(title);
        // A cut that hides one would hide more than the words that say so.
        boolean cut = items.size() > COLUMN + 1 && !unfolded.contains(layer);
        double y = HEAD;
        for (int index : cut ? items.subList(0, COLUMN) : items) {
            var button = button(graph.items().get(index));
            place(button, x, y);
            buttons.put(index, button);
            y += HEIGHT + DOWN;
        }
        if (cut) {
            var more = new Button("and " + (items.size() - COLUMN) + " more");
            more.getStyleClass().addAll("flat", "link-button");
            more.setOnAction(_ -> {
                unfolded.add(layer);
                show(graph);
            });
            place(more, x, y);
            y += HEIGHT + DOWN;
        }
        return y;
    }

    private void place(Button button, double x, double y) {
        button.setMinSize(WIDTH, HEIGHT);
        button.setMaxSize(WIDTH, HEIGHT);
        button.relocate(x, y);
        button.addEventHandler(KeyEvent.KEY_PRESSED, key -> step(button, key));
        drawing.getChildren().add(button);
    }

    private static String title(int layer) {
        return switch (layer) {
            case 0 -> "This schema";
            case 1 -> "It refers to";
            case -1 -> "Refer to it";
            default -> Math.abs(layer) + " steps away";
        };
    }

    private Button button(Item item) {
        var state =
                switch (item.state()) {
                    case THERE -> "";
                    case DELETED -> " · deleted";
                    case ABSENT ->
                            item.place() instanceof Place.File
                                    ? " · not in the folder"
                                    : " · not in the registry";
                    case UNKNOWN -> " · not known";
                };
        var button = new Button(item.name() + state);
        button.setMnemonicParsing(false);
        button.getStyleClass().addAll("reference-item", "mono");
        switch (item.state()) {
            case THERE -> {}
            case DELETED, UNKNOWN -> button.getStyleClass().add("mark-unknown");
            case ABSENT -> button.getStyleClass().add("mark-violation");
        }
        button.pseudoClassStateChanged(MIDDLE, item.layer() == 0);
        button.setTooltip(new Tooltip(button.getText()));
        button.setOnAction(_ -> open.accept(item.place()));
        button.addEventHandler(
                KeyEvent.KEY_PRESSED,
                key -> {
                    if (key.getCode() == KeyCode.ENTER) {
                        button.fire();
                        key.consume();
                    }
                });
        return button;
    }

    /// To the nearest in the direction of an arrow key.
    private void step(Button from, KeyEvent key) {
        double x =
                switch (key.getCode()) {
                    case LEFT -> -1;
                    case RIGHT -> 1;
                    default -> 0;
                };
        double y =
                switch (key.getCode()) {
                    case UP -> -1;
                    case DOWN -> 1;
                    default -> 0;
                };
        if (x == 0 && y == 0) {
            return;
        }
        key.consume();
        Button best = null;
        double least = Double.MAX_VALUE;
        for (var node : drawing.getChildren()) {
            if (node instanceof Button to && to != from) {
                double across = to.getLayoutX() - from.getLayoutX();
                double down = to.getLayoutY() - from.getLayoutY();
                boolean there = x == 0 ? across == 0 && down * y > 0 : across * x > 0;
                double distance = Math.hypot(across, down);
                if (there && distance < least) {
                    least = distance;
                    best = to;
                }
            }
        }
        if (best != null) {
            best.requestFocus();
        }
    }

    private void arrows(ReferenceGraph graph, Map<Integer, Button> buttons) {
        for (var arrow : graph.arrows()) {
            var from = buttons.get(arrow.from());
            var to = buttons.get(arrow.to());
            if (from == null || to == null) {
                continue;
            }
            double x1 = from.getLayoutX() + WIDTH;
            double y1 = from.getLayoutY() + HEIGHT / 2;
            double x2 = to.getLayoutX() - TIP;
            double y2 = to.getLayoutY() + HEIGHT / 2;
            double bend = Math.max(ACROSS, Math.abs(x2 - x1)) / 2;
            var curve = new CubicCurve(x1, y1, x1 + bend, y1, x2 - bend, y2, x2, y2);
            curve.getStyleClass().add("reference-arrow");
            var tip = new Polygon(x2, y2 - TIP, x2 + TIP, y2, x2, y2 + TIP);
            tip.getStyleClass().add("reference-tip");
            drawing.getChildren().addFirst(tip);
            drawing.getChildren().addFirst(curve);
        }
    }

    /// Puts the keyboard on the schema in the middle.
    void focus() {
        for (var node : drawing.getChildren()) {
            if (node instanceof Button button && button.getPseudoClassStates().contains(MIDDLE)) {
                button.requestFocus();
                return;
            }
        }
        requestFocus();
    }
}
