package io.sightglass.ui.shell;

import io.sightglass.ui.connect.Reopening;

import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.util.Subscription;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// The side bar of the whole window: what each open cluster offers, below its heading where there
/// is more than one. One search box is for all of them. Used from the window's thread.
public final class SideLines {
    private final Clusters clusters;
    private final ObservableList<Reopening.Attempt> attempts;
    private final StringProperty search = new SimpleStringProperty("");
    private final ObservableList<SideLine> lines = FXCollections.observableArrayList();
    private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper();
    private final Set<OpenCluster> folded = new HashSet<>();
    private final Map<OpenCluster, Subscription> heard = new HashMap<>();
    private Consumer<Reopening.Attempt> again = _ -> {};

    SideLines(Clusters clusters, ObservableList<Reopening.Attempt> attempts) {
        this.clusters = clusters;
        this.attempts = attempts;
        clusters.all().addListener((ListChangeListener<OpenCluster>) _ -> hear());
        clusters.frontProperty().subscribe(_ -> changed());
        attempts.addListener((ListChangeListener<Reopening.Attempt>) _ -> list());
        list();
    }

    /// Says who tries again to open what was open at the last start.
    void setAgain(Consumer<Reopening.Attempt> opener) {
        again = opener;
    }

    /// Hears those that are open, and no others.
    private void hear() {
        for (var cluster : clusters.all()) {
            heard.computeIfAbsent(cluster, this::hear);
        }
        for (var entry : List.copyOf(heard.entrySet())) {
            if (!clusters.all().contains(entry.getKey())) {
                entry.getValue().unsubscribe();
            }
        }
        heard.keySet().retainAll(clusters.all());
        folded.retainAll(clusters.all());
        list();
    }

    private Subscription hear(OpenCluster cluster) {
        var side = cluster.sideBar();
        side.searchProperty().bindBidirectional(search);
        return Subscription.combine(
                side.items().subscribe((Runnable) this::list),
                side.revisionProperty().subscribe((_, _) -> changed()),
                cluster.healthProperty().subscribe((_, _) -> changed()),
                () -> side.searchProperty().unbindBidirectional(search));
    }

    private void changed() {
        revision.set(revision.get() + 1);
    }

    private void list() {
        var fresh = new ArrayList<SideLine>();
        boolean headed = clusters.areMany() || !attempts.isEmpty();
        for (var cluster : clusters.all()) {
            if (headed) {
                fresh.add(new SideLine.Heading(cluster));
            }
            if (!headed || isUnfolded(cluster)) {
                cluster.sideBar()
                        .items()
                        .forEach(item -> fresh.add(new SideLine.Of(cluster, item)));
            }
        }
        attempts.forEach(attempt -> fresh.add(new SideLine.Awaited(attempt)));
        if (fresh.isEmpty()) {
            fresh.add(new SideLine.Words("Not connected"));
        }
        if (!fresh.equals(lines)) {
            lines.setAll(fresh);
        }
        changed();
    }

    /// Opens what a line stands for, and what a heading stands above.
    public void choose(SideLine line) {
        switch (line) {
            case SideLine.Of(var cluster, var item) -> cluster.sideBar().choose(item);
            case SideLine.Heading(var cluster) -> fold(cluster, isUnfolded(cluster));
            case SideLine.Awaited(var attempt) -> {
                if (attempt.refused() != null) {
                    again.accept(attempt);
                }
            }
            case SideLine.Words _ -> {}
        }
    }

    /// Opens the first line that matches the search box.
    public void chooseFirst() {
        lines.stream()
                .filter(line -> line instanceof SideLine.Of && line.isChoice())
                .findFirst()
                .ifPresent(this::choose);
    }

    /// Hides or shows what a cluster offers.
    public void fold(OpenCluster cluster, boolean hidden) {
        if (hidden ? folded.add(cluster) : folded.remove(cluster)) {
            list();
        }
    }

    /// Whether what a cluster offers is listed. It is while one searches.
    public boolean isUnfolded(OpenCluster cluster) {
        return !folded.contains(cluster) || !search.get().isBlank();
    }

    /// A line's place; -1 where it is not listed.
    public int indexOf(SideLine line) {
        return lines.indexOf(line);
    }

    public StringProperty searchProperty() {
        return search;
    }

    public ObservableList<SideLine> lines() {
        return lines;
    }

    /// Grows when a figure on some line has changed.
    public ReadOnlyLongProperty revisionProperty() {
        return revision.getReadOnlyProperty();
    }
}
