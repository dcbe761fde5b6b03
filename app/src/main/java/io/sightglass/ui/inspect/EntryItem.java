package io.sightglass.ui.inspect;

import javafx.collections.ObservableList;
import javafx.scene.control.TreeItem;

/// A row of the tree view whose children are made when it is opened.
final class EntryItem extends TreeItem<TreeEntry> {
    private static final int DEEPEST = 5;
    private static final int LONGEST = 20;

    private boolean filled;

    EntryItem(TreeEntry entry) {
        super(entry);
    }

    @Override
    public boolean isLeaf() {
        return !getValue().hasChildren();
    }

    @Override
    public ObservableList<TreeItem<TreeEntry>> getChildren() {
        var children = super.getChildren();
        if (!filled) {
            filled = true;
            children.setAll(getValue().children().stream().map(EntryItem::new).toList());
        }
        return children;
    }

    /// Opens what a person wants to see at once: records, and short lists. Answers what is left of
    /// the rows allowed.
    int openShort(int depth, int rows) {
        if (!getValue().holdsFields()
                || getValue().kind() == TreeEntry.Kind.READING
                || depth > DEEPEST
                || rows <= 0
                || (getValue().size() > LONGEST && depth > 0)) {
            return rows;
        }
        if (getValue().size() > TreeEntry.GROUP) {
            setExpanded(true);
            return rows - getChildren().size();
        }
        setExpanded(true);
        int left = rows - getChildren().size();
        for (var child : getChildren()) {
            if (child instanceof EntryItem item) {
                left = item.openShort(depth + 1, left);
            }
        }
        return left;
    }

    /// The item of an entry below this one, what is around it opened; this one if there is none.
    EntryItem reach(TreeEntry entry) {
        var around = entry.parent();
        if (entry == getValue() || around == null) {
            return this;
        }
        var parent = reach(around);
        parent.setExpanded(true);
        for (var child : parent.getChildren()) {
            if (child.getValue() == entry && child instanceof EntryItem item) {
                return item;
            }
        }
        return parent;
    }
}
