package io.sightglass.ui.shell;

import io.sightglass.ui.control.Fuzzy;

import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// "Go to anything": what is typed, and what fits it, best first.
public final class PaletteModel {
    /// No screen shows more, and nobody reads that far.
    private static final int SHOWN = 60;

    private final Supplier<List<Entry>> source;
    private final Function<String, List<Entry>> understood;
    private final Function<String, List<Entry>> beyond;
    private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper();
    private final StringProperty typed = new SimpleStringProperty("");
    private final IntegerProperty selected = new SimpleIntegerProperty(-1);
    private final ObservableList<Entry> results = FXCollections.observableArrayList();
    private List<Entry> all = List.of();

    /// Something to go to.
    ///
    /// @param kind such as `Topic`
    /// @param note a key or a figure, at the right end
    /// @param place which cluster it is of, where that is not plain; else empty
    public record Entry(String kind, String title, String note, String place, Runnable action) {
        public Entry(String kind, String title, String note, Runnable action) {
            this(kind, title, note, "", action);
        }
    }

    /// @param source lists everything, each time the palette opens
    /// @param understood what a text means by itself, such as a schema's number
    /// @param beyond what else may be done with a text, after all that fits it
    public PaletteModel(
            Supplier<List<Entry>> source,
            Function<String, List<Entry>> understood,
            Function<String, List<Entry>> beyond) {
        this.source = source;
        this.understood = understood;
        this.beyond = beyond;
        typed.subscribe((Runnable) this::match);
    }

    public void open() {
        all = source.get();
        typed.set("");
        match();
        open.set(true);
    }

    public void close() {
        open.set(false);
    }

    /// Moves the selection, around the ends.
    public void move(int by) {
        if (!results.isEmpty()) {
            selected.set(Math.floorMod(selected.get() + by, results.size()));
        }
    }

    /// Goes to what is selected.
    public void go() {
        int index = selected.get();
        if (index >= 0 && index < results.size()) {
            var entry = results.get(index);
            close();
            entry.action().run();
        }
    }

    private void match() {
        record Scored(Entry entry, int score) {}

        var fits = new ArrayList<Scored>();
        for (var entry : all) {
            int score = score(typed.get().strip(), entry);
            if (score != Fuzzy.NO_MATCH) {
                fits.add(new Scored(entry, score));
            }
        }
        fits.sort(Comparator.comparingInt(Scored::score).reversed());
        var text = typed.get().strip();
        var last = beyond.apply(text);
        results.setAll(
                Stream.of(
                                understood.apply(text).stream(),
                                fits.stream().map(Scored::entry).limit(SHOWN - last.size()),
                                last.stream())
                        .flatMap(Function.identity())
                        .toList());
        selected.set(results.isEmpty() ? -1 : 0);
    }

    /// The kind may be typed in front, and the cluster behind: `about orders`, `orders kitchen`.
    private static int score(String text, Entry entry) {
        int score = score(text, entry, entry.title());
        return score != Fuzzy.NO_MATCH || entry.place().isEmpty()
                ? score
                : score(text, entry, entry.title() + " " + entry.place());
    }

    private static int score(String text, Entry entry, String title) {
        int kind = entry.kind().length();
        boolean named =
                text.length() > kind
                        && text.charAt(kind) == ' '
                        && text.regionMatches(true, 0, entry.kind(), 0, kind);
        return Math.max(
                Fuzzy.score(text, title),
                named ? Fuzzy.score(text.substring(kind), title) : Fuzzy.NO_MATCH);
    }

    public ReadOnlyBooleanProperty openProperty() {
        return open.getReadOnlyProperty();
    }

    public StringProperty typedProperty() {
        return typed;
    }

    public IntegerProperty selectedProperty() {
        return selected;
    }

    public ObservableList<Entry> results() {
        return results;
    }
}
