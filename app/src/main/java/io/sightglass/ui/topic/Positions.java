package io.sightglass.ui.topic;

import io.sightglass.port.GroupReport;
import io.sightglass.port.GroupReport.Position;
import io.sightglass.ui.control.Figures;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Where a group is, partition by partition.
final class Positions {
    private Positions() {}

    /// @param topics opens a topic's page; null where they are all of one topic, which is not named
    ///   then
    static Node table(GroupReport group, @Nullable Consumer<String> topics) {
        var clients = new HashMap<String, GroupReport.Member>();
        group.members().forEach(member -> clients.put(member.id(), member));
        var columns = new ArrayList<Table.Column>();
        if (topics != null) {
            columns.add(new Table.Column("Topic", false, false));
        }
        columns.add(new Table.Column("Partition", true, false));
        columns.add(new Table.Column("Goes on at", true, false));
        columns.add(new Table.Column("Ends at", true, false));
        columns.add(new Table.Column("Behind", true, false));
        columns.add(new Table.Column("Read by", false, true));
        var table = new Table("partitions", columns.toArray(Table.Column[]::new));
        table.show(group.positions().stream().map(each -> row(each, clients, topics)).toList());
        return table;
    }

    private static List<Node> row(
            Position position,
            Map<String, GroupReport.Member> clients,
            @Nullable Consumer<String> topics) {
        var cells = new ArrayList<Node>();
        if (topics != null) {
            cells.add(Section.link(position.topic(), () -> topics.accept(position.topic())));
        }
        cells.add(Table.figure(Integer.toString(position.partition())));
        cells.add(Table.figure(offset(position.committed(), "nowhere yet")));
        cells.add(Table.figure(offset(position.end(), "unknown")));
        cells.add(Table.figure(offset(position.lag(), "")));
        var member = position.member() == null ? null : clients.get(position.member());
        var by = new Label(member == null ? "nobody" : member.client() + " on " + member.host());
        by.setMinWidth(0);
        by.getStyleClass().add("muted");
        if (member != null) {
            by.setTooltip(new Tooltip(member.id()));
        }
        cells.add(by);
        return cells;
    }

    private static String offset(long offset, String none) {
        return offset < 0 ? none : Figures.count(offset);
    }
}
