package io.sightglass.ui.search;

import io.sightglass.connect.Connection;
import io.sightglass.schema.search.SchemaSearch;
import io.sightglass.schema.search.SearchHit;
import io.sightglass.schema.search.SearchProgress;
import io.sightglass.schema.search.SearchResults;

import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/// The tab in which all schemas are searched. The first time, they have to be read: results come in
/// as that goes on. Used from the window's thread; searching happens on others.
public final class SearchModel implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SearchModel.class);
    private static final int SHOWN = 200;
    private static final Duration LOOK_EVERY = Duration.ofMillis(400);

    private final SchemaSearch search;
    private final Supplier<Map<String, Integer>> subjects;
    private final Executor window;
    private final StringProperty typed = new SimpleStringProperty("");
    private final ObservableList<SearchHit> hits = FXCollections.observableArrayList();
    private final IntegerProperty selected = new SimpleIntegerProperty(-1);
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.NOTHING);

    private boolean busy;
    private boolean wanted;
    private boolean closed;
    private long looked = System.nanoTime() - LOOK_EVERY.toNanos();

    /// What was searched for, and what came of it.
    ///
    /// @param typed what was searched for; empty while nothing was
    /// @param revision of what was searched
    public record State(
            String typed, SearchResults results, SearchProgress progress, long revision) {
        static final State NOTHING =
                new State("", SearchResults.NONE, new SearchProgress(0, 0, 0, false), -1);
    }

    /// @param subjects the registry's subjects with their latest versions, as far as they are known
    /// @param window runs what changes properties on the window's thread
    public SearchModel(
            Connection connection, Supplier<Map<String, Integer>> subjects, Executor window) {
        this.search = connection.search();
        this.subjects = subjects;
        this.window = window;
        typed.subscribe((_, _) -> ask());
    }

    /// Takes in what has been read since, and what is new; once a frame, while the tab is on
    /// screen.
    public void look() {
        if (System.nanoTime() - looked >= LOOK_EVERY.toNanos()) {
            looked = System.nanoTime();
            ask();
        }
    }

    private void ask() {
        if (busy) {
            wanted = true;
            return;
        }
        busy = true;
        wanted = false;
        var latest = subjects.get();
        var text = typed.get().strip();
        var before = state.get();
        Thread.ofVirtual()
                .name("sightglass-search")
                .start(() -> {
                    Optional<State> found = Optional.empty();
                    try {
                        found = find(latest, text, before);
                    } catch (RuntimeException e) {
                        LOG.error("the schemas could not be searched", e);
                    } finally {
                        var answer = found;
                        window.execute(() -> take(answer));
                    }
                });
    }

    private Optional<State> find(Map<String, Integer> latest, String text, State before) {
        search.refresh(latest);
        long revision = search.revision();
        var progress = search.progress();
        boolean same = revision == before.revision() && text.equals(before.typed());
        if (same && progress.equals(before.progress())) {
            return Optional.empty();
        }
        var results = same ? before.results() : search.search(text, SHOWN);
        return Optional.of(new State(text, results, progress, revision));
    }

    private void take(Optional<State> found) {
        busy = false;
        if (closed) {
            return;
        }
        found.ifPresent(this::show);
        if (wanted) {
            ask();
        }
    }

    private void show(State now) {
        boolean other = !now.typed().equals(state.get().typed());
        state.set(now);
        if (!hits.equals(now.results().hits())) {
            int index = selected.get();
            var kept = index >= 0 && index < hits.size() ? hits.get(index) : null;
            hits.setAll(now.results().hits());
            selected.set(kept == null ? -1 : hits.indexOf(kept));
        }
        if (other || selected.get() < 0) {
            selected.set(hits.isEmpty() ? -1 : 0);
        }
    }

    /// Moves the selection by rows.
    public void move(int by) {
        if (!hits.isEmpty()) {
            selected.set(Math.clamp(selected.get() + by, 0, hits.size() - 1));
        }
    }

    /// The hit that is selected.
    public Optional<SearchHit> chosen() {
        int index = selected.get();
        return index >= 0 && index < hits.size() ? Optional.of(hits.get(index)) : Optional.empty();
    }

    public StringProperty typedProperty() {
        return typed;
    }

    public ObservableList<SearchHit> hits() {
        return hits;
    }

    public IntegerProperty selectedProperty() {
        return selected;
    }

    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }

    @Override
    public void close() {
        window.execute(() -> closed = true);
    }
}
