package io.sightglass.ui.connect;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;

/// Scrolls to what has the keyboard: who goes through a form by Tab sees where they are.
final class FollowFocus {
    private static final double MARGIN = 12;

    private FollowFocus() {}

    static void in(ScrollPane scroll) {
        scroll.sceneProperty()
                .flatMap(scene -> scene.focusOwnerProperty())
                .subscribe(owner -> {
                    if (owner != null && isWithin(owner, scroll.getContent())) {
                        show(scroll, owner);
                    }
                });
    }

    private static boolean isWithin(Node node, Node ancestor) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at == ancestor) {
                return true;
            }
        }
        return false;
    }

    private static void show(ScrollPane scroll, Node node) {
        var content = scroll.getContent();
        double room =
                content.getLayoutBounds().getHeight() - scroll.getViewportBounds().getHeight();
        if (room <= 0) {
            return;
        }
        var bounds = content.sceneToLocal(node.localToScene(node.getBoundsInLocal()));
        double top = scroll.getVvalue() * room;
        double bottom = top + scroll.getViewportBounds().getHeight();
        if (bounds.getMinY() - MARGIN < top) {
            scroll.setVvalue(Math.max(0, bounds.getMinY() - MARGIN) / room);
        } else if (bounds.getMaxY() + MARGIN > bottom) {
            double past = bounds.getMaxY() + MARGIN - bottom;
            scroll.setVvalue(Math.min(1, (top + past) / room));
        }
    }
}
