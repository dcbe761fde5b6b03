package io.sightglass.ui.shell;

import javafx.event.EventTarget;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

import org.jspecify.annotations.Nullable;

/// Which key means which [Command]. A key without Ctrl belongs to a text field that has the focus,
/// and Space and the arrows to a button or list that has it.
final class Keyboard {
    private final ShellModel shell;
    private boolean taken;

    Keyboard(ShellModel shell) {
        this.shell = shell;
    }

    /// Performs what a key means, and takes it from everyone else.
    void pressed(KeyEvent event) {
        taken = false;
        handle(event);
        taken = event.isConsumed();
    }

    /// Takes the character of a key that has been performed: else `/` would be typed into the field
    /// that it has moved to.
    void typed(KeyEvent event) {
        if (taken) {
            event.consume();
        }
    }

    private void handle(KeyEvent event) {
        if (shell.palette().openProperty().get() || shell.masks().asks()) {
            return;
        }
        if (shell.keysShownProperty().get() && event.getCode() == KeyCode.ESCAPE) {
            shell.keysShownProperty().set(false);
            event.consume();
            return;
        }
        if (shell.keysShownProperty().get() && event.getCode().isNavigationKey()) {
            return; // scrolls the list of keys
        }
        var command = event.isShortcutDown() ? withShortcut(event) : plain(event);
        if (command != null && shell.perform(command)) {
            event.consume();
        }
    }

    private static @Nullable Command withShortcut(KeyEvent event) {
        return switch (event.getCode()) {
            case K -> Command.PALETTE;
            case PLUS, EQUALS, ADD -> Command.LARGER_TEXT;
            case MINUS, SUBTRACT -> Command.SMALLER_TEXT;
            case DIGIT0, NUMPAD0 -> Command.NORMAL_TEXT;
            case T -> Command.THEME;
            case O -> event.isShiftDown() ? Command.NEXT_CLUSTER : Command.CONNECTIONS;
            case W -> event.isShiftDown() ? Command.DISCONNECT : Command.CLOSE_TAB;
            case TAB -> Command.NEXT_TAB;
            case S -> Command.SAVE_COMPARISON;
            case F -> event.isShiftDown() ? Command.SEARCH_SCHEMAS : Command.FIND_IN_SOURCE;
            case ENTER -> Command.FOLD_BLOCK;
            default -> null;
        };
    }

    private @Nullable Command plain(KeyEvent event) {
        if (event.getCode() == KeyCode.F1) {
            return Command.KEYS;
        }
        if (shell.connectingProperty().get()) {
            // The panel is in front of the tab, whose keys would do something unseen.
            boolean asked = "?".equals(event.getText()) && !isTyping(event.getTarget());
            return asked ? Command.KEYS : null;
        }
        if (event.getCode() == KeyCode.F12) {
            return Command.GO_TO_TYPE;
        }
        if (event.getCode() == KeyCode.LEFT && event.isAltDown()) {
            return Command.BACK_IN_SOURCE;
        }
        var target = event.getTarget();
        if (event.isAltDown() || event.isMetaDown() || event.isControlDown() || isTyping(target)) {
            return null;
        }
        if ("?".equals(event.getText())) {
            return Command.KEYS;
        }
        if ("/".equals(event.getText())) {
            return Command.FILTER;
        }
        return switch (event.getCode()) {
            case SPACE -> isPressable(target) ? null : Command.TOGGLE_LIVE;
            case SLASH -> Command.FILTER;
            case F -> Command.FIND_IN_TOPIC;
            case J -> Command.NEXT_ROW;
            case K -> Command.PREVIOUS_ROW;
            case DOWN -> hasArrows(target) ? null : Command.NEXT_ROW;
            case UP -> hasArrows(target) ? null : Command.PREVIOUS_ROW;
            case N -> Command.NEXT_FINDING;
            case P -> Command.PREVIOUS_FINDING;
            case DIGIT1, NUMPAD1 -> Command.PANE_RECORDS;
            case DIGIT2, NUMPAD2 -> Command.PANE_TREE;
            case DIGIT3, NUMPAD3 -> Command.PANE_BYTES;
            case D -> Command.DECODE_AS;
            case R -> Command.READ_AS;
            case I -> Command.ABOUT_TOPIC;
            case H -> Command.CONTRACT;
            case G -> Command.WORKERS;
            case E -> Command.EDIT_COPY;
            case S -> Command.SWAP_SIDES;
            case C -> Command.COPY_COMPARISON;
            case V -> Command.PROVE;
            case T -> Command.TRY;
            case M -> event.isShiftDown() ? Command.MASK_FIELD : Command.REVEAL;
            case ESCAPE -> Command.CLEAR;
            default -> null;
        };
    }

    /// Inside a text field, or a part of one, or in a schema that is edited.
    private static boolean isTyping(EventTarget target) {
        return isWithin(target, TextInputControl.class)
                || target instanceof Node node && node.getStyleClass().contains("typed-in");
    }

    private static boolean isPressable(EventTarget target) {
        return isWithin(target, ButtonBase.class) || isWithin(target, ComboBoxBase.class);
    }

    private static boolean hasArrows(EventTarget target) {
        return !(target instanceof Node node)
                || isPressable(target)
                || isWithin(target, ListView.class)
                || isWithin(target, TreeView.class)
                || node.getStyleClass().contains("painted");
    }

    private static boolean isWithin(EventTarget target, Class<? extends Node> kind) {
        for (Node node = target instanceof Node start ? start : null;
                node != null;
                node = node.getParent()) {
            if (kind.isInstance(node)) {
                return true;
            }
        }
        return false;
    }
}
