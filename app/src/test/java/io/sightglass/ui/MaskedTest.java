package io.sightglass.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sightglass.connect.MaskedPaths;
import io.sightglass.model.Decoded;
import io.sightglass.model.Node;
import io.sightglass.model.Scalar;
import io.sightglass.ui.fx.FxTest;

import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;

/// Personal data in the window: the playground's registry tags `Order.userId`.
class MaskedTest extends WindowFixture {
    private static final Pattern USER = Pattern.compile("userId \"u-\\d+\"");

    /// An order that has a user, frozen and chosen.
    private void chosen() {
        ready();
        FxTest.on(records()::requestFocus);
        FxTest.await("the keyboard", () -> records().isFocused());
        FxTest.press(KeyCode.SPACE);
        FxTest.on(() -> tail().filterProperty().set("value.userId.startsWith(\"u-\")"));
        FxTest.await(
                "orders with a user",
                () -> tail().progress().isPresent() && tail().rows().size() > 5);
        assertEquals(null, FxTest.get(() -> tail().filterProblemProperty().get()));
        FxTest.on(() -> tail().move(-1));
        FxTest.await("the record", () -> tail().selectionProperty().get() != null);
    }

    /// Waits until the chosen row, copied, has these words: rows are drawn anew some frames later.
    private void awaitRow(Pattern wanted) {
        long deadline = System.nanoTime() + 20_000_000_000L;
        var said = "";
        while (!wanted.matcher(said).find()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("no " + wanted + " in " + said);
            }
            FxTest.on(() -> {
                var none = new ClipboardContent();
                none.putString("");
                Clipboard.getSystemClipboard().setContent(none);
                records().requestFocus();
            });
            FxTest.press(KeyCode.CONTROL, KeyCode.C);
            said = FxTest.get(() -> Clipboard.getSystemClipboard().getString());
        }
    }

    private Scalar user() {
        var selection = tail().selectionProperty().get();
        if (selection != null
                && selection.value() instanceof Decoded.DecodedMessage message
                && message.root() instanceof Node.RecordNode order) {
            for (var child : order.children()) {
                if (child.field().name().equals("userId")
                        && child instanceof Node.ScalarNode scalar) {
                    return scalar.value();
                }
            }
        }
        return new Scalar.Null();
    }

    private String payload() {
        var selection = tail().selectionProperty().get();
        assertNotNull(selection);
        var bytes = selection.record().value();
        assertNotNull(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Test
    void rowsTreeBytesAndCopiesAreMaskedUntilSomebodyAgrees() {
        chosen();
        var masked = Pattern.compile("userId •••");
        awaitRow(masked);
        assertEquals(new Scalar.Masked(), FxTest.get(this::user));
        assertFalse(FxTest.get(this::payload).contains("u-"), "its bytes");
        assertEquals("Masked", text("#masked"));

        FxTest.click(find("#masked", Button.class));
        FxTest.await("the question", () -> find("#mask-question", Parent.class).isVisible());
        FxTest.click(find("#mask-keep", Button.class));
        FxTest.await("it goes", () -> !find("#mask-question", Parent.class).isVisible());
        assertEquals(new Scalar.Masked(), FxTest.get(this::user));

        FxTest.on(records()::requestFocus);
        FxTest.await("the keyboard", () -> records().isFocused());
        FxTest.press(KeyCode.M);
        FxTest.await("the question", () -> find("#mask-question", Parent.class).isVisible());
        // keys are the question's now
        FxTest.press(KeyCode.M);
        FxTest.click(find("#mask-show", Button.class));
        FxTest.await("the button's word", () -> text("#masked").equals("Revealed"));
        FxTest.await("the value", () -> user() instanceof Scalar.Text);
        assertTrue(FxTest.get(this::payload).contains("u-"), "its bytes");
        awaitRow(USER);

        FxTest.on(records()::requestFocus);
        FxTest.await("the keyboard", () -> records().isFocused());
        FxTest.press(KeyCode.M);
        FxTest.await("masked again", () -> user() instanceof Scalar.Masked);
        awaitRow(masked);
        // who has agreed once is not asked again
        FxTest.press(KeyCode.M);
        FxTest.await("shown at once", () -> user() instanceof Scalar.Text);
    }

    @Test
    void aFieldIsMaskedByKeyAndThatIsKept() {
        chosen();
        FxTest.await("the tree", () -> tail().inspect().payloadProperty().get() != null);
        FxTest.on(() -> {
            var tree = tail().inspect().payloadProperty().get().tree();
            for (var entry : tree.root().children()) {
                if (entry.path().equals("status")) {
                    tail().inspect().selectEntry(entry);
                }
            }
        });
        FxTest.await("the field", () -> tail().inspect().selectionProperty().get() != null);
        FxTest.on(records()::requestFocus);
        FxTest.await("the keyboard", () -> records().isFocused());
        FxTest.press(KeyCode.SHIFT, KeyCode.M);
        var status = Pattern.compile("status •••");
        awaitRow(status);
        var name = FxTest.get(() -> tail().connection().profile().name());
        assertEquals(Set.of("status"), MaskedPaths.read(folder).of(name, "orders"));
    }
}
