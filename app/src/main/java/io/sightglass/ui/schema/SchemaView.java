package io.sightglass.ui.schema;

import io.sightglass.model.Mark;
import io.sightglass.schema.ReferenceGraph.Place;
import io.sightglass.ui.fx.Pulse;
import io.sightglass.ui.fx.SentenceFlow;

import javafx.geometry.Orientation;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.SplitPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.function.Consumer;

/// A schema, alone or beside another one, with what changed below.
public final class SchemaView extends StackPane {
    private static final int LOOK_MILLIS = 100;

    private final SchemaModel model;
    private final SideBySide sides;
    private final StackPane sheet;
    private final LowerPane lower;
    private final PickerView picker;
    private final SaveDraftView saving;
    private final UnsavedView unsaved;
    private @Nullable SourcePane source;

    /// @param open shows another schema in its own tab
    public SchemaView(SchemaModel model, Consumer<Place> open) {
        this.model = model;
        getStyleClass().add("schema");
        getStylesheets()
                .add(
                        Objects.requireNonNull(SchemaView.class.getResource("schema.css"))
                                .toExternalForm());
        sides = new SideBySide(model);
        sheet = new StackPane(sides);
        picker = new PickerView(model.picker(), () -> focusText());
        lower =
                new LowerPane(
                        model,
                        new ChangesPane(model, this::prove),
                        new ProvePane(model),
                        new MatrixPane(model),
                        new ReferencesPane(model.references(), open),
                        new AboutPane(
                                model,
                                (subject, version) ->
                                        open.accept(new Place.Version(subject, version))),
                        this::copy,
                        this::saveComparison);
        var split = new SplitPane(sheet, lower);
        split.setOrientation(Orientation.VERTICAL);
        split.setDividerPositions(0.55);
        split.getStyleClass().add("schema-split");
        var page = new BorderPane(split);
        page.getStyleClass().add("pane");
        page.setTop(
                new VBox(
                        new SchemaBar(model, this::pick),
                        new VersionChain(model),
                        notice(),
                        registry(),
                        busy()));
        saving = new SaveDraftView(model.drafts(), this::focusText, words -> lower.tell(words));
        unsaved = new UnsavedView(model.drafts(), this::saveDraft, this::focusText);
        getChildren().addAll(page, picker, unsaved, saving);
        model.drafts().noteProperty().subscribe(words -> lower.tell(words.plain()));
        model.shownProperty().subscribe(_ -> choose());
        model.lines().modeProperty().subscribe(_ -> choose());
        model.lines().selectedProperty().subscribe(_ -> goToLine());
        Pulse.every(LOOK_MILLIS, this, model::look);
    }

    /// A schema alone is read in its own text; two are held row by row.
    private void choose() {
        boolean reads = readsSource();
        model.source().open(reads);
        var text = reads ? source() : source;
        if (text != null) {
            text.setVisible(reads);
        }
        sides.setVisible(!reads);
        goToLine();
    }

    /// What is chosen of the lines, by a search say, is seen in the source.
    private void goToLine() {
        int chosen = model.lines().selectedProperty().get();
        if (readsSource() && chosen >= 0 && !source().isTyping()) {
            var half = model.lines().rows().get(chosen).right();
            if (half != null) {
                model.source().line(half.number());
            }
        }
    }

    /// Made when somebody reads a source: it costs more than the rest of the tab.
    private SourcePane source() {
        var made = source;
        if (made == null) {
            made = new SourcePane(model.source(), model.drafts(), this::saveDraft);
            source = made;
            sheet.getChildren().add(made);
        }
        return made;
    }

    private boolean readsSource() {
        var shown = model.shownProperty().get();
        if (shown == null) {
            return false;
        }
        return switch (shown.possible(model.lines().modeProperty().get())) {
            case EDIT -> true;
            case SOURCE -> shown.left() == null;
            case STRUCTURE, JSON -> false;
        };
    }

    /// Does something in the source; answers whether one is shown.
    public boolean inSource(Consumer<SourcePane> action) {
        boolean reads = readsSource();
        if (reads) {
            action.accept(source());
        }
        return reads;
    }

    private boolean focusText() {
        return readsSource() ? source().focus() : sides.focus();
    }

    private HBox notice() {
        var problem = new Label();
        problem.setWrapText(true);
        problem.setId("schema-problem");
        HBox.setHgrow(problem, Priority.ALWAYS);
        var notice = new HBox(problem);
        notice.getStyleClass().addAll("notice-bar", "mark-violation");
        model.problemProperty()
                .subscribe(sentence -> {
                    problem.setText(SchemaBar.plain(sentence));
                    notice.setVisible(sentence != null);
                    notice.setManaged(sentence != null);
                });
        return notice;
    }

    /// Why the registry thinks otherwise.
    private HBox registry() {
        var words = new SentenceFlow();
        words.setId("registry-differs");
        HBox.setHgrow(words, Priority.ALWAYS);
        var notice = new HBox(words);
        notice.getStyleClass().addAll("notice-bar", "mark-none");
        model.registryProperty()
                .subscribe(verdict -> {
                    boolean differs = verdict != null && verdict.differs();
                    if (verdict != null && differs) {
                        words.show(Mark.UNKNOWN, verdict.sentence());
                    }
                    notice.setVisible(differs);
                    notice.setManaged(differs);
                });
        return notice;
    }

    private ProgressBar busy() {
        var bar = new ProgressBar();
        bar.getStyleClass().add("thin-progress");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.visibleProperty().bind(model.busyProperty());
        bar.managedProperty().bind(model.busyProperty());
        return bar;
    }

    private void pick(boolean left) {
        picker.open(source -> {
            if (left) {
                model.showLeft(source);
            } else {
                model.showRight(source);
            }
        });
    }

    /// Puts the comparison into the clipboard, as Markdown; answers whether there is one.
    public boolean copy() {
        if (!model.isComparing()) {
            return false;
        }
        model.markdown(text -> {
            var content = new ClipboardContent();
            content.putString(text);
            Clipboard.getSystemClipboard().setContent(content);
            lower.tell("copied as Markdown");
        });
        return true;
    }

    /// Asks where to save the draft that is edited, else where to save the comparison as one HTML
    /// page; answers whether there is either.
    public boolean save() {
        var shown = model.shownProperty().get();
        if (shown != null && shown.possible(model.lines().modeProperty().get()) == Mode.EDIT) {
            saveDraft();
            return true;
        }
        return saveComparison();
    }

    private void saveDraft() {
        saving.open();
    }

    private boolean saveComparison() {
        if (!model.isComparing()) {
            return false;
        }
        var chooser = new FileChooser();
        chooser.setTitle("Save the comparison");
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("HTML", "*.html"));
        chooser.setInitialFileName(
                model.titleProperty().get().replaceAll("[^A-Za-z0-9.]+", "-") + ".html");
        var file = chooser.showSaveDialog(getScene().getWindow());
        if (file != null) {
            model.save(file.toPath(), sentence -> lower.tell(sentence.plain()));
        }
        return true;
    }

    /// Shows where a proof on a topic is begun.
    public void prove() {
        lower.prove();
    }

    /// Puts the keyboard on the rows; answers whether it is there now.
    public boolean focusRows() {
        // What lies over the rows has the keyboard.
        if (saving.isVisible()) {
            return saving.focus();
        }
        return picker.isVisible() ? picker.focus() : unsaved.isVisible() || focusText();
    }

    public void focusChanges() {
        lower.focus();
    }

    /// Ends it, when its tab was closed.
    public void close() {
        var made = source;
        if (made != null) {
            made.close();
        }
    }
}
