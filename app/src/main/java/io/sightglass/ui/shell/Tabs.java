package io.sightglass.ui.shell;

import io.sightglass.connect.Connection;
import io.sightglass.model.ClusterProfile;
import io.sightglass.model.RawRecord;
import io.sightglass.model.SchemaInfo;
import io.sightglass.port.From;
import io.sightglass.prove.RecordPlace;
import io.sightglass.schema.search.SchemaHolder;
import io.sightglass.schema.search.SearchHit;
import io.sightglass.ui.attempt.Places;
import io.sightglass.ui.attempt.TryModel;
import io.sightglass.ui.contract.ContractModel;
import io.sightglass.ui.schema.Neighbours;
import io.sightglass.ui.schema.SchemaModel;
import io.sightglass.ui.search.SearchModel;
import io.sightglass.ui.tail.TailModel;
import io.sightglass.ui.topic.GroupModel;
import io.sightglass.ui.topic.TopicModel;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// How each thing of one cluster gets its tab. Used from the window's thread.
final class Tabs {
    private static final long LEAST_FIRST = 1_000;
    private static final long MOST_FIRST = 50_000;
    private static final long FIRST_BYTES = 16 << 20;

    private final Executor window;
    private final OpenCluster cluster;
    private final Connection connection;
    private final TabRow row;
    private final Neighbours neighbours;

    Tabs(OpenCluster.Host host, OpenCluster cluster) {
        this.window = host.window();
        this.cluster = cluster;
        this.connection = cluster.connection();
        this.row = host.row();
        this.neighbours = new SchemaNeighbours(host, cluster);
    }

    private Surroundings surroundings() {
        return cluster.surroundingsProperty().get();
    }

    /// Opens what a line of the side bar stands for.
    void open(SideItem item) {
        switch (item) {
            case SideItem.Topic(var name) -> openTopic(name);
            case SideItem.Subject(var name) -> openSubject(name);
            case SideItem.SchemaFile(var folder, var path) -> openFile(folder, path);
            case SideItem.Group(var id) -> openGroup(id);
            case SideItem.Search(var text) -> openSearch(text);
            case SideItem.Title _, SideItem.Remark _, SideItem.Folder _ -> {}
        }
    }

    /// Shows a topic's tab, and opens one if there is none. A tab begins with some of the topic's
    /// last records and goes on live, so that it is never empty at first.
    void openTopic(String name) {
        if (select(tab -> tab instanceof ShellTab.Topic(var tail) && tail.topic().equals(name))) {
            return;
        }
        var model = new TailModel(connection, name, new From.Last(firstRecords(name)));
        model.start();
        add(new ShellTab.Topic(model));
    }

    /// As many of a topic's last records as fill the timeline of a busy one, and fewer where they
    /// are large, so that the first sight costs little.
    private long firstRecords(String name) {
        if (connection.profile().name().equals(ClusterProfile.PLAYGROUND)) {
            return MOST_FIRST;
        }
        return surroundings().topics().stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .filter(topic -> topic.records() > 0 && topic.bytes() > 0)
                .map(topic -> FIRST_BYTES / Math.max(1, topic.bytes() / topic.records()))
                .map(count -> Math.clamp(count, LEAST_FIRST, MOST_FIRST))
                .orElse(LEAST_FIRST);
    }

    /// Shows what a topic is: the page for somebody who sees it for the first time.
    void openAbout(String topic) {
        if (!select(
                tab -> tab instanceof ShellTab.About(var model) && model.topic().equals(topic))) {
            var model =
                    new TopicModel(connection, topic, () -> topic(topic), this::subjects, window);
            model.start();
            add(new ShellTab.About(model));
        }
    }

    /// From a topic's records, or from what it is, to how healthy it is, and back to its records;
    /// answers whether a topic is in front.
    boolean turnContract() {
        switch (row.selectedProperty().get()) {
            case ShellTab.Topic(var tail) -> openContract(tail.topic());
            case ShellTab.About(var about) -> openContract(about.topic());
            case ShellTab.Contract(var health) -> openTopic(health.topic());
            case null, default -> {
                return false;
            }
        }
        return true;
    }

