package io.sightglass.ui.shell;

import io.sightglass.ui.control.Figures;
import io.sightglass.ui.topic.GroupWords;

import java.util.ArrayList;
import java.util.List;

/// Everything that the palette can go to: what each open cluster offers, connections and actions.
final class Destinations {
    private final ShellModel shell;

    Destinations(ShellModel shell) {
        this.shell = shell;
    }

    /// A number is a schema's id, in each cluster that has a registry.
    List<PaletteModel.Entry> understood(String typed) {
        if (!typed.matches("\\d{1,9}")) {
            return List.of();
        }
        int id = Integer.parseInt(typed);
        return shell.clusters().frontFirst().stream()
                .filter(open -> open.connection().registry() != null)
                .map(open ->
                        new PaletteModel.Entry(
                                "Schema id",
                                "schema " + id,
                                "",
                                place(open),
                                () -> open.opener().openSchema(id)))
                .toList();
    }

    /// Whatever is typed may be searched for within the schemas of a cluster, if it has any.
    List<PaletteModel.Entry> beyond(String typed) {
        if (typed.isBlank()) {
            return List.of();
        }
        return shell.clusters().frontFirst().stream()
                .filter(open ->
                        open.connection().registry() != null
                                || !open.connection().profile().schemaFolders().isEmpty())
                .map(open ->
                        new PaletteModel.Entry(
                                "Search",
                                "Fields, types and words in all schemas: " + typed,
                                "",
                                place(open),
                                () -> open.opener().openSearch(typed)))
                .toList();
    }

    /// The name of a cluster, where there is more than one.
    private String place(OpenCluster cluster) {
        return shell.clusters().areMany() ? cluster.name() : "";
    }

    /// What the cluster in front offers comes first.
    List<PaletteModel.Entry> list() {
        var entries = new ArrayList<PaletteModel.Entry>();
        for (var cluster : shell.clusters().frontFirst()) {
            add(cluster, entries);
        }
        connections(entries);
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

    private void connections(List<PaletteModel.Entry> entries) {
        for (var cluster : shell.clusters().all()) {
            var address = cluster.connection().profile().bootstrap();
            entries.add(
                    new PaletteModel.Entry(
                            "Connection",
                            cluster.name(),
                            "open · " + address,
                            () -> shell.show(cluster)));
            entries.add(
                    new PaletteModel.Entry(
                            "Disconnect",
                            cluster.name(),
                            "closes its tabs",
                            () -> shell.disconnect(cluster)));
        }
        for (var profile : shell.connect().kept()) {
            if (shell.clusters().named(profile.name()).isEmpty()) {
                entries.add(
                        new PaletteModel.Entry(
                                "Connection",
                                profile.name(),
                                profile.bootstrap(),
                                () -> shell.open(profile)));
            }
        }
    }

    private void add(OpenCluster cluster, List<PaletteModel.Entry> entries) {
        var seen = cluster.surroundingsProperty().get();
        var tabs = cluster.opener();
        var place = place(cluster);
        for (var topic : seen.topics()) {
            entries.add(
                    new PaletteModel.Entry(
                            "Topic",
                            topic.name(),
                            Figures.rate(topic.rate()),
                            place,
                            () -> tabs.openTopic(topic.name())));
        }
        for (var topic : seen.topics()) {
            entries.add(
                    new PaletteModel.Entry(
                            "About",
                            topic.name(),
                            "what it is",
                            place,
                            () -> tabs.openAbout(topic.name())));
        }
        for (var group : seen.groups()) {
            entries.add(
                    new PaletteModel.Entry(
                            "Group",
                            group.id(),
                            GroupWords.lag(group.lag()),
                            place,
                            () -> tabs.openGroup(group.id())));
        }
        for (var subject : seen.subjects()) {
            entries.add(
                    new PaletteModel.Entry(
                            "Subject",
                            subject.name(),
                            subject.latest() < 0 ? "" : "v" + subject.latest(),
                            place,
                            () -> tabs.openSubject(subject.name())));
        }
        for (var folder : seen.folders()) {
            for (var file : folder.files()) {
                entries.add(
                        new PaletteModel.Entry(
                                "Schema",
                                file.path(),
                                file.problem() == null ? file.format().badge() : "▲",
                                place,
                                () -> tabs.openFile(folder.path(), file.path())));
            }
        }
    }
}
