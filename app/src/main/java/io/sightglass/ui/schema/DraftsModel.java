package io.sightglass.ui.schema;

import io.sightglass.connect.Connection;
import io.sightglass.model.Format;
import io.sightglass.model.Sentence;
import io.sightglass.ui.fx.Texts;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/// The drafts of a tab: copies of schemas that somebody edits. A draft is a side like any other; it
/// is read again as it is typed, off the window's thread, never twice at once. Used from the
/// window's thread.
public final class DraftsModel {
    /// Each key makes the text anew.
    private static final int LARGEST = 1_000_000;

    private final Connection connection;
    private final SchemaLoader loader;
    private final Work work;
    private final LinesModel lines;
    private final ReadOnlyObjectProperty<@Nullable Shown> shown;
    private final BiConsumer<@Nullable SchemaSource, SchemaSource> show;
    private final Consumer<SchemaSource> changed;
    private final List<Written> drafts = new ArrayList<>();
    private final ReadOnlyBooleanWrapper unsaved = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Sentence> note =
            new ReadOnlyObjectWrapper<>(Sentence.of(""));
    private final ReadOnlyObjectWrapper<@Nullable Question> question =
            new ReadOnlyObjectWrapper<>();
    private boolean copying;

    /// A draft as the window knows it.
    private static final class Written {
        final Draft draft;
        String text;
        String saved;
        @Nullable Path file;
        boolean reading;

        Written(Draft draft) {
            this.draft = draft;
            this.text = draft.state().text();
            this.saved = text;
        }

        boolean isUnsaved() {
            return !text.equals(saved);
        }
    }

    /// What is asked before a draft would be lost.
    ///
    /// @param sentence which one
    /// @param goOn what was to be done
    /// @param stay what is done where it is not
    public record Question(Sentence sentence, Runnable goOn, Runnable stay) {}

    /// @param show shows two sides, the left one unless it is null
    /// @param changed is told that a draft is another text now
    DraftsModel(
            Connection connection,
            SchemaLoader loader,
            Work work,
            LinesModel lines,
            ReadOnlyObjectProperty<@Nullable Shown> shown,
            BiConsumer<@Nullable SchemaSource, SchemaSource> show,
            Consumer<SchemaSource> changed) {
        this.connection = connection;
        this.loader = loader;
        this.work = work;
        this.lines = lines;
        this.shown = shown;
        this.show = show;
        this.changed = changed;
        shown.subscribe(now -> {
            if (now != null && !now.isEdited() && lines.modeProperty().get() == Mode.EDIT) {
                lines.modeProperty().set(Mode.SOURCE);
            }
        });
    }

    /// Goes to the draft that is shown; where there is none, a copy of the right schema becomes
    /// one, beside what it is a copy of.
    public void edit() {
        var now = shown.get();
        if (now == null || copying) {
            return;
        }
        if (now.isEdited()) {
            lines.modeProperty().set(Mode.EDIT);
            return;
        }
        var of = now.right();
        var format = of.format();
        if (format == null || of.text().isEmpty()) {
            tell("There is no text to edit.");
        } else if (of.text().length() > LARGEST) {
            tell(
                    "A text of more than "
                            + Texts.grouped(LARGEST)
                            + " characters is not edited here; save it and use an editor.");
        } else {
            copy(of, format);
        }
    }

    private void copy(LoadedSchema of, Format format) {
        copying = true;
        var source = new SchemaSource.Draft(drafts.size() + 1, of.source());
        work.start(
                () -> loader.drafts().begin(source, of, format),
                draft -> {
                    copying = false;
                    drafts.add(new Written(draft));
                    lines.modeProperty().set(Mode.EDIT);
                    show.accept(of.source(), source);
                },
                () -> copying = false);
    }

    /// The person has typed: the text of the draft on the right is another one.
    public void typed(String text) {
        var written = shown();
        if (written == null || written.text.equals(text)) {
            return;
        }
        written.text = text;
        ask();
        if (!written.reading) {
            read(written);
        }
    }

    private void read(Written written) {
        written.reading = true;
        var text = written.text;
        work.start(
                () -> {
                    written.draft.read(text);
                    return text;
                },
                read -> {
                    written.reading = false;
                    if (!written.text.equals(read)) {
                        read(written);
                    }
                    changed.accept(written.draft.source());
                },
                () -> written.reading = false);
    }

