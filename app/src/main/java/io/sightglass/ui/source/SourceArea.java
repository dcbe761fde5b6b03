package io.sightglass.ui.source;

import io.sightglass.ui.fx.Fx;
import io.sightglass.ui.fx.Texts;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;

import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.Caret.CaretVisibility;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.model.StyleSpansBuilder;
import org.fxmisc.richtext.model.TwoDimensional.Bias;
import org.fxmisc.richtext.util.UndoUtils;
import org.jspecify.annotations.Nullable;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/// The text with its line numbers, colours and folds. Only lines that are in sight are coloured, so
/// that a large text opens at once.
public final class SourceArea extends StackPane {
    /// More lines than this do not fold: each would be changed on the window's thread.
    public static final int LARGEST_FOLD = 20_000;

    /// More lines than this are never in sight at once.
    private static final int MOST_IN_SIGHT = 400;

    /// A text of more characters is not replaced: it goes with all that shows it.
    private static final int LARGE = 500_000;

    private final BitSet coloured = new BitSet();
    private final Runnable colour = Fx.coalesced(this::colour);
    private final Consumer<String> follow;
    private final Consumer<String> tell;
    private CodeArea area;
    private @Nullable SourceContent content;
    private boolean closed;

    /// @param follow is told the name of a type that the person wants to see
    /// @param tell is told in words what could not be done
    public SourceArea(Consumer<String> follow, Consumer<String> tell) {
        this.follow = follow;
        this.tell = tell;
        getStyleClass().add("source");
        area = begin();
    }

    private CodeArea begin() {
        var area = new CodeArea();
        area.setId("source-text");
        area.getStyleClass().addAll("source-area", "painted");
        area.setEditable(false);
        area.setUndoManager(UndoUtils.noOpUndoManager());
        // A caret that blinks has a timer, and the toolkit holds on to whatever has one: the caret
        // blinks only while the keyboard is here.
        area.focusedProperty()
                .subscribe(
                        now -> area.setShowCaret(now ? CaretVisibility.ON : CaretVisibility.OFF));
        area.setAccessibleText("The schema's source");
        area.setParagraphGraphicFactory(this::margin);
        area.viewportDirtyEvents().subscribe(_ -> colour.run());
        area.addEventFilter(MouseEvent.MOUSE_CLICKED, this::clicked);
        getChildren().setAll(new VirtualizedScrollPane<>(area));
        return area;
    }

    /// Shows another text, from its beginning.
    public void show(SourceContent now) {
        content = now;
        coloured.clear();
        if (area.getLength() > LARGE) {
            // What is replaced is made into a text first, which takes its time.
            boolean focused = area.isFocused();
            area.dispose();
            area = begin();
            if (focused) {
                area.requestFocus();
            }
        }
        area.replace(0, area.getLength(), now.document());
        area.setParagraphGraphicFactory(this::margin);
        for (int line : now.faults().keySet()) {
            if (line >= 0 && line < area.getParagraphs().size()) {
                area.setParagraphStyle(line, List.of("source-fault"));
            }
        }
        area.moveTo(0);
        area.showParagraphAtTop(0);
        colour.run();
    }

    private void colour() {
        var now = content;
        if (closed || now == null || area.getVisibleParagraphs().isEmpty()) {
            return;
        }
        int first = area.visibleParToAllParIndex(0);
        int last = area.visibleParToAllParIndex(area.getVisibleParagraphs().size() - 1);
        int done = 0;
        for (int i = first; i <= last && done < MOST_IN_SIGHT; i++) {
            if (!coloured.get(i) && !area.isFolded(i)) {
                coloured.set(i);
                colour(now, i);
                done++;
            }
        }
    }

    private void colour(SourceContent now, int line) {
        var text = area.getText(line);
        if (text.isEmpty()) {
            return;
        }
        var spans = new StyleSpansBuilder<Collection<String>>();
        int at = 0;
        for (var token : now.map().tokens(line, text)) {
            spans.add(List.of(), token.start() - at);
            spans.add(List.of(token.kind().style()), token.end() - token.start());
            at = token.end();
        }
        spans.add(List.of(), text.length() - at);
        area.setStyleSpans(line, 0, spans.create());
    }

