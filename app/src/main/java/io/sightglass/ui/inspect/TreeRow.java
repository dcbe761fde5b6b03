package io.sightglass.ui.inspect;

import io.sightglass.model.FindingKind;
import io.sightglass.model.Mark;

import javafx.css.PseudoClass;
import javafx.scene.control.Skin;
import javafx.scene.control.SkinBase;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeCell;
import javafx.scene.input.MouseEvent;
import javafx.util.Duration;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// A row of the tree: name, number and type, value, and in short what is wrong. Pseudo-classes
/// `violation`, `unknown` and `undecodable` tint it.
final class TreeRow extends TreeCell<TreeEntry> {
    private static final PseudoClass VIOLATION = PseudoClass.getPseudoClass("violation");
    private static final PseudoClass UNKNOWN = PseudoClass.getPseudoClass("unknown");
    private static final PseudoClass UNDECODABLE = PseudoClass.getPseudoClass("undecodable");

    private final TreeRowContent content = new TreeRowContent();
    private final Tooltip tip = new Tooltip();

    TreeRow() {
        getStyleClass().add("tree-row");
        tip.setShowDelay(Duration.millis(350));
        addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
        addEventFilter(MouseEvent.MOUSE_CLICKED, MouseEvent::consume);
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return new RowSkin(this, content);
    }

    /// The stock skin puts everything behind the arrow; here columns stand below each other.
    private static final class RowSkin extends SkinBase<TreeRow> {
        private final TreeRowContent content;

        private RowSkin(TreeRow row, TreeRowContent content) {
            super(row);
            this.content = content;
            getChildren().add(content);
        }

        @Override
        protected void layoutChildren(double x, double y, double width, double height) {
            content.resizeRelocate(x, y, width, height);
        }

        @Override
        protected double computePrefWidth(
                double height, double top, double right, double bottom, double left) {
            return 0;
        }
    }

    private void press(MouseEvent e) {
        var item = getTreeItem();
        if (item == null) {
            return;
        }
        getTreeView().requestFocus();
        getTreeView().getSelectionModel().select(item);
        boolean onArrow = content.isArrow(e.getX());
        if (!item.isLeaf() && (onArrow || (e.getClickCount() == 2 && e.isPrimaryButtonDown()))) {
            item.setExpanded(!item.isExpanded());
        }
    }

    @Override
    protected void updateItem(@Nullable TreeEntry entry, boolean empty) {
        super.updateItem(entry, empty);
        if (entry == null || empty) {
            content.setVisible(false);
            setTooltip(null);
            setAccessibleText("");
            tint(Mark.VALID);
            return;
        }
        content.setVisible(true);
        var item = getTreeItem();
        int depth = Math.max(0, getTreeView().getTreeItemLevel(item));
        depth -= getTreeView().isShowRoot() ? 0 : 1;
        var mark = entry.mark();
        tint(mark);
        var reasons = reasons(entry);
        content.show(entry, depth, item.isExpanded(), mark, reasons);
        tip.setText(told(entry));
        setTooltip(tip);
        setAccessibleText(spoken(entry, reasons));
    }

    private void tint(Mark mark) {
        pseudoClassStateChanged(VIOLATION, mark == Mark.VIOLATION);
        pseudoClassStateChanged(UNKNOWN, mark == Mark.UNKNOWN);
        pseudoClassStateChanged(UNDECODABLE, mark == Mark.UNDECODABLE);
    }

    private static List<Styled> reasons(TreeEntry entry) {
        var out = new ArrayList<Styled>();
        for (var finding : entry.findings()) {
            if (finding.kind() != FindingKind.NOTICE) {
                var mark = finding.kind().mark();
                out.add(
                        new Styled(
                                mark.shape() + " " + Brief.of(finding), "value-" + mark.label()));
            } else {
                out.add(Styled.muted(Brief.of(finding)));
            }
        }
        return out;
    }

    /// The schema's documentation, where the field is, and its default.
    private static String told(TreeEntry entry) {
        var field = entry.node().field();
        var out = new StringBuilder();
        if (entry.kind() == TreeEntry.Kind.FIELD && field.doc() != null) {
            out.append(field.doc().strip()).append("\n\n");
        }
        out.append(entry.path().isEmpty() ? "the whole payload" : entry.path());
        out.append(" · ").append(HowRead.bytes(entry.range().start(), entry.range().end()));
        if (entry.kind() == TreeEntry.Kind.FIELD && !field.type().isEmpty()) {
            out.append("\n").append(field.type());
            if (field.defaultValue() != null) {
                out.append(", default ")
                        .append(field.defaultValue().isEmpty() ? "\"\"" : field.defaultValue());
            }
        }
        var readings = ReadingText.told(entry);
        return readings.isEmpty() ? out.toString() : out + "\n\n" + readings;
    }

    private static String spoken(TreeEntry entry, List<Styled> reasons) {
        var out = new StringBuilder(entry.label());
        out.append(' ').append(ValueText.type(entry)).append(' ');
        ValueText.value(entry).forEach(run -> out.append(run.text()));
        out.append(ReadingText.spoken(entry));
        reasons.forEach(reason -> out.append(", ").append(reason.text()));
        return out.toString();
    }
}
