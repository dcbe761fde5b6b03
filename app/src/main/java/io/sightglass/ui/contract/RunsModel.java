package io.sightglass.ui.contract;

import io.sightglass.connect.Connection;
import io.sightglass.model.Sentence;
import io.sightglass.port.ConnectionFailure;
import io.sightglass.ui.topic.Work;
import io.sightglass.worker.ResultTopic;
import io.sightglass.worker.RunFigures;
import io.sightglass.worker.RunHeader;
import io.sightglass.worker.RunLog;
import io.sightglass.worker.RunProgress;
import io.sightglass.worker.RunReader;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/// What many workers have counted of a topic, run by run. It is read from the topic's results topic
/// where there is one, once at first and again and again while somebody looks at it.
///
/// Used from the window's thread.
public final class RunsModel implements AutoCloseable {
    private static final long EVERY = Duration.ofSeconds(5).toNanos();

    private final Connection connection;
    private final String topic;
    private final Work work;
    private final ReadOnlyObjectWrapper<List<Run>> runs = new ReadOnlyObjectWrapper<>(List.of());
    private final ReadOnlyObjectWrapper<@Nullable RunFigures> chosen =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Sentence> problem = new ReadOnlyObjectWrapper<>();
    private final BooleanProperty open = new SimpleBooleanProperty();
    private @Nullable Reading reading;
    private @Nullable String name;
    private boolean there;
    private boolean busy;
    private boolean again;
    private long answered;

    /// A run, and how far it is.
    public record Run(RunHeader header, RunProgress progress) {}

    /// Where one is in the results topic. Handed from thread to thread, never shared.
    private record Reading(@Nullable String name, RunLog log, RunReader reader) {}

    private record Answer(Reading reading, List<Run> runs, @Nullable RunFigures chosen) {}

    /// @param window runs what changes properties on the window's thread
    RunsModel(Connection connection, String topic, Executor window) {
        this.connection = connection;
        this.topic = topic;
        this.work = new Work("sightglass-runs", window);
        ask();
    }

    /// All runs, the latest first.
    public ReadOnlyObjectProperty<List<Run>> runsProperty() {
        return runs.getReadOnlyProperty();
    }

    /// The run that is looked at, with what all of its workers have counted; null for none.
    public ReadOnlyObjectProperty<@Nullable RunFigures> chosenProperty() {
        return chosen.getReadOnlyProperty();
    }

    /// Why the runs are not as of now; null where they are.
    public ReadOnlyObjectProperty<@Nullable Sentence> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Whether the list of runs is looked at.
    public BooleanProperty openProperty() {
        return open;
    }

    /// Looks at a run.
    public void choose(String run) {
        name = run;
        ask();
    }

    /// Looks at no run any more; answers whether one was looked at, or the list.
    public boolean leave() {
        boolean was = name != null || open.get();
        name = null;
        chosen.set(null);
        open.set(false);
        return was;
    }

    /// Reads what is new, when it is time to; once a frame, while the tab is on screen.
    void look() {
        boolean watched = open.get() || name != null;
        if (watched && !busy && System.nanoTime() - answered >= EVERY) {
            ask();
        }
    }

    /// Reads what is new.
    void ask() {
        if (busy) {
            again = true;
            return;
        }
        var results = ResultTopic.of(topic);
        if (results.isEmpty()) {
            return;
        }
        busy = true;
        var wanted = name;
        var before = reading;
        reading = null;
        boolean known = there;
        work.ask(
                () -> read(results.get(), wanted, before, known),
                this::answer,
                failure -> {
                    problem.set(sentence(failure));
                    done();
                });
    }

    private Optional<Answer> read(
            String results, @Nullable String wanted, @Nullable Reading before, boolean known)
            throws ConnectionFailure {
        var cluster = connection.cluster();
        if (!known && cluster.topics().stream().noneMatch(each -> each.name().equals(results))) {
            return Optional.empty();
        }
        var now = before;
        if (now == null || !java.util.Objects.equals(now.name(), wanted)) {
            var log = new RunLog(wanted);
            now = new Reading(wanted, log, new RunReader(cluster, results, log));
        }
        now.reader().refresh();
        var all = new ArrayList<Run>();
        for (var run : now.log().runs()) {
            all.add(new Run(run, now.log().progress(run)));
        }
        var run = wanted == null ? null : now.log().run(wanted).orElse(null);
        return Optional.of(
                new Answer(
                        now,
                        List.copyOf(all),
                        run == null ? null : RunFigures.of(run, now.log(), connection.decoders())));
    }

    private void answer(Optional<Answer> answer) {
        problem.set(null);
        if (answer.isPresent()) {
            there = true;
            reading = answer.get().reading();
            runs.set(answer.get().runs());
            var found = answer.get().chosen();
            if (found != null && found.run().name().equals(name)) {
                chosen.set(found);
            }
        }
        done();
    }

    private void done() {
        busy = false;
        answered = System.nanoTime();
        if (again) {
            again = false;
            ask();
        }
    }

    private static Sentence sentence(Exception failure) {
        return failure instanceof ConnectionFailure known
                ? known.sentence()
                : Sentence.of("What workers have counted could not be read; the log says more.");
    }

    @Override
    public void close() {
        work.close();
    }
}