    /// A line's number and, where a block begins, the mark that folds it.
    private Node margin(int line) {
        var now = content;
        var number = new Label(Integer.toString(line + 1));
        number.getStyleClass().add("source-number-label");
        var mark = new Label();
        mark.getStyleClass().add("source-fold");
        var fault = now == null ? null : now.faults().get(line);
        if (fault != null) {
            number.setText("▲ " + (line + 1));
            number.getStyleClass().add("source-fault-label");
            Tooltip.install(number, new Tooltip(fault));
        }
        if (now != null && now.map().foldEnd(line).isPresent()) {
            mark.setText(isFolded(line) ? "▸" : "▾");
            mark.setOnMouseClicked(_ -> toggle(line));
        }
        var margin = new HBox(number, mark);
        margin.getStyleClass().add("source-margin");
        return margin;
    }

    private boolean isFolded(int line) {
        return line + 1 < area.getParagraphs().size() && area.isFolded(line + 1);
    }

    /// Folds the block that begins in a line, or unfolds it with all that is in it.
    private void toggle(int line) {
        var now = content;
        if (now == null) {
            return;
        }
        int end = now.map().foldEnd(line).orElse(line);
        if (isFolded(line)) {
            area.unfoldParagraphs(line);
        } else if (end - line > LARGEST_FOLD) {
            tell.accept(
                    "A block of more than "
                            + Texts.grouped(LARGEST_FOLD)
                            + " lines does not fold.");
            return;
        } else if (end > line) {
            area.foldParagraphs(line, end);
        }
        area.recreateParagraphGraphic(line);
        colour.run();
    }

    /// Folds the innermost block around the caret, or unfolds it.
    public void fold() {
        var now = content;
        if (now != null) {
            int line = area.getCurrentParagraph();
            now.map()
                    .foldAround(line)
                    .ifPresentOrElse(
                            start -> {
                                area.moveTo(start, 0);
                                toggle(start);
                            },
                            () -> tell.accept("The caret stands in no block."));
        }
    }

    /// Goes to the type whose name the caret stands in.
    public void follow() {
        follow(area.getCurrentParagraph(), area.getCaretColumn());
    }

    private void follow(int line, int column) {
        var now = content;
        if (now != null) {
            now.map()
                    .nameAt(line, column)
                    .ifPresentOrElse(
                            follow, () -> tell.accept("Put the caret into the name of a type."));
        }
    }

    private void clicked(MouseEvent event) {
        if (event.isShortcutDown()) {
            int offset = area.hit(event.getX(), event.getY()).getInsertionIndex();
            var place = area.offsetToPosition(offset, Bias.Forward);
            follow(place.getMajor(), place.getMinor());
            event.consume();
        }
    }

    /// Puts the caret to a place and brings it into sight.
    public void go(SourceMap.Place place) {
        if (place.line() < area.getParagraphs().size()) {
            int column = Math.min(place.column(), area.getParagraphLength(place.line()));
            reveal(area.getAbsolutePosition(place.line(), column), 0);
        }
    }

    /// Where the caret is.
    public SourceMap.Place caret() {
        return new SourceMap.Place(area.getCurrentParagraph(), area.getCaretColumn());
    }

    /// Selects the next occurrence of a text after the caret, or the one before; around the end.
    /// Capitals do not matter.
    ///
    /// @return whether there is one
    public boolean find(String text, int step) {
        var now = content;
        if (now == null || text.isEmpty()) {
            return false;
        }
        var selection = area.getSelection();
        int at = now.find(text, step > 0 ? selection.getEnd() : selection.getStart() - 1, step);
        if (at < 0) {
            at = now.find(text, step > 0 ? 0 : now.text().length(), step);
        }
        if (at >= 0) {
            reveal(at, text.length());
        }
        return at >= 0;
    }

    private void reveal(int offset, int length) {
        int line = area.offsetToPosition(offset, Bias.Forward).getMajor();
        if (area.isFolded(line)) {
            int top = line;
            while (top > 0 && area.isFolded(top)) {
                top--;
            }
            area.unfoldParagraphs(top);
            area.recreateParagraphGraphic(top);
        }
        area.selectRange(offset, offset + length);
        area.showParagraphAtCenter(line);
        colour.run();
    }

    /// Puts the keyboard there; answers whether it is there now.
    public boolean focus() {
        area.requestFocus();
        return area.isFocused();
    }

    /// Ends it: what it listened to forgets it.
    public void close() {
        closed = true;
        area.dispose();
    }

    /// For tests: the style classes at a place.
    public Collection<String> styles(int line, int column) {
        return area.getStyleAtPosition(line, column);
    }
}
