package io.sightglass.ui.attempt;

import io.sightglass.gate.Answer;
import io.sightglass.model.ByteRange;
import io.sightglass.model.Mark;
import io.sightglass.ui.fx.HexView;
import io.sightglass.ui.fx.Pulse;
import io.sightglass.ui.fx.SentenceFlow;

import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// The gate in the window: the payload on the left, the answer on the right.
public final class TryView extends BorderPane {
    private static final int LOOK_EVERY_MILLIS = 200;
    private static final int MOST_REMARKS = 200;

    private final TryModel model;
    private final ComboBox<String> where = new ComboBox<>();
    private final TextArea typed = new TextArea();
    private final Label told = new Label();
    private final SentenceFlow summary = new SentenceFlow();
    private final VBox remarks = new VBox();
    private final HexView hex = new HexView();
    private final BorderPane answer = new BorderPane();

    public TryView(TryModel model) {
        this.model = model;
        getStyleClass().addAll("pane", "try-page");
        typed.setId("try-text");
        typed.getStyleClass().add("mono");
        typed.setAccessibleText("The payload");
        typed.textProperty().bindBidirectional(model.textProperty());
        model.bytesProperty()
                .subscribe(bytes ->
                        typed.setPromptText(
                                bytes
                                        ? "00 00 00 00 03 …: the payload's bytes in hexadecimal"
                                        : "{\"orderId\": \"o-5513\", …}: the value as JSON"));
        summary.setId("try-summary");
        remarks.setId("try-remarks");
        remarks.getStyleClass().add("findings");
        hex.setId("try-bytes");
        answer.setId("try-answer");
        var head = new VBox(summary);
        head.getStyleClass().add("try-summary");
        answer.setTop(head);
        var split = new SplitPane(typed, answer);
        split.setOrientation(Orientation.HORIZONTAL);
        split.setDividerPositions(0.48);
        setTop(header());
        setCenter(split);
        model.verdictProperty().subscribe(this::show);
        Pulse.every(LOOK_EVERY_MILLIS, this, model::look);
    }

    /// Puts the keyboard on what is typed; answers whether it is on screen.
    public boolean focusText() {
        typed.requestFocus();
        return typed.isFocused();
    }

    /// Puts the keyboard on the answer.
    public boolean focusAnswer() {
        return remarks.getChildren().stream()
                .findFirst()
                .map(first -> {
                    first.requestFocus();
                    return true;
                })
                .orElseGet(() -> {
                    hex.requestFocus();
                    return hex.isFocused();
                });
    }

    /// Puts the answer into the clipboard; answers whether there is one.
    public boolean copy() {
        var words = model.words();
        words.ifPresent(text -> {
            var content = new ClipboardContent();
            content.putString(text);
            Clipboard.getSystemClipboard().setContent(content);
            told.setText("answer copied");
        });
        return words.isPresent();
    }

    private Node header() {
        var name = new Label("Try a payload for");
        name.getStyleClass().add("heading");
        name.setMinWidth(Region.USE_PREF_SIZE);
        where.setId("try-where");
        where.setEditable(true);
        where.setMinWidth(120);
        where.setPrefWidth(280);
        where.setAccessibleText("Topic or schema");
        where.setTooltip(
                new Tooltip(
                        "A topic, SUBJECT:VERSION of the registry, or a schema file with its"
                                + " type"));
        where.getItems().setAll(model.names());
        where.setOnShowing(_ -> where.getItems().setAll(model.names()));
        where.setValue(model.whereProperty().get());
        where.valueProperty()
                .subscribe(chosen -> model.whereProperty().set(chosen == null ? "" : chosen));
        where.getEditor()
                .focusedProperty()
                .subscribe((_, now) -> {
                    if (!now) {
                        where.setValue(where.getEditor().getText());
                    }
                });
        where.getEditor()
                .setOnKeyPressed(event -> {
                    if (event.getCode() == KeyCode.ESCAPE) {
                        typed.requestFocus();
                    }
                });
        told.setId("try-told");
        told.getStyleClass().addAll("muted", "small");
        var copy = new Button("Copy answer");
        copy.setId("try-copy");
        copy.setMinWidth(Region.USE_PREF_SIZE);
        copy.setTooltip(new Tooltip("Copy the answer with its sentences  C"));
        copy.setOnAction(_ -> copy());
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var forms =
                new HBox(
                        form("try-json", "JSON", false, "The value, encoded as the schema says"),
                        form(
                                "try-hex",
                                "Bytes",
                                true,
                                "The payload itself in hexadecimal, framing included"));
        forms.getStyleClass().add("scopes");
        forms.setMinWidth(Region.USE_PREF_SIZE);
        var header = new HBox(name, where, forms, space, told, copy);
        header.getStyleClass().add("tool-bar-row");
        return header;
    }

