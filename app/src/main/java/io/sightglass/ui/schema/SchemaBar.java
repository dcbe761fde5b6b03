package io.sightglass.ui.schema;

import io.sightglass.compat.Comparison;
import io.sightglass.model.Sentence;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

/// Which two schemas are side by side, and whether they get along.
final class SchemaBar extends HBox {
    /// Below this width in pixels, words are left out.
    private static final double NARROW = 840;

    private final SchemaModel model;
    private final Consumer<Boolean> choose;
    private final MenuButton left = menu("left-schema");
    private final MenuButton right = menu("right-schema");
    private final Label arrow = new Label("↔");
    private final Button swap = new Button("⇄ Swap");
    private final VerdictChip backward = new VerdictChip("BACKWARD");
    private final VerdictChip forward = new VerdictChip("FORWARD");
    private final VerdictChip full = new VerdictChip("FULL");

    /// @param choose lets the person choose any other schema; true for the left side
    SchemaBar(SchemaModel model, Consumer<Boolean> choose) {
        this.model = model;
        this.choose = choose;
        getStyleClass().add("tool-bar-row");
        arrow.getStyleClass().add("muted");
        arrow.setMinWidth(Region.USE_PREF_SIZE);
        swap.setId("swap");
        swap.setMinWidth(Region.USE_PREF_SIZE);
        swap.setTooltip(new Tooltip("The two sides change places  S"));
        swap.setOnAction(_ -> model.swap());
        var other = new Button();
        widthProperty()
                .subscribe(width ->
                        other.setText(
                                width.doubleValue() < NARROW ? "Compare…" : "Compare with file…"));
        other.setId("compare-with");
        other.setTooltip(
                new Tooltip(
                        "A local file, a git revision of one, another subject, or another"
                                + " registry's, on the left"));
        other.setOnAction(_ -> choose.accept(true));
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        getChildren().addAll(left, arrow, right, swap, other, space, backward, forward, full);
        left.setOnShowing(_ -> fill(left, true));
        right.setOnShowing(_ -> fill(right, false));
        model.shownProperty().subscribe(this::show);
    }

    private static MenuButton menu(String id) {
        var menu = new MenuButton();
        menu.setId(id);
        menu.setMnemonicParsing(false);
        menu.setMinWidth(Region.USE_PREF_SIZE);
        menu.setMaxWidth(320);
        // a menu button without items does not open
        menu.getItems().add(new MenuItem());
        return menu;
    }

    private void show(@Nullable Shown shown) {
        boolean two = shown != null && shown.left() != null;
        left.setText(shown == null ? "…" : title(shown.left()));
        right.setText(shown == null ? "…" : title(shown.right()));
        left.setAccessibleText("Left side: " + left.getText());
        right.setAccessibleText("Right side: " + right.getText());
        for (var node : List.of(left, arrow, swap)) {
            node.setVisible(two);
            node.setManaged(two);
        }
        var comparison = shown == null ? null : shown.comparison();
        verdict(comparison);
        if (shown != null && two && comparison != null) {
            explain(shown);
        }
    }

    private void verdict(@Nullable Comparison comparison) {
        var verdict = comparison == null ? null : comparison.verdict();
        backward.show(verdict == null ? null : verdict.backward());
        forward.show(verdict == null ? null : verdict.forward());
        full.show(verdict == null ? null : verdict.full());
    }

    private void explain(Shown shown) {
        var now = shown.right().label();
        var before = shown.left() == null ? "" : shown.left().label();
        backward.setTooltip(new Tooltip("Readers on " + now + " read data written on " + before));
        forward.setTooltip(new Tooltip("Readers on " + before + " read data written on " + now));
        full.setTooltip(new Tooltip("Both"));
    }

    private static String title(@Nullable LoadedSchema schema) {
        if (schema == null) {
            return "nothing";
        }
        return schema.label()
                + (schema.id() == null ? "" : " · id " + schema.id())
                + (schema.deleted() ? " · deleted" : "");
    }

    private void fill(MenuButton menu, boolean isLeft) {
        menu.getItems().clear();
        var subject = model.subject().orElse(null);
        if (subject != null) {
            var versions = new TreeSet<Integer>(Comparator.reverseOrder());
            versions.addAll(model.versions().all());
            versions.addAll(model.versions().deleted());
            for (int version : versions) {
                boolean deleted = model.versions().deleted().contains(version);
                var item = new MenuItem("v" + version + (deleted ? "  ✕ deleted" : ""));
                item.setOnAction(_ -> take(isLeft, new SchemaSource.Version(subject, version)));
                menu.getItems().add(item);
            }
            menu.getItems().add(new SeparatorMenuItem());
        }
        for (var draft : model.drafts().all()) {
            var item = new MenuItem(draft.name());
            item.setMnemonicParsing(false);
            item.setOnAction(_ -> take(isLeft, draft));
            menu.getItems().add(item);
        }
        if (isLeft) {
            var nothing = new MenuItem("Nothing: read it alone");
            nothing.setOnAction(_ -> take(true, null));
            menu.getItems().add(nothing);
        }
        var other = new MenuItem("Another schema…");
        other.setOnAction(_ -> choose.accept(isLeft));
        menu.getItems().add(other);
    }

    private void take(boolean isLeft, @Nullable SchemaSource source) {
        if (isLeft) {
            model.showLeft(source);
        } else if (source != null) {
            model.showRight(source);
        }
    }

    /// The words of a sentence, for a label.
    static String plain(@Nullable Sentence sentence) {
        return sentence == null ? "" : sentence.plain();
    }
}