    /// Shows how healthy a topic is, by the records that its tab holds, which is opened too.
    void openContract(String topic) {
        if (select(
                tab ->
                        tab instanceof ShellTab.Contract(var health)
                                && health.topic().equals(topic))) {
            return;
        }
        openTopic(topic);
        var health =
                new ContractModel(
                        connection, topic, () -> topicTab(topic).flatMap(TailModel::tail), window);
        add(new ShellTab.Contract(health));
    }

    /// Tries payloads for what is in front: the topic, with its chosen record as a beginning, or
    /// the schema. Each has one tab of its own; answers whether there was one to open or to show.
    boolean openTry() {
        var front = row.selectedProperty().get();
        var where =
                switch (front) {
                    case ShellTab.Topic(var tail) -> tail.topic();
                    case ShellTab.About(var about) -> about.topic();
                    case ShellTab.Contract(var health) -> health.topic();
                    case ShellTab.Schema(var schema) -> tried(schema.name());
                    case ShellTab.Try _ -> null;
                    case ShellTab.Group _, ShellTab.Search _ -> "";
                    case null -> "";
                };
        if (where == null) {
            return false;
        }
        if (select(
                tab ->
                        tab instanceof ShellTab.Try(var attempt)
                                && attempt.whereProperty().get().equals(where))) {
            return true;
        }
        var attempt = new TryModel(connection, places(), where);
        if (front instanceof ShellTab.Topic(var tail)) {
            beginning(tail).ifPresent(attempt::begin);
        }
        add(new ShellTab.Try(attempt));
        return true;
    }

    /// A subject is tried by its latest version.
    private String tried(String schema) {
        return subjects().containsKey(schema) ? schema + ":latest" : schema;
    }

    /// The record that is chosen, else the newest one.
    private static Optional<RawRecord> beginning(TailModel tail) {
        var chosen = tail.selectedProperty().get();
        return tail.tail()
                .flatMap(open -> open.record(chosen).or(() -> open.record(open.next() - 1)));
    }

    private Places places() {
        return new Places(name -> seen(name) != null, this::names);
    }

    /// Topics, the registry's subjects, and the types of local schemas.
    private List<String> names() {
        var all = new ArrayList<String>();
        surroundings().topics().forEach(topic -> all.add(topic.name()));
        surroundings().subjects().forEach(subject -> all.add(subject.name() + ":latest"));
        for (var folder : surroundings().folders()) {
            for (var file : folder.files()) {
                file.types().forEach(type -> all.add(file.path() + "#" + type));
            }
        }
        return all;
    }

    private Optional<TailModel> topicTab(String topic) {
        for (var tab : row.of(cluster)) {
            if (tab instanceof ShellTab.Topic(var tail) && tail.topic().equals(topic)) {
                return Optional.of(tail);
            }
        }
        return Optional.empty();
    }

    /// Shows those of a topic's records that are meant, and no others.
    ///
    /// @param limit says which, to the topic's tab
    void openRecords(String topic, Consumer<TailModel> limit) {
        openTopic(topic);
        topicTab(topic)
                .ifPresent(tail -> {
                    tail.showAll();
                    limit.accept(tail);
                });
    }

