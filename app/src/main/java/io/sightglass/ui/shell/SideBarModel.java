package io.sightglass.ui.shell;

import io.sightglass.model.Mark;
import io.sightglass.port.GroupInfo;
import io.sightglass.schema.LocalSchemas;
import io.sightglass.ui.shell.Surroundings.RegistryState;

import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// What stands of one cluster in the side bar: the lines that match the search box, and what stands
/// on each.
///
/// The list changes only when lines come or go; figures change under the same lines, which
/// [#revisionProperty] tells.
public final class SideBarModel {
    private final StringProperty search = new SimpleStringProperty("");
    private final ObservableList<SideItem> items = FXCollections.observableArrayList();
    private final ReadOnlyLongWrapper revision = new ReadOnlyLongWrapper();
    private final Set<Path> openFolders = new HashSet<>();
    private final Map<String, Surroundings.Topic> topics = new HashMap<>();
    private final Map<String, Surroundings.Subject> subjects = new HashMap<>();
    private final Map<String, GroupInfo> groups = new HashMap<>();
    private final Consumer<SideItem> chosen;
    private @Nullable Surroundings surroundings;

    /// @param chosen hears which topic, subject or schema file a person chose
    public SideBarModel(Consumer<SideItem> chosen) {
        this.chosen = chosen;
        search.subscribe((Runnable) this::list);
        list();
    }

    /// Takes over a new look at the cluster; null while there is no connection.
    void show(@Nullable Surroundings seen) {
        if (seen != null && seen.equals(surroundings)) {
            return;
        }
        surroundings = seen;
        topics.clear();
        subjects.clear();
        groups.clear();
        if (seen != null) {
            seen.topics().forEach(topic -> topics.put(topic.name(), topic));
            seen.subjects().forEach(subject -> subjects.put(subject.name(), subject));
            seen.groups().forEach(group -> groups.put(group.id(), group));
        }
        list();
        revision.set(revision.get() + 1);
    }

    /// Opens what a line stands for; a folder opens or closes in place.
    public void choose(SideItem item) {
        if (item instanceof SideItem.Folder(var path)) {
            if (!openFolders.remove(path)) {
                openFolders.add(path);
            }
            list();
            revision.set(revision.get() + 1);
        } else if (item.isChoice()) {
            chosen.accept(item);
        }
    }

    /// Opens the first line that matches the search box.
    public void chooseFirst() {
        items.stream().filter(SideItem::isChoice).findFirst().ifPresent(this::choose);
    }

    private void list() {
        var lines = new ArrayList<SideItem>();
        var seen = surroundings;
        if (seen != null) {
            topics(seen, lines);
            subjects(seen, lines);
            folders(seen, lines);
            groups(seen, lines);
            if (lines.isEmpty() && !search.get().isBlank()) {
                lines.add(new SideItem.Remark("Nothing is called so"));
            }
            if (!search.get().isBlank() && hasSchemas(seen)) {
                lines.add(new SideItem.Title("IN THE SCHEMAS", -1));
                lines.add(new SideItem.Search(search.get().strip()));
            }
        }
        if (seen == null) {
            lines.add(new SideItem.Remark("Not connected"));
        }
        if (!lines.equals(items)) {
            items.setAll(lines);
        }
    }

    private static boolean hasSchemas(Surroundings seen) {
        return !(seen.registry() instanceof RegistryState.None) || !seen.folders().isEmpty();
    }

    private void topics(Surroundings seen, List<SideItem> lines) {
        var names =
                seen.topics().stream().map(Surroundings.Topic::name).filter(this::matches).toList();
        if (names.isEmpty() && !search.get().isBlank()) {
            return;
        }
        lines.add(new SideItem.Title("TOPICS", names.size()));
        names.forEach(name -> lines.add(new SideItem.Topic(name)));
        if (names.isEmpty()) {
            lines.add(
                    new SideItem.Remark(
                            seen.problem() == null ? "No topics yet" : "The cluster is away"));
        }
    }

