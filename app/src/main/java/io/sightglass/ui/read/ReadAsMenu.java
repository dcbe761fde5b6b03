package io.sightglass.ui.read;

import io.sightglass.connect.Connection;
import io.sightglass.connect.SchemaChoices;
import io.sightglass.connect.SchemaChoices.Choice;
import io.sightglass.model.Part;
import io.sightglass.model.SchemaInfo;
import io.sightglass.model.SchemaRef;
import io.sightglass.ui.fx.Latest;

import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/// A reader's lens for a topic: its writer's schemas, a version of a subject of theirs, or any
/// other schema by way of the panel.
public final class ReadAsMenu extends MenuButton {
    private final Readings readings;
    private final SchemaChoices choices;
    private final Runnable more;
    private final Latest<List<Choice>> asking = new Latest<>("versions of a topic");

    /// @param reader what is in force, or null
    /// @param more opens the panel with everything that can be chosen
    public ReadAsMenu(
            Connection connection,
            Readings readings,
            ReadOnlyObjectProperty<@Nullable SchemaRef> reader,
            Runnable more,
            ObservableBooleanValue narrow) {
        this.readings = readings;
        this.more = more;
        choices = new SchemaChoices(connection);
        setId("read-as");
        textProperty()
                .bind(
                        Bindings.createStringBinding(
                                () -> title(reader.get(), narrow.get()), reader, narrow));
        setTooltip(
                new Tooltip("Shows what a consumer with that schema would make of each record  R"));
        getItems().add(new MenuItem(""));
        setOnShowing(_ -> fill(List.of()));
        setOnShown(_ ->
                asking.ask(
                        () ->
                                readings.seen().stream()
                                        .map(SchemaInfo::subject)
                                        .filter(Objects::nonNull)
                                        .distinct()
                                        .flatMap(subject -> choices.versions(subject).stream())
                                        .toList(),
                        versions -> {
                            if (isShowing() && !versions.isEmpty()) {
                                fill(versions);
                            }
                        },
                        _ -> {}));
    }

    private void fill(List<Choice> versions) {
        var now = readings.chosen(Part.VALUE).reader();
        var group = new ToggleGroup();
        var writer = new RadioMenuItem("Writer's schema");
        writer.setToggleGroup(group);
        writer.setSelected(now == null);
        writer.setOnAction(_ -> choose(null));
        getItems().setAll(writer, new SeparatorMenuItem());
        for (var version : versions) {
            var item = new RadioMenuItem(version.name());
            item.setToggleGroup(group);
            item.setSelected(version.ref().equals(now));
            item.setOnAction(_ -> choose(version.ref()));
            getItems().add(item);
        }
        if (!versions.isEmpty()) {
            getItems().add(new SeparatorMenuItem());
        }
        var other = new MenuItem("Another schema…");
        other.setOnAction(_ -> more.run());
        getItems().add(other);
    }

    private void choose(@Nullable SchemaRef reader) {
        readings.choose(Part.VALUE, readings.chosen(Part.VALUE).withReader(reader), Scope.TOPIC);
    }

    private static String title(@Nullable SchemaRef reader, boolean narrow) {
        var name =
                switch (reader) {
                    case null -> narrow ? "Writer's schema" : "writer's schema";
                    case SchemaRef.BySubjectVersion(_, int version) -> "v" + version;
                    case SchemaRef.LocalFile(var path, var type) ->
                            type.isEmpty()
                                    ? path.substring(path.lastIndexOf('/') + 1)
                                    : type.substring(type.lastIndexOf('.') + 1);
                    default -> "another schema";
                };
        return narrow ? name : "Read as: " + name;
    }
}
