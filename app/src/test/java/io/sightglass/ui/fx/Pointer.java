package io.sightglass.ui.fx;

import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.PickResult;

import org.jspecify.annotations.Nullable;

/// A mouse for tests. The headless toolkit's own robot says in the event of a release that the
/// button is still down, which leaves controls pressed; this one sends the events itself, to
/// whatever lies under the place. Used on the JavaFX thread.
final class Pointer {
    private Pointer() {}

    /// Sends one event to what lies at a place of `view`, given in its own coordinates.
    static void send(
            Node view,
            double x,
            double y,
            EventType<MouseEvent> type,
            int clicks,
            Node... grabbed) {
        var root = view.getScene().getRoot();
        var place = view.localToScene(x, y);
        var target = grabbed.length > 0 ? grabbed[0] : pick(root, place.getX(), place.getY());
        if (target == null) {
            throw new IllegalArgumentException("nothing at " + x + ", " + y + " of " + view);
        }
        var screen = view.localToScreen(x, y);
        boolean down = type == MouseEvent.MOUSE_PRESSED || type == MouseEvent.MOUSE_DRAGGED;
        boolean moving = type == MouseEvent.MOUSE_MOVED;
        Event.fireEvent(
                target,
                new MouseEvent(
                        root,
                        target,
                        type,
                        place.getX(),
                        place.getY(),
                        screen == null ? place.getX() : screen.getX(),
                        screen == null ? place.getY() : screen.getY(),
                        moving ? MouseButton.NONE : MouseButton.PRIMARY,
                        clicks,
                        false,
                        false,
                        false,
                        false,
                        down,
                        false,
                        false,
                        false,
                        false,
                        !down,
                        new PickResult(root, place.getX(), place.getY())));
    }

    /// The topmost node at a place in the scene.
    static @Nullable Node pick(Node node, double sceneX, double sceneY) {
        if (!node.isVisible() || node.isMouseTransparent() || node.isDisabled()) {
            return null;
        }
        var local = node.sceneToLocal(sceneX, sceneY);
        var clip = node.getClip();
        if (clip != null && !clip.contains(clip.parentToLocal(local))) {
            return null;
        }
        if (node instanceof Parent parent) {
            var children = parent.getChildrenUnmodifiable();
            for (int i = children.size() - 1; i >= 0; i--) {
                var hit = pick(children.get(i), sceneX, sceneY);
                if (hit != null) {
                    return hit;
                }
            }
        }
        return node.contains(local) ? node : null;
    }
}
