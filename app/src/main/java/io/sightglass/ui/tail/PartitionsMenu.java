package io.sightglass.ui.tail;

import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/// Which partitions are read.
final class PartitionsMenu extends MenuButton {
    private static final int MOST_NAMED = 4;

    private final TailModel model;
    private final Supplier<List<Integer>> known;

    /// @param known the topic's partitions, as far as they are known by now
    PartitionsMenu(TailModel model, Supplier<List<Integer>> known, ObservableBooleanValue narrow) {
        this.model = model;
        this.known = known;
        setId("partitions");
        getItems().add(new MenuItem(""));
        setOnShowing(_ -> fill());
        textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> describe(model.partitionsProperty().get(), narrow.get()),
                                model.partitionsProperty(),
                                narrow));
    }

    private void fill() {
        var chosen = model.partitionsProperty().get();
        var all = new CheckMenuItem("All partitions");
        all.setSelected(chosen.isEmpty());
        all.setOnAction(_ -> model.partitionsProperty().set(Set.of()));
        getItems().setAll(all, new SeparatorMenuItem());
        for (var partition : known.get()) {
            var item = new CheckMenuItem("Partition " + partition);
            item.setSelected(chosen.contains(partition));
            item.setOnAction(_ -> choose(partition, item.isSelected()));
            getItems().add(item);
        }
    }

    private void choose(int partition, boolean wanted) {
        var chosen = new TreeSet<>(model.partitionsProperty().get());
        if (wanted) {
            chosen.add(partition);
        } else {
            chosen.remove(partition);
        }
        model.partitionsProperty().set(Set.copyOf(chosen));
    }

    private static String describe(Set<Integer> chosen, boolean brief) {
        if (chosen.isEmpty()) {
            return brief ? "P: all" : "All partitions";
        }
        var list = chosen.stream().sorted().map(String::valueOf).toList();
        var few = list.size() <= MOST_NAMED ? String.join(", ", list) : list.size() + " chosen";
        return brief ? "P: " + few : (list.size() == 1 ? "Partition " : "Partitions ") + few;
    }
}
