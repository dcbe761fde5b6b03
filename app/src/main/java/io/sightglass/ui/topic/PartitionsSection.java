package io.sightglass.ui.topic;

import io.sightglass.model.Sentence;
import io.sightglass.port.Reported;
import io.sightglass.port.TopicReport;
import io.sightglass.port.TopicReport.Partition;
import io.sightglass.ui.control.Figures;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The topic's partitions: where they are, and what they hold.
final class PartitionsSection {
    private final Section section = new Section("Partitions", "topic-partitions");
    private final Table table =
            new Table(
                    "partitions",
                    new Table.Column("", true, false),
                    new Table.Column("Records", true, false),
                    new Table.Column("From offset", true, false),
                    new Table.Column("To", true, false),
                    new Table.Column("Size", true, false),
                    new Table.Column("Brokers, leader first", false, true));

    PartitionsSection(TopicModel model) {
        model.reportProperty().subscribe(this::show);
    }

    Node node() {
        return section;
    }

    private void show(@Nullable TopicReport report) {
        if (report == null) {
            section.say(Sentence.of("Asking the cluster…"));
            return;
        }
        switch (report.partitions()) {
            case Reported.Unknown<List<Partition>>(var why) -> section.say(why);
            case Reported.Known<List<Partition>>(var partitions) -> {
                var bytes = report.size().known().map(TopicReport.Size::bytes).orElse(Map.of());
                table.show(partitions.stream().map(each -> row(each, bytes)).toList());
                var nodes = new ArrayList<Node>();
                nodes.add(table);
                if (report.size() instanceof Reported.Unknown<TopicReport.Size>(var why)) {
                    nodes.add(Section.muted(why));
                }
                section.show(nodes);
            }
        }
    }

    private static List<Node> row(Partition partition, Map<Integer, Long> bytes) {
        var size = bytes.get(partition.number());
        return List.of(
                Table.figure(Integer.toString(partition.number())),
                Table.figure(count(partition.records())),
                Table.figure(count(partition.beginning())),
                Table.figure(count(partition.end())),
                Table.figure(size == null ? "" : Figures.bytes(size)),
                brokers(partition));
    }

    private static String count(long number) {
        return number < 0 ? "unknown" : Figures.count(number);
    }

    private static Node brokers(Partition partition) {
        var leader = partition.leader();
        var missing =
                partition.replicas().stream()
                        .filter(id -> !partition.inSync().contains(id))
                        .toList();
        var words = new StringBuilder();
        if (leader == null) {
            words.append("no leader: it can be neither read nor written");
        } else {
            words.append(leader.id());
            partition.replicas().stream()
                    .filter(id -> id != leader.id())
                    .forEach(id -> words.append(", ").append(id));
        }
        if (!missing.isEmpty()) {
            words.append(" · behind: ")
                    .append(
                            missing.stream()
                                    .map(String::valueOf)
                                    .collect(Collectors.joining(", ")));
        }
        var label = new Label(words.toString());
        label.setMinWidth(0);
        label.getStyleClass().add(leader == null || !missing.isEmpty() ? "warning" : "muted");
        if (leader != null) {
            label.setTooltip(new Tooltip("The leader is at " + leader.address()));
        }
        return label;
    }
}
