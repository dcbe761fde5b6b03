package io.sightglass.ui.fx;

import io.sightglass.model.ByteRange;
import io.sightglass.model.Mark;
import io.sightglass.model.Sentence;
import io.sightglass.tail.Timeline;
import io.sightglass.ui.theme.Theme;

import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// Draws the controls in both themes, for people to look at: arguments: a folder.
public final class Gallery {
    static final byte[] ORDER =
            HexFormat.of()
                    .parseHex(
                            "0000000003000a066f2d353531331209796573746572646179200"
                                    + "12a0c0a086b656e79612d6161100e70ac02310000000000002d40");

    private Gallery() {}

    public static void main(String[] arguments) {
        var folder = Path.of(arguments[0]);
        FxTest.start();
        for (var theme : Theme.values()) {
            var name = theme.name().toLowerCase(Locale.ROOT);
            FxTest.picture(
                    FxTest.get(Gallery::controls),
                    1200,
                    800,
                    theme,
                    folder.resolve("controls-" + name + ".png"));
        }
        System.exit(0);
    }

    private static Parent controls() {
        var list = new RecordList(FakeRows.COLUMNS);
        var rows = new FakeRows();
        rows.append(12);
        list.sourceProperty().set(rows);
        list.select(1);
        var timeline = new TimelineView();
        timeline.timelineProperty().set(timeline());
        VBox.setVgrow(list, Priority.ALWAYS);
        var inset = new VBox(timeline);
        inset.setPadding(new javafx.geometry.Insets(0, 12, 8, 12));
        var hex = new HexView();
        hex.show(
                ORDER,
                6,
                List.of(
                        new HexView.Tint(new ByteRange(39, 41), Mark.VIOLATION),
                        new HexView.Tint(new ByteRange(41, 44), Mark.UNKNOWN)));
        hex.select(new ByteRange(14, 25));
        hex.setMaxWidth(507);
        var header =
                new HBox(
                        styled(new Label("Bytes"), "title"),
                        spacer(),
                        styled(new Label("timestamp · bytes 14–24"), "pane-note"));
        header.getStyleClass().add("pane-header");
        header.setMaxWidth(507);
        var empty = new RecordList(FakeRows.COLUMNS);
        var state =
                new VBox(
                        styled(new Label("No records yet"), "heading"),
                        styled(
                                new Label("orders is open; nothing has arrived since 04:44."),
                                "muted"),
                        new Button("Read from the beginning"));
        state.getStyleClass().add("empty-state");
        empty.placeholderProperty().set(state);
        empty.setPrefHeight(160);
        return new VBox(
                topBar(), tabs(), tools(), chips(), inset, list, header, hex, sentence(), empty);
    }

    private static Parent topBar() {
        var bar =
                new HBox(
                        styled(new Label("Sightglass"), "brand"),
                        new MenuButton("Playground"),
                        styled(new Label("DEMO"), "env-badge", "env-demo"),
                        styled(new Label("PROD"), "env-badge", "env-prod"),
                        styled(new Label("localhost:19092 · 1 broker · registry ok"), "muted"),
                        spacer(),
                        styled(new Label("Avro"), "badge"),
                        new ToggleButton("Read-only"));
        bar.getStyleClass().add("top-bar");
        return bar;
    }

    private static Parent tabs() {
        var first = new ToggleButton("orders");
        first.setSelected(true);
        var strip =
                new HBox(
                        first,
                        new ToggleButton("orders-value · v3 ↔ v4"),
                        new ToggleButton("order-status"));
        strip.getChildren().forEach(tab -> tab.getStyleClass().add("tab-button"));
        strip.getStyleClass().add("tab-strip");
        return strip;
    }

    private static Parent tools() {
        var filter = new TextField("value.status != \"CANCELED\"");
        filter.getStyleClass().add("filter-field");
        HBox.setHgrow(filter, Priority.ALWAYS);
        var row =
                new HBox(
                        styled(new ToggleButton("Live"), "live"),
                        new MenuButton("From: latest"),
                        new MenuButton("All partitions"),
                        filter,
                        styled(new Button("Connect"), "accent"),
                        new MenuButton("Contract: coffee-orders"));
        row.getStyleClass().add("tool-bar-row");
        return row;
    }

    private static Parent chips() {
        var row = new HBox();
        row.getStyleClass().add("tool-bar-row");
        row.getChildren().add(chip("All", null, Texts.grouped(1_204_118)));
        row.getChildren().add(chip("Valid", Mark.VALID, "98.71 %"));
        var violations = chip("Violations", Mark.VIOLATION, Texts.grouped(9_203));
        violations.setSelected(true);
        row.getChildren().add(violations);
        row.getChildren().add(chip("Unknown fields", Mark.UNKNOWN, Texts.grouped(6_120)));
        row.getChildren().add(chip("Undecodable", Mark.UNDECODABLE, "211"));
        row.getChildren().add(spacer());
        row.getChildren().add(styled(new Label("1 240 msg/s"), "muted"));
        return row;
    }

    private static Parent sentence() {
        return new VBox(
                new SentenceFlow(
                        Mark.VIOLATION,
                        Sentence.builder()
                                .text("The event is missing ")
                                .strong("userId")
                                .text(", which contract coffee-orders requires.")
                                .build()),
                new SentenceFlow(
                        Mark.UNKNOWN,
                        Sentence.builder()
                                .text("Field ")
                                .strong("14")
                                .text(" is not in v3. v4 names it ")
                                .strong("loyaltyPoints")
                                .text(" (int32).")
                                .build()));
    }

    static Timeline timeline() {
        var random = new Random(7);
        var buckets = new ArrayList<Timeline.Bucket>();
        for (int i = 0; i < 98; i++) {
            long bad = i > 50 && i < 64 ? random.nextInt(200) : random.nextInt(100) < 9 ? 30 : 0;
            long unknown = i > 75 ? random.nextInt(160) : 0;
            long lost = i % 31 == 0 ? 4 : 0;
            buckets.add(
                    new Timeline.Bucket(
                            1_700_000_000_000L + i * 5000L,
                            600 + random.nextInt(250),
                            unknown,
                            bad,
                            lost));
        }
        return new Timeline(5000, buckets);
    }

    private static Chip chip(String name, Mark mark, String count) {
        var chip = new Chip(name, mark);
        chip.count(count);
        return chip;
    }

    private static Region spacer() {
        var spacer = new Region();
        HBox.setHgrow(spacer, Priority.ALWAYS);
        return spacer;
    }

    private static <T extends javafx.scene.Node> T styled(T node, String... classes) {
        node.getStyleClass().addAll(classes);
        return node;
    }
}
