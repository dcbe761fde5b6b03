package io.sightglass.ui.source;

import io.sightglass.ui.fx.Fx;
import io.sightglass.ui.fx.Texts;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;

import org.fxmisc.flowless.VirtualizedScrollPane;
import org.fxmisc.richtext.Caret.CaretVisibility;
import org.fxmisc.richtext.CodeArea;
import org.fxmisc.richtext.model.PlainTextChange;
import org.fxmisc.richtext.model.StyleSpansBuilder;
import org.fxmisc.richtext.model.TwoDimensional.Bias;
import org.fxmisc.richtext.util.UndoUtils;
import org.jspecify.annotations.Nullable;

import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/// The text with its line numbers, colours and folds, to be read or to be typed in. Only lines that
/// are in sight are coloured, so that a large text opens at once.
public final class SourceArea extends StackPane {
    /// More lines than this do not fold: each would be changed on the window's thread.
    public static final int LARGEST_FOLD = 20_000;

    /// More lines than this are never in sight at once.
    private static final int MOST_IN_SIGHT = 400;

    /// A text of more characters is not replaced: it goes with all that shows it.
    private static final int LARGE = 500_000;

    private static final String FAULT = "source-fault";
    private static final String TAB = "  ";

    private final BitSet coloured = new BitSet();

    /// The lines that were in sight when that was known last.
    private int firstSeen;

    private int lastSeen;
    private final Runnable colour = Fx.laidOut(this, this::colour);
    private final Listener listener;
    private CodeArea area;
    private @Nullable SourceContent content;
    private boolean showing;
    private boolean behind;
    private boolean closed;

    /// Who hears of what the person does.
    public interface Listener {
        /// The person wants to see where a type is declared.
        void follow(String name);

        /// What could not be done, in words.
        void tell(String words);

        /// The text is another one now; only where it is edited.
        void typed(String text);

        /// The person is done with typing for now.
        void leave();
    }

    public SourceArea(Listener listener) {
        this.listener = listener;
        getStyleClass().add("source");
        area = begin();
    }

    private CodeArea begin() {
        var area = new CodeArea();
        area.setId("source-text");
        area.getStyleClass().addAll("source-area", "painted");
        edit(area, false);
        // A caret that blinks has a timer, and the toolkit holds on to whatever has one: the caret
        // blinks only while the keyboard is here.
        area.focusedProperty()
                .subscribe(
                        now -> area.setShowCaret(now ? CaretVisibility.ON : CaretVisibility.OFF));
        area.setAccessibleText("The schema's source");
        area.setParagraphGraphicFactory(this::margin);
        area.viewportDirtyEvents().subscribe(_ -> colour.run());
        area.plainTextChanges().subscribe(this::changed);
        area.addEventFilter(MouseEvent.MOUSE_CLICKED, this::clicked);
        area.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        getChildren().setAll(new VirtualizedScrollPane<>(area));
        return area;
    }

    /// Shows another text, from its beginning.
    ///
    /// @param edited whether the person may type in it
    public void show(SourceContent now, boolean edited) {
        show(now, edited, 0, 0);
    }

    /// Shows what the text has become, where it was read.
    public void renew(SourceContent now) {
        lookWhereItIs();
        int top = firstSeen;
        int line = area.getCurrentParagraph();
        boolean caretSeen = line >= top && line <= lastSeen;
        show(now, false, top, line);
        if (caretSeen) {
            // The first line was perhaps in sight in part only; the caret's stays in sight.
            area.requestFollowCaret();
        }
    }

    /// Between a change of the text or its colours and the next layout no line is known to be in
    /// sight; those of the last layout then still are.
    private void lookWhereItIs() {
        if (!area.getVisibleParagraphs().isEmpty()) {
            firstSeen = area.firstVisibleParToAllParIndex();
            lastSeen = area.lastVisibleParToAllParIndex();
        }
    }

    private void show(SourceContent now, boolean edited, int top, int line) {
        content = now;
        behind = false;
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
        edit(area, false);
        showing = true;
        area.replace(0, area.getLength(), now.document());
        showing = false;
        edit(area, edited);
        area.setParagraphGraphicFactory(this::margin);
        mark(now);
        int last = area.getParagraphs().size() - 1;
        area.moveTo(Math.min(line, last), 0);
        area.showParagraphAtTop(Math.min(top, last));
        colour.run();
    }

    private static void edit(CodeArea area, boolean edited) {
        area.setEditable(edited);
        area.getStyleClass().remove("typed-in");
        if (edited) {
            area.getStyleClass().add("typed-in");
        }
        area.setUndoManager(
                edited ? UndoUtils.plainTextUndoManager(area) : UndoUtils.noOpUndoManager());
    }

