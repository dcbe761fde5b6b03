package io.sightglass.ui.connect;

import io.sightglass.model.ClusterProfile;
import io.sightglass.model.Environment;
import io.sightglass.model.Sentence;
import io.sightglass.port.Connector;
import io.sightglass.secret.Vault;

import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/// Opens again what was open together at the last start, each by itself: one that hangs holds up no
/// other, and one that is refused says why and can be tried again. Used from the window's thread.
public final class Reopening {
    private final Connector connector;
    private final Vault vault;
    private final Executor window;
    private final Ended ended;
    private final ObservableList<Attempt> attempts = FXCollections.observableArrayList();
    private final Map<String, Opening> underWay = new HashMap<>();

    /// A cluster that was open and is not yet.
    ///
    /// @param profile the kept connection; null for the playground
    /// @param refused why it could not be opened; null while it is being opened
    public record Attempt(
            String name, @Nullable ClusterProfile profile, @Nullable Sentence refused) {
        public Environment environment() {
            return profile == null ? Environment.DEMO : profile.environment();
        }
    }

    /// Hears how each ends.
    interface Ended {
        void heard(Attempt attempt, Opening.Result result);
    }

    Reopening(Connector connector, Vault vault, Executor window, Ended ended) {
        this.connector = connector;
        this.vault = vault;
        this.window = window;
        this.ended = ended;
    }

    /// Begins with all of them.
    void start(List<Attempt> wanted) {
        attempts.setAll(wanted);
        wanted.forEach(this::open);
    }

    private void open(Attempt attempt) {
        var profile = attempt.profile();
        var opening =
                profile == null
                        ? Opening.playground(connector, _ -> {}, result -> end(attempt, result))
                        : Opening.of(
                                connector,
                                () -> vault.fill(profile),
                                _ -> {},
                                result -> end(attempt, result));
        underWay.put(attempt.name(), opening);
    }

    private void end(Attempt attempt, Opening.Result result) {
        window.execute(() -> {
            underWay.remove(attempt.name());
            int place = attempts.indexOf(attempt);
            if (place >= 0) {
                if (result instanceof Opening.Result.Refused(var sentence)) {
                    attempts.set(place, new Attempt(attempt.name(), attempt.profile(), sentence));
                } else {
                    attempts.remove(place);
                }
            }
            ended.heard(attempt, result);
        });
    }

    /// Gives up one of them, or forgets that it was refused.
    public void drop(String name) {
        Optional.ofNullable(underWay.get(name)).ifPresent(Opening::cancel);
        attempts.removeIf(attempt -> attempt.name().equals(name));
    }

    /// Gives up those that are under way.
    public void cancel() {
        List.copyOf(underWay.keySet()).forEach(this::drop);
    }

    /// Whether any is still being opened.
    public boolean isUnderWay() {
        return !underWay.isEmpty();
    }

    /// Those that are being opened, and those that were refused.
    public ObservableList<Attempt> attempts() {
        return attempts;
    }
}
