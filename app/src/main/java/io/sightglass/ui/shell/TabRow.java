package io.sightglass.ui.shell;

import io.sightglass.ui.schema.SchemaModel;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/// The tabs of the whole window. Each belongs to one cluster, and those of a cluster stand side by
/// side. Used from the window's thread.
final class TabRow {
    private final ObservableList<ShellTab> all = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable ShellTab> selected = new SimpleObjectProperty<>();
    private final Map<ShellTab, OpenCluster> owners = new HashMap<>();
    private final Map<OpenCluster, ShellTab> lastInFront = new HashMap<>();

    TabRow() {
        selected.subscribe(tab -> {
            var owner = tab == null ? null : owners.get(tab);
            if (owner != null) {
                lastInFront.put(owner, tab);
            }
        });
    }

    ObservableList<ShellTab> all() {
        return all;
    }

    ObjectProperty<@Nullable ShellTab> selectedProperty() {
        return selected;
    }

    /// The cluster that a tab belongs to; empty once the tab is closed.
    Optional<OpenCluster> owner(ShellTab tab) {
        return Optional.ofNullable(owners.get(tab));
    }

    /// A cluster's tabs, from left to right.
    List<ShellTab> of(OpenCluster cluster) {
        return all.stream().filter(tab -> owners.get(tab) == cluster).toList();
    }

    /// The tab of a cluster that was in front last, else its first one; null where it has none.
    @Nullable ShellTab lastOf(OpenCluster cluster) {
        var last = lastInFront.get(cluster);
        return last == null ? of(cluster).stream().findFirst().orElse(null) : last;
    }

    /// Adds a tab behind those of its cluster, and brings it to the front.
    void add(ShellTab tab, OpenCluster cluster) {
        owners.put(tab, cluster);
        var before = of(cluster);
        int place = before.isEmpty() ? all.size() : all.indexOf(before.getLast()) + 1;
        all.add(place, tab);
        selected.set(tab);
    }

    /// Brings a cluster's first tab of a kind to the front; answers whether there is one.
    boolean select(OpenCluster cluster, Predicate<ShellTab> wanted) {
        var found = of(cluster).stream().filter(wanted).findFirst();
        found.ifPresent(selected::set);
        return found.isPresent();
    }

    /// Closes all tabs of a cluster, and answers them, to be ended.
    List<ShellTab> clear(OpenCluster cluster) {
        var closed = of(cluster);
        if (closed.contains(selected.get())) {
            selected.set(null);
        }
        lastInFront.remove(cluster);
        all.removeAll(closed);
        closed.forEach(owners::remove);
        closed.forEach(ShellTab::leave);
        return closed;
    }

    /// A schema of a cluster with a draft that is in no file; null where there is none.
    @Nullable SchemaModel unsaved(OpenCluster cluster) {
        for (var tab : of(cluster)) {
            if (tab instanceof ShellTab.Schema(var schema) && schema.drafts().isUnsaved()) {
                return schema;
            }
        }
        return null;
    }

    /// Asks, in the schema's tab, what is to become of its drafts.
    void ask(SchemaModel schema, Runnable goOn, Runnable stay) {
        all.stream()
                .filter(tab -> tab instanceof ShellTab.Schema(var other) && other == schema)
                .findFirst()
                .ifPresent(selected::set);
        schema.drafts().ask(goOn, stay);
    }

    /// Closes a tab; its neighbour of the same cluster comes to the front.
    void close(ShellTab tab) {
        var owner = owners.get(tab);
        if (owner == null) {
            return;
        }
        if (tab instanceof ShellTab.Schema(var schema) && schema.drafts().isUnsaved()) {
            ask(schema, () -> close(tab), () -> {});
            return;
        }
        int index = of(owner).indexOf(tab);
        boolean inFront = Objects.equals(selected.get(), tab);
        all.remove(tab);
        owners.remove(tab);
        lastInFront.remove(owner, tab);
        if (inFront) {
            var left = of(owner);
            selected.set(left.isEmpty() ? null : left.get(Math.min(index, left.size() - 1)));
        }
        tab.leave();
        Thread.ofVirtual().name("sightglass-close-tab").start(tab::close);
    }

    /// Brings the next tab to the front, of whatever cluster, around the end.
    void next() {
        if (!all.isEmpty()) {
            var current = selected.get();
            int index = current == null ? -1 : all.indexOf(current);
            selected.set(all.get((index + 1) % all.size()));
        }
    }
}
