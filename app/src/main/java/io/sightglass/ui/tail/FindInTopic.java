package io.sightglass.ui.tail;

import io.sightglass.connect.Connection;
import io.sightglass.tail.Tail;
import io.sightglass.tail.TailLimits;
import io.sightglass.tail.filter.RecordPredicate;
import io.sightglass.tail.find.TopicSearch;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.Set;

/// Looking through a whole topic for what was typed into the filter. For the window's thread.
public final class FindInTopic {
    private final ReadOnlyBooleanWrapper on = new ReadOnlyBooleanWrapper();
    private boolean asked;
    private String text = "";
    private @Nullable RecordPredicate wanted;
    private @Nullable TopicSearch search;

    /// A person asked for it; it begins once the filter's text is understood.
    void ask() {
        asked = true;
    }

    boolean isAsked() {
        return asked;
    }

    /// The filter's text was not understood.
    void forget() {
        asked = false;
    }

    void begin(String typed, RecordPredicate predicate) {
        asked = false;
        text = typed;
        wanted = predicate;
        search = null;
        on.set(true);
    }

    void end() {
        asked = false;
        wanted = null;
        search = null;
        on.set(false);
    }

    /// Begins to read; answers what is found.
    Tail start(Connection connection, String topic, Set<Integer> partitions, TailLimits limits) {
        var predicate = wanted;
        if (predicate == null) {
            throw new IllegalStateException("nothing is looked for");
        }
        var started = connection.find(topic, partitions, predicate, limits);
        search = started;
        return started.tail();
    }

    /// Whether this is what the topic is looked through for.
    boolean isFor(@Nullable RecordPredicate predicate) {
        return predicate != null && predicate == wanted;
    }

    public boolean isOn() {
        return on.get();
    }

    public ReadOnlyBooleanProperty onProperty() {
        return on.getReadOnlyProperty();
    }

    /// What is looked for, as it was typed.
    public String text() {
        return text;
    }

    /// How far it has got; empty where nothing is looked for.
    public Optional<TopicSearch.Progress> progress() {
        return Optional.ofNullable(search).map(TopicSearch::progress);
    }

    /// Ends it soon; what was found stays.
    public void stop() {
        if (search != null) {
            search.stop();
        }
    }
}
