package io.sightglass.ui.schema;

import io.sightglass.model.Mark;
import io.sightglass.model.Verdict;

import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import java.util.Locale;

/// The versions in a row, with a mark between neighbours that says whether the later one may follow
/// the earlier one; and how they are written below.
final class VersionChain extends HBox {
    private static final PseudoClass SHOWN = PseudoClass.getPseudoClass("shown");
    private static final int MOST = 7;

    /// Below this width in pixels, words are left out.
    private static final double NARROW = 800;

    private static final double TOOLTIP = 520;

    private final SchemaModel model;
    private final HBox chain = new HBox();
    private final Label level = new Label();
    private final Label registry = new Label();

    VersionChain(SchemaModel model) {
        this.model = model;
        getStyleClass().addAll("tool-bar-row", "version-row");
        chain.getStyleClass().add("version-chain");
        chain.setId("version-chain");
        level.getStyleClass().addAll("muted", "small");
        level.setId("level");
        level.setMinWidth(0);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        registry.setId("registry-verdict");
        registry.setMinWidth(Region.USE_PREF_SIZE);
        registry.getStyleClass().addAll("small", "registry-verdict");
        getChildren().addAll(chain, level, registry, space, modes());
        model.registryProperty().subscribe(_ -> words());
        model.versions().historyProperty().subscribe(_ -> fill());
        model.shownProperty().subscribe(_ -> fill());
        model.versions().levelProperty().subscribe(_ -> words());
        widthProperty().subscribe(_ -> words());
    }

    /// The level, and the registry's own answer with whether it is another than ours; with fewer
    /// words where there is little room.
    private void words() {
        boolean narrow = getWidth() < NARROW;
        var now = model.versions().levelProperty().get();
        level.setText(now == null ? "" : words(now, narrow));
        level.setTooltip(now == null ? null : new Tooltip(explained(now)));
        var verdict = model.registryProperty().get();
        registry.setVisible(verdict != null);
        registry.setManaged(verdict != null);
        if (verdict == null) {
            return;
        }
        var said = verdict.compatible();
        var shape = new Label(verdict.differs() ? Mark.UNKNOWN.shape() : VerdictChip.shape(said));
        shape.getStyleClass()
                .addAll("mark", verdict.differs() ? "mark-unknown" : VerdictChip.style(said));
        registry.setGraphic(shape);
        registry.setText(words(verdict, narrow));
        var tooltip = new Tooltip(verdict.sentence().plain());
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(TOOLTIP);
        registry.setTooltip(tooltip);
        registry.setAccessibleText(verdict.sentence().plain());
    }

    private static String words(RegistryVerdict verdict, boolean narrow) {
        var said = verdict.compatible();
        if (narrow) {
            return said == null ? "registry" : said ? "registry takes it" : "registry refuses";
        }
        return said == null
                ? "the registry does not say"
                : (said ? "the registry takes it" : "the registry refuses it")
                        + (verdict.differs() ? ", and we differ" : "");
    }

    private static String words(VersionsModel.Level level, boolean narrow) {
        return narrow
                ? "level  " + level.name()
                : (level.own() ? "level of subject  " : "level of registry  ") + level.name();
    }

    private static String explained(VersionsModel.Level level) {
        return "Level of compatibility: "
                + level.name()
                + (level.own()
                        ? ", configured for this subject"
                        : ", the registry's own; this subject has none configured");
    }

    private HBox modes() {
        var group = new ToggleGroup();
        var box = new HBox();
        box.getStyleClass().addAll("pane-tabs", "diff-modes");
        for (var mode : Mode.values()) {
            var button = new ToggleButton(mode.title());
            button.setId("mode-" + mode.title().toLowerCase(Locale.ROOT));
            button.getStyleClass().add("pane-tab");
            button.setToggleGroup(group);
            button.setMinWidth(Region.USE_PREF_SIZE);
            button.setOnAction(_ -> {
                button.setSelected(model.lines().modeProperty().get() == mode);
                if (mode == Mode.EDIT) {
                    model.drafts().edit();
                } else {
                    button.setSelected(true);
                    model.lines().modeProperty().set(mode);
                }
            });
            if (mode == Mode.EDIT) {
                button.setTooltip(
                        new Tooltip("Change a copy of this schema, and see what breaks  E"));
                model.shownProperty()
                        .subscribe(shown ->
                                button.setText(
                                        shown != null && shown.isEdited()
                                                ? "Edit"
                                                : "Edit a copy"));
            }
            model.lines().modeProperty().subscribe(now -> button.setSelected(now == mode));
            box.getChildren().add(button);
        }
        return box;
    }

    private void fill() {
        var history = model.versions().historyProperty().get();
        var all = history.versions();
        var versions = all.subList(Math.max(0, all.size() - MOST), all.size());
        chain.getChildren().clear();
        if (versions.size() < all.size()) {
            var before = new Label("…");
            before.getStyleClass().add("muted");
            chain.getChildren().add(before);
        }
        for (int i = 0; i < versions.size(); i++) {
            int version = versions.get(i);
            if (i > 0) {
                chain.getChildren().add(link(history, versions.get(i - 1), version));
            }
            chain.getChildren().add(version(version, i == 0 ? version : versions.get(i - 1)));
        }
    }

    private Button version(int version, int before) {
        var button = new Button("v" + version);
        button.getStyleClass().add("version-pill");
        button.pseudoClassStateChanged(SHOWN, isShown(version));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> model.show(before, version));
        button.setAccessibleText("Version " + version + (isShown(version) ? ", shown" : ""));
        return button;
    }

    private boolean isShown(int version) {
        var shown = model.shownProperty().get();
        return shown != null
                && (is(shown.right().source(), version)
                        || shown.left() != null && is(shown.left().source(), version));
    }

    private boolean is(SchemaSource source, int version) {
        return source instanceof SchemaSource.Version(var subject, int number)
                && number == version
                && model.subject().filter(subject::equals).isPresent();
    }

    private static Label dash() {
        var dash = new Label("–");
        dash.getStyleClass().add("faint");
        dash.setMinWidth(Region.USE_PREF_SIZE);
        return dash;
    }

    /// Between two neighbours: may the later one follow, for the readers?
    private static HBox link(History history, int old, int now) {
        var compatible = history.between(old, now).map(Verdict::backward).orElse(null);
        var mark = new Label(VerdictChip.shape(compatible));
        mark.getStyleClass().addAll("mark", VerdictChip.style(compatible));
        mark.setMinWidth(Region.USE_PREF_SIZE);
        var words =
                compatible == null
                        ? "not compared"
                        : "Readers on v"
                                + now
                                + (compatible ? " read" : " cannot read all")
                                + " data written on v"
                                + old;
        mark.setTooltip(new Tooltip(words));
        mark.setAccessibleText(words);
        var link = new HBox(dash(), mark, dash());
        link.getStyleClass().add("version-link");
        return link;
    }
}
