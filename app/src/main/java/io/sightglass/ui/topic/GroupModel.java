package io.sightglass.ui.topic;

import io.sightglass.connect.Connection;
import io.sightglass.model.Sentence;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.GroupReport;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.Executor;

/// A consumer group's tab: who is in it and where it is, as of a few seconds ago. Used from the
/// window's thread.
public final class GroupModel implements AutoCloseable {
    private final Connection connection;
    private final String id;
    private final Work work;
    private final Refresh refresh = new Refresh();
    private final ReadOnlyObjectWrapper<@Nullable GroupReport> report =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Sentence> problem = new ReadOnlyObjectWrapper<>();

    /// @param window runs what changes properties on the window's thread
    public GroupModel(Connection connection, String id, Executor window) {
        this.connection = connection;
        this.id = id;
        this.work = new Work("sightglass-group", window);
    }

    public String id() {
        return id;
    }

    /// Asks for the first time.
    public void start() {
        look();
    }

    /// Asks again when it is time to; once a frame, while the tab is on screen.
    public void look() {
        if (!refresh.isDue()) {
            return;
        }
        refresh.begin();
        work.ask(
                () -> connection.cluster().group(id),
                found -> {
                    refresh.end();
                    problem.set(null);
                    report.set(found);
                },
                failure -> {
                    refresh.end();
                    problem.set(sentence(failure));
                });
    }

    static Sentence sentence(Exception failure) {
        return failure instanceof ConnectionFailure known
                ? known.sentence()
                : Sentence.of("This could not be read; the log says more.");
    }

    /// The last answer; null before the first.
    public ReadOnlyObjectProperty<@Nullable GroupReport> reportProperty() {
        return report.getReadOnlyProperty();
    }

    /// What keeps the page from being as of now; null for nothing.
    public ReadOnlyObjectProperty<@Nullable Sentence> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    @Override
    public void close() {
        work.close();
    }
}
