package io.sightglass.ui.contract;

import io.sightglass.connect.Connection;
import io.sightglass.indicator.DraftContract;
import io.sightglass.indicator.HealthReport;
import io.sightglass.indicator.Indicators;
import io.sightglass.model.Sentence;
import io.sightglass.scan.Scan;
import io.sightglass.scan.ScanState;
import io.sightglass.tail.Tail;
import io.sightglass.ui.fx.Fx;
import io.sightglass.worker.RunFigures;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// How healthy a topic is: the indicators of what its tab holds, and of what comes.
///
/// Used from the window's thread; nothing here waits. [#look], once a frame, takes over what was
/// gathered meanwhile.
public final class ContractModel implements AutoCloseable {
    private final Connection connection;
    private final String topic;
    private final Supplier<Optional<Tail>> tails;
    private final ReadOnlyObjectWrapper<@Nullable Indicators> indicators =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<@Nullable Sentence> problem = new ReadOnlyObjectWrapper<>();
    private final RunsModel runs;
    private @Nullable Tail checked;
    private @Nullable Scan<Indicators> check;
    private long edition;

    /// @param tails the tail that the topic's tab reads now; empty while there is none
    /// @param window runs what changes properties on the window's thread
    public ContractModel(
            Connection connection, String topic, Supplier<Optional<Tail>> tails, Executor window) {
        this.connection = connection;
        this.topic = topic;
        this.tails = tails;
        this.runs = new RunsModel(connection, topic, window);
        look();
    }

    public String topic() {
        return topic;
    }

    /// What many workers have counted of it.
    public RunsModel runs() {
        return runs;
    }

    /// The indicators to look at: those of the run that was chosen, else of the topic's tab.
    Optional<Indicators> shown() {
        return Optional.ofNullable(runs.chosenProperty().get())
                .map(RunFigures::merged)
                .or(() -> Optional.ofNullable(indicators.get()));
    }

    /// What is known so far; null before anything is.
    public ReadOnlyObjectProperty<@Nullable Indicators> indicatorsProperty() {
        return indicators.getReadOnlyProperty();
    }

    /// Why the figures do not go on; null while they do.
    public ReadOnlyObjectProperty<@Nullable Sentence> problemProperty() {
        return problem.getReadOnlyProperty();
    }

    /// Takes over what has happened since the last frame. Begins anew where the topic is read anew,
    /// or what records are judged by has changed.
    public void look() {
        runs.look();
        var tail = tails.get().orElse(null);
        long now = connection.shownEdition();
        if (tail != null && (tail != checked || now != edition)) {
            var before = check;
            if (before != null) {
                before.close();
            }
            checked = tail;
            edition = now;
            check = connection.check(tail);
        }
        var running = check;
        if (running == null) {
            return;
        }
        var known = running.figures();
        if (known != indicators.get()) {
            indicators.set(known);
        }
        if (running.state() instanceof ScanState.Failed(var sentence)) {
            problem.set(sentence);
        } else if (tail == null) {
            problem.set(
                    Sentence.of(
                            "The topic's tab was closed, so these figures do not go on. Open its"
                                    + " records, and they begin anew."));
        } else if (known.sampled().isPart()) {
            problem.set(known.sampled().sentence());
        } else {
            problem.set(null);
        }
    }

    /// The indicators as Markdown; empty while there are none.
    public Optional<String> markdown() {
        return shown().map(HealthReport::markdown);
    }

    /// A contract that the records keep, as a draft; empty while there are no records.
    public Optional<String> draft() {
        return shown().filter(seen -> seen.counts().records() > 0).map(DraftContract::of);
    }

    /// Where a draft may be saved: in the connection's first schema folder, else in the home
    /// folder.
    public Path proposed() {
        var name = topic.replaceAll("[^A-Za-z0-9._-]+", "-") + "-draft.contract.yaml";
        return connection.profile().schemaFolders().stream()
                .findFirst()
                .orElseGet(() -> Path.of(System.getProperty("user.home", "")))
                .resolve(name);
    }

    /// What a saved draft does.
    public String effect() {
        return connection
                .contracts()
                .forTopic(topic)
                .map(contract ->
                        "Contract "
                                + contract.name()
                                + " is in force for "
                                + topic
                                + " and stays so; the draft takes effect once that one is gone"
                                + " from the schema folders.")
                .orElse(
                        "In a schema folder of this connection, and called *.contract.yaml, it"
                                + " takes effect at once.");
    }

    /// Saves the draft as a new file, and says what became of it. Returns at once.
    ///
    /// @param told called on the window's thread
    public void save(Path file, Consumer<SavedDraft> told) {
        var text = draft().orElse(null);
        if (text == null) {
            told.accept(
                    new SavedDraft(false, Sentence.of("There are no records yet to draft from.")));
            return;
        }
        Thread.ofVirtual()
                .name("sightglass-save-contract")
                .start(() -> {
                    var saved = SavedDraft.write(file, text);
                    Fx.later(() -> told.accept(saved));
                });
    }

    @Override
    public void close() {
        runs.close();
        var running = check;
        if (running != null) {
            running.close();
        }
    }
}
