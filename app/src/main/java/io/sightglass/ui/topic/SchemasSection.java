package io.sightglass.ui.topic;

import io.sightglass.model.Sentence;
import io.sightglass.schema.search.SchemaHolder;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The topic's subjects with their versions, and bound files, each a click away.
final class SchemasSection {
    /// Of more versions, the first is reached through the schema's own tab.
    private static final int MOST_VERSIONS = 12;

    private final TopicView.Doors doors;
    private final Section section = new Section("Its schemas", "topic-schemas");

    SchemasSection(TopicModel model, TopicView.Doors doors) {
        this.doors = doors;
        model.schemasProperty().subscribe(this::show);
    }

    Node node() {
        return section;
    }

    private void show(@Nullable List<TopicSchema> schemas) {
        if (schemas == null) {
            section.say(Sentence.of("Asking the registry…"));
            return;
        }
        var nodes = new ArrayList<Node>();
        schemas.forEach(schema -> nodes.add(schema(schema)));
        if (nodes.isEmpty()) {
            nodes.add(
                    Section.muted(
                            "No schema belongs to this topic: no subject is named for it, its"
                                    + " records name none, and no file is bound to it. Watch its"
                                    + " records and choose \"Read otherwise\" to say how it is to"
                                    + " be read."));
        }
        section.show(nodes);
    }

    private Node schema(TopicSchema schema) {
        var line = new FlowPane(8, 4);
        line.setAlignment(Pos.CENTER_LEFT);
        var role = new Label(schema.role());
        role.getStyleClass().add("muted");
        line.getChildren().add(role);
        line.getChildren()
                .add(
                        Section.link(
                                schema.holder().name(),
                                () -> {
                                    switch (schema.holder()) {
                                        case SchemaHolder.Subject(var subject) ->
                                                doors.subject().accept(subject);
                                        case SchemaHolder.File(var folder, var path) ->
                                                doors.file().accept(folder, path);
                                    }
                                }));
        if (schema.format() != null) {
            line.getChildren().add(Section.badge(schema.format().badge()));
        }
        var all = schema.versions();
        int from = Math.max(0, all.size() - MOST_VERSIONS);
        if (from > 0) {
            line.getChildren().add(new Label("…"));
        }
        for (int version : all.subList(from, all.size())) {
            line.getChildren()
                    .add(
                            Section.link(
                                    "v" + version,
                                    () -> doors.version().accept(schema.holder().name(), version)));
        }
        var box = new VBox(2, line);
        var words = words(schema);
        if (!words.isEmpty()) {
            box.getChildren().add(Section.muted(words));
        }
        if (schema.problem() != null) {
            box.getChildren().add(Section.muted(schema.problem()));
        }
        return box;
    }

    private static String words(TopicSchema schema) {
        var words = new ArrayList<String>();
        if (!schema.name().isEmpty()) {
            words.add(schema.name());
        }
        if (schema.holder() instanceof SchemaHolder.File) {
            words.add("a local file");
        }
        if (!schema.level().isEmpty()) {
            words.add(level(schema.level()));
        }
        return String.join(" · ", words);
    }

    /// What a level promises, in words.
    private static String level(String level) {
        var plain = level.replace("_TRANSITIVE", "");
        var all = level.endsWith("_TRANSITIVE") ? " of any version" : " of the version before";
        return switch (plain) {
            case "NONE" -> "a new version may change anything";
            case "BACKWARD" -> "a new version has to read records" + all;
            case "FORWARD" -> "records of a new version can be read by readers" + all;
            case "FULL" ->
                    "new and old versions have to read each other"
                            + (level.equals(plain) ? "" : ", all of them");
            default -> level.toLowerCase(Locale.ROOT);
        };
    }
}
