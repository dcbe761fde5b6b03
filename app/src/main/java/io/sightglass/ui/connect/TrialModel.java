package io.sightglass.ui.connect;

import io.sightglass.connect.ConnectionTest;
import io.sightglass.model.Sentence;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.port.ConnectionStep;
import io.sightglass.port.Connector;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;
import java.util.concurrent.Executor;

/// A connection that is tried out: its steps as they end, one after the other.
public final class TrialModel {
    private static final Logger log = LoggerFactory.getLogger(TrialModel.class);

    private final Connector connector;
    private final Executor window;
    private final ObservableList<ConnectionStep> steps = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<Phase> phase =
            new ReadOnlyObjectWrapper<>(new Phase.Running(""));
    private @Nullable Thread thread;
    private int attempt;

    /// How far it is.
    public sealed interface Phase {
        /// @param name the connection's
        record Running(String name) implements Phase {}

        /// All steps have been gone.
        record Done(String name) implements Phase {}

        /// It could not begin: a secret was missing, say.
        record Refused(Sentence sentence) implements Phase {}
    }

    /// @param window runs what changes properties on the window's thread
    TrialModel(Connector connector, Executor window) {
        this.connector = connector;
        this.window = window;
    }

    /// Begins; one that is under way ends unheard.
    ///
    /// @param failed runs on the window's thread after a step has failed
    void start(String name, Opening.Preparation preparation, Runnable failed) {
        end();
        int current = attempt;
        steps.clear();
        phase.set(new Phase.Running(name));
        thread =
                Thread.ofVirtual()
                        .name("sightglass-trial")
                        .start(() -> {
                            var result = run(current, name, preparation);
                            window.execute(() -> finish(current, result, failed));
                        });
    }

    private Phase run(int current, String name, Opening.Preparation preparation) {
        try {
            ConnectionTest.run(
                    connector,
                    preparation.prepared(),
                    step -> window.execute(() -> took(current, step)));
            return new Phase.Done(name);
        } catch (ConnectionFailure e) {
            return new Phase.Refused(e.sentence());
        } catch (RuntimeException e) {
            log.error("a connection could not be tried out", e);
            return new Phase.Refused(
                    Sentence.of(
                            "Sightglass could not try the connection out because of a fault of its"
                                    + " own; the log says more."));
        }
    }

    private void took(int current, ConnectionStep step) {
        if (current == attempt) {
            steps.add(step);
        }
    }

    private void finish(int current, Phase result, Runnable failed) {
        if (current == attempt) {
            thread = null;
            phase.set(result);
            if (firstFailure().isPresent()) {
                failed.run();
            }
        }
    }

    /// Ends it, if it is under way; nothing of it is heard any more.
    void end() {
        attempt++;
        var running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
        }
    }

    /// Whether it is under way.
    boolean isRunning() {
        return thread != null;
    }

    /// The steps that have ended, in order.
    public ObservableList<ConnectionStep> steps() {
        return steps;
    }

    /// The first step that went wrong.
    public Optional<ConnectionStep> firstFailure() {
        return steps.stream().filter(ConnectionStep::failed).findFirst();
    }

    public ReadOnlyObjectProperty<Phase> phaseProperty() {
        return phase.getReadOnlyProperty();
    }
}
