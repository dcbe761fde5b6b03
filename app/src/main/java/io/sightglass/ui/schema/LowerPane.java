package io.sightglass.ui.schema;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// Below the two sides: changes, the matrix of versions, references, and what the schema is.
final class LowerPane extends BorderPane {
    /// Below this width in pixels, words are left out.
    private static final double NARROW = 840;

    private final SchemaModel model;
    private final ToggleButton changes = tab("Changes", "tab-changes");
    private final ToggleButton prove = tab("Prove on topic", "tab-prove");
    private final ToggleButton matrix = tab("Compatibility matrix", "tab-matrix");
    private final ToggleButton references = tab("References", "tab-references");
    private final ToggleButton about = tab("About", "tab-about");
    private final Label note = new Label();
    private final Button copy = new Button("Copy as Markdown");
    private final Button save = new Button("Save as HTML…");
    private final ChangesPane changesPane;
    private final ProvePane provePane;
    private final Map<ToggleButton, Node> panes;
    private ToggleButton chosen = changes;
    private String said = "";

    LowerPane(
            SchemaModel model,
            ChangesPane changesPane,
            ProvePane provePane,
            MatrixPane matrixPane,
            ReferencesPane referencesPane,
            AboutPane aboutPane,
            Runnable copying,
            Runnable saving) {
        this.model = model;
        this.changesPane = changesPane;
        this.provePane = provePane;
        panes =
                Map.of(
                        changes,
                        changesPane,
                        prove,
                        provePane,
                        matrix,
                        matrixPane,
                        references,
                        referencesPane,
                        about,
                        aboutPane);
        getStyleClass().add("pane");
        setMinHeight(80);
        note.getStyleClass().add("pane-note");
        note.setId("schema-note");
        note.setMinWidth(0);
        copy.setId("copy-markdown");
        copy.setTooltip(new Tooltip("Copy the comparison as Markdown  C"));
        copy.getStyleClass().addAll("flat", "link-button");
        copy.setMinWidth(Region.USE_PREF_SIZE);
        copy.setOnAction(_ -> copying.run());
        save.setId("save-html");
        save.setTooltip(new Tooltip("Save the comparison as an HTML page"));
        save.getStyleClass().addAll("flat", "link-button");
        save.setMinWidth(Region.USE_PREF_SIZE);
        save.setOnAction(_ -> saving.run());
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var tabs = new HBox(changes, prove, matrix, references, about);
        tabs.getStyleClass().add("pane-tabs");
        var header = new HBox(tabs, space, note, copy, save);
        header.getStyleClass().add("pane-header");
        setTop(header);
        for (var button : List.of(changes, prove, matrix, references, about)) {
            button.setOnAction(_ -> choose(button));
        }
        model.shownProperty().subscribe(this::show);
        widthProperty()
                .subscribe(width -> {
                    boolean narrow = width.doubleValue() < NARROW;
                    copy.setText(narrow ? "Copy" : "Copy as Markdown");
                    save.setText(narrow ? "Save…" : "Save as HTML…");
                    show(model.shownProperty().get());
                });
        model.proof().revisionProperty().subscribe(_ -> note());
        model.versions().historyProperty().subscribe(_ -> show(model.shownProperty().get()));
    }

    private static ToggleButton tab(String title, String id) {
        var button = new ToggleButton(title);
        button.setId(id);
        button.getStyleClass().add("pane-tab");
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    private void show(@Nullable Shown shown) {
        if (shown == null) {
            return;
        }
        var comparison = shown.comparison();
        boolean two = shown.left() != null;
        changes.setText(comparison == null ? "Changes" : "Changes " + comparison.changes().size());
        visible(changes, comparison != null);
        var versions = model.versions().historyProperty().get().versions();
        visible(matrix, versions.size() > 1);
        matrix.setText(
                versions.size() < 2 || getWidth() < NARROW
                        ? "Matrix"
                        : "Compatibility matrix v"
                                + versions.getFirst()
                                + "…v"
                                + versions.getLast());
        visible(copy, two);
        visible(save, two);
        said = comparison == null ? "" : compared(shown);
        note();
        boolean possible = chosen.isVisible();
        choose(possible ? chosen : about, false);
    }

    private static String compared(Shown shown) {
        return "compared in " + Math.max(1, Math.round(shown.micros() / 1e3)) + " ms";
    }

    /// What was proved, unless there is something newer to tell.
    private void note() {
        var proved = model.proof().note();
        note.setText(proved.isEmpty() ? said : proved);
    }

    private static void visible(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }

    private void choose(ToggleButton button) {
        choose(button, true);
    }

    /// @param asked by the person, who then wants to see it again with the next schema
    private void choose(ToggleButton button, boolean asked) {
        if (asked) {
            chosen = button;
        }
        for (var each : panes.keySet()) {
            each.setSelected(each == button);
        }
        setCenter(panes.get(button));
        if (button == references) {
            model.references().open();
        } else {
            model.references().close();
        }
        if (button == matrix) {
            model.versions().compareAll();
        } else if (button == prove) {
            provePane.open();
        }
    }

    /// Shows where a proof is begun, and puts the keyboard there.
    void prove() {
        choose(prove);
        provePane.focus();
    }

    void tell(String text) {
        note.setText(text);
    }

    void focus() {
        choose(changes.isVisible() ? changes : about);
        changesPane.focus();
    }
}
