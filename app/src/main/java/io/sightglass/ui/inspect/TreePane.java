package io.sightglass.ui.inspect;

import io.sightglass.model.Decoded;
import io.sightglass.model.Node;

import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.HexFormat;

/// The fields of the payload as a tree, linked to what is chosen in the model.
final class TreePane extends Region {
    private static final KeyCombination COPY =
            new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);
    private static final double ROW_PADDING = 6;
    private static final int ROWS_AT_FIRST = 300;

    private final InspectModel model;
    private final TreeView<TreeEntry> tree = new TreeView<>();
    private final Text probe = new Text("0");
    private @Nullable EntryItem root;
    private boolean following;

    TreePane(InspectModel model) {
        this.model = model;
        tree.getStyleClass().add("inspect-tree");
        tree.setCellFactory(_ -> new TreeRow());
        tree.setAccessibleText("Fields");
        tree.setContextMenu(menu());
        tree.addEventFilter(
                KeyEvent.KEY_PRESSED,
                e -> {
                    if (COPY.match(e)) {
                        copyValue();
                        e.consume();
                    }
                });
        probe.getStyleClass().add("tree-probe");
        probe.setVisible(false);
        probe.setManaged(false);
        getChildren().addAll(probe, tree);
        tree.getSelectionModel()
                .selectedItemProperty()
                .addListener((_, _, item) -> chosenHere(item));
        model.payloadProperty().addListener((_, _, payload) -> show(payload));
        model.selectionProperty().addListener((_, _, chosen) -> chosenElsewhere(chosen));
        show(model.payloadProperty().get());
    }

    TreeView<TreeEntry> tree() {
        return tree;
    }

    private void show(@Nullable Payload payload) {
        var entries = payload == null ? null : payload.tree();
        following = true;
        try {
            if (entries == null) {
                root = null;
                tree.setRoot(null);
                return;
            }
            var made = new EntryItem(entries.root());
            root = made;
            made.openShort(0, ROWS_AT_FIRST);
            model.findings().stream().limit(50).forEach(f -> open(made, entries.of(f)));
            tree.setShowRoot(made.isLeaf());
            made.setExpanded(true);
            tree.setRoot(made);
        } finally {
            following = false;
        }
        choose(model.selectionProperty().get(), true);
    }

    private static void open(EntryItem root, TreeEntry entry) {
        if (entry.parent() != null) {
            root.reach(entry);
        }
    }

    private void chosenHere(@Nullable TreeItem<TreeEntry> item) {
        if (item != null && !following) {
            following = true;
            model.selectEntry(item.getValue());
            following = false;
        }
    }

    private void chosenElsewhere(@Nullable Selection chosen) {
        choose(chosen, false);
    }

    private void choose(@Nullable Selection chosen, boolean anew) {
        var top = root;
        if (following || top == null) {
            return;
        }
        following = true;
        try {
            var entry = chosen == null ? null : chosen.entry();
            if (entry == null || (entry.parent() == null && !tree.isShowRoot())) {
                tree.getSelectionModel().clearSelection();
                return;
            }
            var item = top.reach(entry);
            tree.getSelectionModel().select(item);
            int row = tree.getRow(item);
            int last = tree.getRow(lastIn(item));
            if (anew ? !fits(last) : !isInSight(row, last)) {
                tree.scrollTo(Math.max(0, row - 2));
            } else if (anew) {
                tree.scrollTo(0);
            }
        } finally {
            following = false;
        }
    }

    /// The last row that shows a part of `item`: who goes to a record sees what is in it.
    private static TreeItem<TreeEntry> lastIn(TreeItem<TreeEntry> item) {
        var at = item;
        while (at.isExpanded() && !at.getChildren().isEmpty()) {
            at = at.getChildren().getLast();
        }
        return at;
    }

    /// Whether a tree that was just put here shows a row without being scrolled. What the cells
    /// hold is still the tree before.
    private boolean fits(int row) {
        double size = tree.getFixedCellSize();
        return size > 0 && (row + 1) * size < tree.getHeight();
    }

    private boolean isInSight(int row, int last) {
        if (!(tree.lookup(".virtual-flow") instanceof VirtualFlow<?> flow)) {
            return false;
        }
        var top = flow.getFirstVisibleCell();
        var bottom = flow.getLastVisibleCell();
        if (top == null || bottom == null) {
            return false;
        }
        int most = row + Math.max(0, bottom.getIndex() - top.getIndex() - 3);
        return top.getIndex() <= row && Math.min(last, most) < bottom.getIndex();
    }

    @Override
    protected void layoutChildren() {
        tree.setFixedCellSize(Math.rint(probe.getLayoutBounds().getHeight() + ROW_PADDING));
        tree.resizeRelocate(0, 0, getWidth(), getHeight());
    }

    private ContextMenu menu() {
        var value = new MenuItem("Copy value");
        value.setAccelerator(COPY);
        value.setOnAction(_ -> copyValue());
        var path = new MenuItem("Copy path");
        path.setOnAction(_ -> copy(chosen() == null ? "" : chosen().path()));
        var json = new MenuItem("Copy as JSON");
        json.setOnAction(_ -> copyJson());
        var hex = new MenuItem("Copy bytes as hex");
        hex.setOnAction(_ -> copyHex());
        return new ContextMenu(value, json, hex, new SeparatorMenuItem(), path);
    }

    private @Nullable TreeEntry chosen() {
        var item = tree.getSelectionModel().getSelectedItem();
        return item == null ? null : item.getValue();
    }

    private void copyValue() {
        var entry = chosen();
        if (entry == null) {
            return;
        }
        if (entry.node() instanceof Node.ScalarNode scalar) {
            copy(ValueText.plain(scalar.value()));
        } else {
            copyJson();
        }
    }

    private void copyJson() {
        var entry = chosen();
        var payload = model.payloadProperty().get();
        if (entry != null
                && payload != null
                && payload.decoded() instanceof Decoded.DecodedMessage message) {
            copy(JsonText.of(message, entry.node()));
        }
    }

    private void copyHex() {
        var entry = chosen();
        var payload = model.payloadProperty().get();
        if (entry != null && payload != null) {
            var range = entry.range();
            copy(
                    HexFormat.of()
                            .formatHex(
                                    Arrays.copyOfRange(
                                            payload.bytes(), range.start(), range.end())));
        }
    }

    private static void copy(String text) {
        var content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