    private ToggleButton form(String id, String text, boolean bytes, String tip) {
        var button = new ToggleButton(text);
        button.setId(id);
        button.setTooltip(new Tooltip(tip));
        button.setMinWidth(Region.USE_PREF_SIZE);
        model.bytesProperty().subscribe(now -> button.setSelected(now == bytes));
        button.setOnAction(_ -> {
            model.bytesProperty().set(bytes);
            button.setSelected(true);
        });
        return button;
    }

    private void show(Verdict verdict) {
        told.setText("");
        remarks.getChildren().clear();
        switch (verdict) {
            case Verdict.Nothing(var sentence) -> {
                summary.show(null, sentence);
                answer.setCenter(null);
            }
            case Verdict.Unable(var sentence) -> {
                summary.show(Mark.VIOLATION, sentence);
                answer.setCenter(null);
            }
            case Verdict.Answered(var target, var given, var text) -> {
                var mark = given instanceof Answer.Written ? Mark.VALID : Mark.VIOLATION;
                summary.show(mark, AnswerWords.summary(target, given));
                given.remarks().stream()
                        .limit(MOST_REMARKS)
                        .forEach(remark -> remarks.getChildren().add(row(remark, text)));
                if (given.remarks().size() > MOST_REMARKS) {
                    int more = given.remarks().size() - MOST_REMARKS;
                    remarks.getChildren().add(new Label("and " + more + " more"));
                }
                answer.setCenter(content(given));
            }
        }
    }

    private Node content(Answer given) {
        var list = new ScrollPane(remarks);
        list.setFitToWidth(true);
        list.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        if (!(given instanceof Answer.Written written)) {
            return list;
        }
        hex.show(written.payload(), written.framing().end(), List.of());
        if (given.remarks().isEmpty()) {
            return hex;
        }
        var both = new SplitPane(list, hex);
        both.setOrientation(Orientation.VERTICAL);
        both.setDividerPositions(0.35);
        return both;
    }

    /// A sentence that leads to its place in what was typed.
    private Node row(Answer.Remark remark, String text) {
        var finding = remark.finding();
        var mark = finding.kind().mark();
        var shape = new Label(mark.shape());
        shape.getStyleClass().addAll("mark", "mark-" + mark.label());
        shape.setMinWidth(Region.USE_PREF_SIZE);
        var words = new SentenceFlow(finding.message());
        HBox.setHgrow(words, Priority.ALWAYS);
        var row = new HBox(shape, words);
        row.getStyleClass().addAll("finding", "try-remark");
        row.setAccessibleRole(AccessibleRole.LIST_ITEM);
        row.setAccessibleText(mark.label() + ": " + finding.message().plain());
        Tooltip.install(row, new Tooltip(finding.rule()));
        row.setFocusTraversable(true);
        var at = remark.typed();
        if (at != null) {
            row.setOnMouseClicked(_ -> select(at, text));
            row.setOnKeyPressed(event -> {
                if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
                    select(at, text);
                    event.consume();
                }
            });
        }
        return row;
    }

    private void select(ByteRange at, String text) {
        if (!typed.getText().equals(text)) {
            return; // it is about what stood there before
        }
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        int start = length(bytes, at.start());
        typed.requestFocus();
        typed.selectRange(start, Math.max(start, length(bytes, at.end())));
    }

    /// How many characters so many bytes are.
    private static int length(byte[] bytes, int count) {
        return new String(bytes, 0, Math.min(count, bytes.length), StandardCharsets.UTF_8).length();
    }
}
