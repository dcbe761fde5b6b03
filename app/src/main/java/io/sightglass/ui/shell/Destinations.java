package io.sightglass.ui.shell;

import io.sightglass.ui.control.Figures;
import io.sightglass.ui.topic.GroupWords;

import java.util.ArrayList;
import java.util.List;

/// Everything that the palette can go to: topics, subjects, schema files, kept connections and
/// actions.
final class Destinations {
    private final ShellModel shell;

    Destinations(ShellModel shell) {
        this.shell = shell;
    }

    /// A number is a schema's id, if there is a registry.
    List<PaletteModel.Entry> understood(String typed) {
        var open = shell.connectionProperty().get();
        if (open == null || open.registry() == null || !typed.matches("\\d{1,9}")) {
            return List.of();
        }
        int id = Integer.parseInt(typed);
        return List.of(
                new PaletteModel.Entry(
                        "Schema id", "schema " + id, "", () -> shell.openSchema(id)));
    }

    /// Whatever is typed may be searched for within the schemas, if there are any.
    List<PaletteModel.Entry> beyond(String typed) {
        var open = shell.connectionProperty().get();
        boolean schemas =
                open != null
                        && (open.registry() != null || !open.profile().schemaFolders().isEmpty());
        if (!schemas || typed.isBlank()) {
            return List.of();
        }
        return List.of(
                new PaletteModel.Entry(
                        "Search",
                        "Fields, types and words in all schemas: " + typed,
                        "",
                        () -> shell.openSearch(typed)));
    }

    List<PaletteModel.Entry> list() {
        var entries = new ArrayList<PaletteModel.Entry>();
        var seen = shell.surroundingsProperty().get();
        for (var topic : seen.topics()) {
            entries.add(
                    new PaletteModel.Entry(
                            "Topic",
                            topic.name(),
                            Figures.rate(topic.rate()),
                            () -> shell.openTopic(topic.name())));
        }
        for (var topic : seen.topics()) {
            entries.add(
                    new PaletteModel.Entry(
                            "About",
                            topic.name(),
                            "what it is",
                            () -> shell.openAbout(topic.name())));
        }
        for (var group : seen.groups()) {
            entries.add(
                    new PaletteModel.Entry(
                            "Group",
                            group.id(),
                            GroupWords.lag(group.lag()),
                            () -> shell.opener().openGroup(group.id())));
        }
        for (var subject : seen.subjects()) {
            entries.add(
                    new PaletteModel.Entry(
                            "Subject",
                            subject.name(),
                            subject.latest() < 0 ? "" : "v" + subject.latest(),
                            () -> shell.openSubject(subject.name())));
        }
        for (var folder : seen.folders()) {
            for (var file : folder.files()) {
                entries.add(
                        new PaletteModel.Entry(
                                "Schema",
                                file.path(),
                                file.problem() == null ? file.format().badge() : "▲",
                                () -> shell.openFile(folder.path(), file.path())));
            }
        }
        for (var profile : shell.connect().kept()) {
            entries.add(
                    new PaletteModel.Entry(
                            "Connection",
                            profile.name(),
                            profile.bootstrap(),
                            () -> {
                                shell.connectingProperty().set(true);
                                shell.connect().connect(profile);
                            }));
        }
        for (var command : Command.values()) {
            if (command != Command.PALETTE) {
                entries.add(
                        new PaletteModel.Entry(
                                "Action",
                                command.title(),
                                command.keys(),
                                () -> shell.perform(command)));
            }
        }
        return entries;
    }
}