    /// What is known by now of the text that is here, which the person has typed.
    public void refresh(SourceContent now) {
        content = now;
        behind = false;
        for (int line = 0; line < area.getParagraphs().size(); line++) {
            if (!area.getParagraph(line).getParagraphStyle().isEmpty()
                    && !now.faults().containsKey(line)
                    && !area.isFolded(line)) {
                area.setParagraphStyle(line, List.of());
            }
        }
        mark(now);
        coloured.clear();
        area.setParagraphGraphicFactory(this::margin);
        colour.run();
    }

    private void mark(SourceContent now) {
        for (int line : now.faults().keySet()) {
            if (line >= 0 && line < area.getParagraphs().size() && !area.isFolded(line)) {
                area.setParagraphStyle(line, List.of(FAULT));
            }
        }
    }

    /// The text that is here, also what the person has typed since it was shown.
    public String text() {
        var now = content;
        return now == null ? "" : behind ? area.getText() : now.text();
    }

    private void changed(PlainTextChange change) {
        if (showing || !area.isEditable()) {
            return;
        }
        behind = true;
        int line = area.offsetToPosition(change.getPosition(), Bias.Forward).getMajor();
        coloured.clear(line, Math.max(line + 1, coloured.length()));
        colour.run();
        listener.typed(area.getText());
    }

    private void pressed(KeyEvent event) {
        if (!area.isEditable() || event.isShortcutDown() || event.isAltDown()) {
            return;
        }
        if (event.getCode() == KeyCode.TAB && !event.isShiftDown()) {
            area.replaceSelection(TAB);
            event.consume();
        } else if (event.getCode() == KeyCode.TAB || event.getCode() == KeyCode.ESCAPE) {
            listener.leave();
            event.consume();
        } else if (event.getCode() == KeyCode.ENTER) {
            area.replaceSelection("\n" + indent());
            area.requestFollowCaret();
            event.consume();
        }
    }

    /// What the line of the caret begins with.
    private String indent() {
        var line = area.getText(area.getCurrentParagraph());
        int end = 0;
        while (end < Math.min(area.getCaretColumn(), line.length())
                && Character.isWhitespace(line.charAt(end))) {
            end++;
        }
        return line.substring(0, end);
    }

    private void colour() {
        var now = content;
        if (closed || now == null || area.getVisibleParagraphs().isEmpty()) {
            return;
        }
        lookWhereItIs();
        int done = 0;
        for (int i = firstSeen; i <= lastSeen && done < MOST_IN_SIGHT; i++) {
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
        var fault = behind ? null : now.faults().get(line);
        var spans = new StyleSpansBuilder<Collection<String>>();
        int at = 0;
        for (var token : now.map().tokens(line, text)) {
            spans.add(List.of(), token.start() - at);
            var style = token.kind().style();
            boolean wrong =
                    fault != null
                            && token.start() <= fault.column()
                            && fault.column() < token.end();
            spans.add(
                    wrong ? List.of(style, "source-fault-word") : List.of(style),
                    token.end() - token.start());
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
            Tooltip.install(number, new Tooltip(fault.words()));
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
        if (now == null || behind) {
            return; // where blocks are is found out anew, at once
        }
        int end = now.map().foldEnd(line).orElse(line);
        if (isFolded(line)) {
            area.unfoldParagraphs(line);
        } else if (end - line > LARGEST_FOLD) {
            listener.tell(
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
                            () -> listener.tell("The caret stands in no block."));
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
                            listener::follow,
                            () -> listener.tell("Put the caret into the name of a type."));
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

    /// Goes to the next line in which something is wrong, around the end; answers whether there is
    /// one.
    public boolean nextFault() {
        var now = content;
        if (now == null || now.faults().isEmpty()) {
            return false;
        }
        var lines = new TreeSet<>(now.faults().keySet());
        var after = lines.higher(area.getCurrentParagraph());
        int line = after == null ? lines.first() : after;
        var fault = now.faults().get(line);
        go(new SourceMap.Place(line, fault == null ? 0 : fault.column()));
        return true;
    }

    /// Where the caret is.
    public SourceMap.Place caret() {
        return new SourceMap.Place(area.getCurrentParagraph(), area.getCaretColumn());
    }

    /// Selects the next occurrence of a text after the caret, or the one before; around the end.
    /// Capitals do not matter.
    ///
    /// @return whether there is one
    public boolean find(String wanted, int step) {
        var text = text();
        var selection = area.getSelection();
        int from = step > 0 ? selection.getEnd() : selection.getStart() - 1;
        int at = SourceContent.find(text, wanted, from, step);
        if (at < 0) {
            at = SourceContent.find(text, wanted, step > 0 ? 0 : text.length(), step);
        }
        if (at >= 0) {
            reveal(at, wanted.length());
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

    /// Whether the keyboard is here, and the text is edited.
    public boolean isTyping() {
        return area.isEditable() && area.isFocused();
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
