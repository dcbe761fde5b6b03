package io.sightglass.ui.topic;

import io.sightglass.model.Sentence;
import io.sightglass.port.GroupReport;
import io.sightglass.port.Reported;
import io.sightglass.port.TopicReport;
import io.sightglass.port.TopicReport.Readers;
import io.sightglass.ui.control.Figures;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;

/// Who reads the topic, and how far behind they are.
final class ReadersSection {
    private final TopicView.Doors doors;
    private final Section section = new Section("Who reads it", "topic-readers");
    private final Set<String> open = new HashSet<>();
    private @Nullable Reported<Readers> shown;

    ReadersSection(TopicModel model, TopicView.Doors doors) {
        this.doors = doors;
        model.reportProperty().subscribe(this::show);
    }

    Node node() {
        return section;
    }

    private void show(@Nullable TopicReport report) {
        if (report == null) {
            section.say(Sentence.of("Asking the cluster…"));
        } else if (!report.readers().equals(shown)) {
            shown = report.readers();
            fill(report.readers());
        }
    }

    private void fill(Reported<Readers> reported) {
        switch (reported) {
            case Reported.Unknown<Readers>(var why) -> {
                section.note("");
                section.say(why);
            }
            case Reported.Known<Readers>(var readers) -> {
                var nodes = new ArrayList<Node>();
                readers.gaps().forEach(gap -> nodes.add(Section.muted(gap)));
                if (readers.groups().isEmpty()) {
                    nodes.add(
                            Section.muted(
                                    "No consumer group reads this topic. Readers without a group,"
                                            + " such as Sightglass itself, leave no trace."));
                }
                readers.groups().forEach(group -> nodes.add(group(group)));
                section.note(
                        readers.groups().size() < 2
                                ? ""
                                : Figures.count(readers.groups().size()) + " groups");
                section.show(nodes);
            }
        }
    }

    private Node group(GroupReport group) {
        var dot = new Region();
        dot.getStyleClass().addAll("dot", "mark-" + mark(group.lag()));
        var name = Section.link(group.id(), () -> doors.group().accept(group.id()));
        var lag = new Label(GroupWords.lag(group.lag()));
        lag.setMinWidth(Region.USE_PREF_SIZE);
        var state = new Label(state(group));
        state.getStyleClass().add("muted");
        state.setMinWidth(0);
        boolean isOpen = open.contains(group.id());
        var more = new Hyperlink(isOpen ? "Hide partitions" : "By partition");
        more.getStyleClass().add("topic-link");
        more.setMinWidth(Region.USE_PREF_SIZE);
        more.setOnAction(_ -> {
            if (!open.remove(group.id())) {
                open.add(group.id());
            }
            if (shown != null) {
                fill(shown);
            }
        });
        var line = new HBox(8, dot, name, lag, state, more);
        line.setAlignment(Pos.CENTER_LEFT);
        var box = new VBox(2, line);
        group.gaps().forEach(gap -> box.getChildren().add(Section.muted(gap)));
        if (isOpen) {
            box.getChildren().add(Positions.table(group, null));
        }
        return box;
    }

    static String mark(long lag) {
        return lag < 0 ? "none" : lag > GroupWords.BEHIND ? "unknown" : "valid";
    }

    static String state(GroupReport group) {
        int members = group.members().size();
        var state = GroupWords.state(group.state());
        return members == 0
                ? state
                : state + ", " + members + (members == 1 ? " client" : " clients");
    }
}