    private Surroundings.@Nullable Topic seen(String name) {
        return surroundings().topics().stream()
                .filter(topic -> topic.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /// What the side bar says of a topic too, so that both say the same.
    private TopicModel.Glance topic(String name) {
        var seen = seen(name);
        return seen == null
                ? TopicModel.Glance.NONE
                : new TopicModel.Glance(seen.rate(), seen.format(), seen.mark(), seen.valid());
    }

    /// The registry's subjects, with their latest versions as far as they are known.
    private Map<String, Integer> subjects() {
        return surroundings().subjects().stream()
                .collect(
                        Collectors.toMap(
                                Surroundings.Subject::name,
                                Surroundings.Subject::latest,
                                Math::max));
    }

    /// Shows a consumer group, and what it reads.
    void openGroup(String id) {
        if (!select(tab -> tab instanceof ShellTab.Group(var model) && model.id().equals(id))) {
            var model = new GroupModel(connection, id, window);
            model.start();
            add(new ShellTab.Group(model));
        }
    }

    /// Searches all schemas. There is one tab for it.
    ///
    /// @param text to search for; empty for what was searched for last
    void openSearch(String text) {
        if (!select(ShellTab.Search.class::isInstance)) {
            add(new ShellTab.Search(new SearchModel(connection, this::subjects, window)));
        }
        if (!text.isBlank()
                && row.selectedProperty().get() instanceof ShellTab.Search(var search)) {
            search.typedProperty().set(text);
        }
    }

    /// Shows where something stands that was found.
    void open(SearchHit hit) {
        switch (hit.holder()) {
            case SchemaHolder.Subject(var subject) -> openSubject(subject);
            case SchemaHolder.File(var folder, var path) -> openFile(folder, path);
        }
        if (row.selectedProperty().get() instanceof ShellTab.Schema(var schema)
                && schema.name().equals(hit.holder().name())) {
            schema.seek(hit.element(), hit.version());
        }
    }

    /// Shows a subject's latest schema, beside the one before it.
    void openSubject(String name) {
        if (connection.registry() != null && !selectSchema(name)) {
            add(new ShellTab.Schema(SchemaModel.subject(connection, name, neighbours, window)));
        }
    }

    /// Shows the schema with a registry's id.
    void openSchema(int id) {
        if (connection.registry() != null && !selectSchema("schema " + id)) {
            add(new ShellTab.Schema(SchemaModel.id(connection, id, neighbours, window)));
        }
    }

    /// Shows a version of a subject.
    void openSubject(String name, int version) {
        openSubject(name);
        if (row.selectedProperty().get() instanceof ShellTab.Schema(var schema)
                && schema.name().equals(name)) {
            schema.go(version);
        }
    }

    /// Shows the schema that a record was read with: its version of the subject, or its file.
    void openSchema(SchemaInfo info) {
        if (info.subject() != null && info.version() != null) {
            openSubject(info.subject(), info.version());
        } else if (info.subject() != null) {
            openSubject(info.subject());
        } else if (info.id() != null) {
            openSchema(info.id());
        } else if (info.file() != null) {
            openFile(info.file());
        }
    }

    private void openFile(String path) {
        surroundings().folders().stream()
                .filter(folder ->
                        folder.files().stream().anyMatch(file -> file.path().equals(path)))
                .findFirst()
                .ifPresent(folder -> openFile(folder.path(), path));
    }

    /// Shows a schema file.
    void openFile(Path folder, String path) {
        boolean there =
                surroundings().folders().stream()
                        .filter(each -> each.path().equals(folder))
                        .flatMap(each -> each.files().stream())
                        .anyMatch(file -> file.path().equals(path));
        if (there && !selectSchema(path)) {
            add(
                    new ShellTab.Schema(
                            SchemaModel.file(connection, folder, path, neighbours, window)));
        }
    }

    /// Shows a record in a tab of its topic: the one that holds it, else a new one that begins
    /// there.
    void openRecord(String topic, RecordPlace place) {
        if (select(
                tab ->
                        tab instanceof ShellTab.Topic(var tail)
                                && tail.topic().equals(topic)
                                && ShownRecord.select(tail, place))) {
            return;
        }
        var model = new TailModel(connection, topic, new From.Offset(place.offset()));
        model.partitionsProperty().set(Set.of(place.partition()));
        model.start();
        add(new ShellTab.Topic(model));
        ShownRecord.selectOnceRead(model, place, window);
    }

    private boolean selectSchema(String name) {
        return select(
                tab -> tab instanceof ShellTab.Schema(var schema) && schema.name().equals(name));
    }

    private boolean select(Predicate<ShellTab> wanted) {
        return row.select(cluster, wanted);
    }

    private void add(ShellTab tab) {
        row.add(tab, cluster);
    }
}