    private void subjects(Surroundings seen, List<SideItem> lines) {
        var names =
                seen.subjects().stream()
                        .map(Surroundings.Subject::name)
                        .filter(this::matches)
                        .toList();
        if (!names.isEmpty()) {
            lines.add(new SideItem.Title("SUBJECTS", names.size()));
            names.forEach(name -> lines.add(new SideItem.Subject(name)));
        } else if (search.get().isBlank()) {
            var remark =
                    switch (seen.registry()) {
                        case RegistryState.None() -> "";
                        case RegistryState.Waiting() -> "Asking the registry…";
                        case RegistryState.Answers() -> "The registry is empty";
                        case RegistryState.Silent(_) -> "The registry is away";
                    };
            if (!remark.isEmpty()) {
                lines.add(new SideItem.Title("SUBJECTS", 0));
                lines.add(new SideItem.Remark(remark));
            }
        }
    }

    private void folders(Surroundings seen, List<SideItem> lines) {
        var found = new ArrayList<SideItem>();
        boolean searching = !search.get().isBlank();
        for (var folder : seen.folders()) {
            var files = folder.files().stream().filter(file -> matches(file.path())).toList();
            if (!searching || !files.isEmpty()) {
                found.add(new SideItem.Folder(folder.path()));
            }
            if (searching || openFolders.contains(folder.path())) {
                files.forEach(
                        file -> found.add(new SideItem.SchemaFile(folder.path(), file.path())));
            }
        }
        if (!found.isEmpty()) {
            lines.add(new SideItem.Title("LOCAL SCHEMAS", -1));
            lines.addAll(found);
        }
    }

    private void groups(Surroundings seen, List<SideItem> lines) {
        var ids = seen.groups().stream().map(GroupInfo::id).filter(this::matches).toList();
        if (!ids.isEmpty()) {
            lines.add(new SideItem.Title("CONSUMER GROUPS", ids.size()));
            ids.forEach(id -> lines.add(new SideItem.Group(id)));
        }
    }

    private boolean matches(String name) {
        var wanted = search.get().strip().toLowerCase(Locale.ROOT);
        return name.toLowerCase(Locale.ROOT).contains(wanted);
    }

    public StringProperty searchProperty() {
        return search;
    }

    public ObservableList<SideItem> items() {
        return items;
    }

    /// Grows when a figure on some line has changed.
    public ReadOnlyLongProperty revisionProperty() {
        return revision.getReadOnlyProperty();
    }

    public Optional<Surroundings.Topic> topic(String name) {
        return Optional.ofNullable(topics.get(name));
    }

    /// A topic's partitions, as of the last look at the cluster.
    public List<Integer> partitions(String topic) {
        return topic(topic).map(Surroundings.Topic::partitions).orElse(List.of());
    }

    public Optional<Surroundings.Subject> subject(String name) {
        return Optional.ofNullable(subjects.get(name));
    }

    /// The health of a subject is that of its topic, under the registry's usual naming.
    public Optional<Mark> subjectMark(String subject) {
        return subject.endsWith("-value")
                ? topic(subject.substring(0, subject.length() - "-value".length()))
                        .map(Surroundings.Topic::mark)
                : Optional.empty();
    }

    public Optional<GroupInfo> group(String id) {
        return Optional.ofNullable(groups.get(id));
    }

    public Optional<Surroundings.Folder> folder(Path path) {
        var seen = surroundings;
        return seen == null
                ? Optional.empty()
                : seen.folders().stream().filter(folder -> folder.path().equals(path)).findFirst();
    }

    public Optional<LocalSchemas.SchemaFile> file(Path folder, String path) {
        return folder(folder)
                .flatMap(found ->
                        found.files().stream()
                                .filter(file -> file.path().equals(path))
                                .findFirst());
    }

    /// Whether a folder's files are listed.
    public boolean isOpen(Path folder) {
        return openFolders.contains(folder) || !search.get().isBlank();
    }
}