    private void ask() {
        unsaved.set(drafts.stream().anyMatch(Written::isUnsaved));
    }

    private @Nullable Written shown() {
        var now = shown.get();
        return now == null ? null : find(now.right().source());
    }

    private @Nullable Written find(SchemaSource source) {
        return drafts.stream()
                .filter(each -> each.draft.source().equals(source))
                .findFirst()
                .orElse(null);
    }

    /// The tab's drafts, the oldest first.
    public List<SchemaSource> all() {
        return drafts.stream().<SchemaSource>map(each -> each.draft.source()).toList();
    }

    /// Where the draft on the right would be saved: where it was, or the file that it is a copy of,
    /// or a new file in the first schema folder.
    public Path proposed() {
        var written = shown();
        return written == null ? Path.of("") : proposed(written);
    }

    private Path proposed(Written written) {
        if (written.file != null) {
            return written.file;
        }
        if (written.draft.source().origin() instanceof SchemaSource.File(var folder, var path)
                && !path.endsWith(".desc")
                && !path.endsWith(".binpb")) {
            return folder.resolve(path);
        }
        var folders = connection.profile().schemaFolders();
        var folder =
                folders.isEmpty()
                        ? Path.of(System.getProperty("user.home", ""))
                        : folders.getFirst();
        return folder.resolve(DraftFile.name(written.draft));
    }

    /// Writes the draft on the right into a file.
    ///
    /// @param replace whether a file that is there may be replaced
    public void save(Path file, boolean replace, Consumer<DraftFile.Outcome> told) {
        var written = shown();
        if (written == null) {
            return;
        }
        var text = written.text;
        work.start(
                () -> DraftFile.write(file, text, replace),
                outcome -> {
                    if (outcome instanceof DraftFile.Outcome.Saved) {
                        written.file = file;
                        written.saved = text;
                        ask();
                    }
                    told.accept(outcome);
                });
    }

    /// Where the draft was saved last; null where it was not.
    public @Nullable Path file(SchemaSource source) {
        var written = find(source);
        return written == null ? null : written.file;
    }

    /// Asks what is to become of what is not saved, before something is done that would lose it.
    public void ask(Runnable goOn, Runnable stay) {
        var first = drafts.stream().filter(Written::isUnsaved).findFirst();
        if (first.isEmpty()) {
            goOn.run();
            return;
        }
        var source = first.get().draft.source();
        question.set(
                new Question(
                        Sentence.builder()
                                .text("The ")
                                .strong(source.name())
                                .text(" is not saved.")
                                .build(),
                        goOn,
                        stay));
        var now = shown.get();
        if (now == null || !now.right().source().equals(source)) {
            lines.modeProperty().set(Mode.EDIT);
            show.accept(source.of(), source);
        }
    }

    /// The answer to the [#questionProperty]: on without the drafts that are not saved.
    public void discard() {
        drafts.forEach(each -> each.saved = each.text);
        ask();
        answer(Question::goOn);
    }

    /// The answer to the [#questionProperty]: all stays as it is.
    public void stay() {
        answer(Question::stay);
    }

    /// The answer to the [#questionProperty], once what it asks about was saved: on, or to the next
    /// draft that is not.
    public void saved() {
        var asked = question.get();
        if (asked != null) {
            question.set(null);
            ask(asked.goOn(), asked.stay());
        }
    }

    private void answer(Function<Question, Runnable> which) {
        var asked = question.get();
        question.set(null);
        if (asked != null) {
            which.apply(asked).run();
        }
    }

    private void tell(String words) {
        note.set(Sentence.of(""));
        note.set(Sentence.of(words));
    }

    /// Whether there is a draft whose text is in no file.
    public boolean isUnsaved() {
        return unsaved.get();
    }

    public ReadOnlyBooleanProperty unsavedProperty() {
        return unsaved.getReadOnlyProperty();
    }

    /// Why something cannot be done; empty where nothing is to be said.
    public ReadOnlyObjectProperty<Sentence> noteProperty() {
        return note.getReadOnlyProperty();
    }

    /// What is asked before a draft is lost; null where nothing is.
    public ReadOnlyObjectProperty<@Nullable Question> questionProperty() {
        return question.getReadOnlyProperty();
    }
}
