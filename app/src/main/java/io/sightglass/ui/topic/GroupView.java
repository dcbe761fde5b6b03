package io.sightglass.ui.topic;

import io.sightglass.port.GroupReport;
import io.sightglass.ui.control.Figures;
import io.sightglass.ui.fx.Pulse;
import io.sightglass.ui.fx.SentenceFlow;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/// A consumer group's page: what it does, who is in it, what it reads.
public final class GroupView extends BorderPane {
    private final GroupModel model;
    private final Consumer<String> about;
    private final ScrollPane page = new ScrollPane();
    private final Label state = new Label();
    private final Label lag = new Label();
    private final Section topics = new Section("What it reads", "group-topics");
    private final Section positions = new Section("How far it has come", "group-positions");
    private final Section members = new Section("Who is in it", "group-members");
    private @Nullable GroupReport shown;

    /// @param about opens a topic's page
    public GroupView(GroupModel model, Consumer<String> about) {
        this.model = model;
        this.about = about;
        getStyleClass().addAll("pane", "topic-page");
        getStylesheets()
                .add(
                        Objects.requireNonNull(GroupView.class.getResource("topic.css"))
                                .toExternalForm());
        var content = new VBox(topics, positions, members);
        content.getStyleClass().addAll("topic-columns", "group-page");
        page.setContent(content);
        page.setFitToWidth(true);
        page.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        page.setId("group-page");
        setTop(new VBox(header(), notice()));
        setCenter(page);
        model.reportProperty().subscribe(this::show);
        Pulse.each(this, model::look);
    }

    private Node header() {
        var name = new Label(model.id());
        name.getStyleClass().add("heading");
        name.setMinWidth(60);
        state.setId("group-state");
        state.getStyleClass().add("muted");
        lag.setId("group-lag");
        lag.getStyleClass().add("strong");
        lag.setMinWidth(Region.USE_PREF_SIZE);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var header = new HBox(name, state, space, lag);
        header.getStyleClass().add("tool-bar-row");
        return header;
    }

    private Node notice() {
        var words = new SentenceFlow();
        HBox.setHgrow(words, Priority.ALWAYS);
        var bar = new HBox(words);
        bar.getStyleClass().addAll("notice-bar", "mark-violation");
        model.problemProperty()
                .subscribe(sentence -> {
                    bar.setVisible(sentence != null);
                    bar.setManaged(sentence != null);
                    if (sentence != null) {
                        words.show(null, sentence);
                    }
                });
        return bar;
    }

    private void show(@Nullable GroupReport report) {
        if (report == null || report.equals(shown)) {
            return;
        }
        shown = report;
        state.setText(ReadersSection.state(report));
        lag.setText(GroupWords.lag(report.lag()));
        var lines = new ArrayList<Node>();
        for (var topic : report.topics()) {
            var own = report.in(topic);
            var dot = new Region();
            dot.getStyleClass().addAll("dot", "mark-" + ReadersSection.mark(own.lag()));
            var line =
                    new HBox(
                            8,
                            dot,
                            Section.link(topic, () -> about.accept(topic)),
                            new Label(GroupWords.lag(own.lag())));
            line.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
            lines.add(line);
        }
        if (lines.isEmpty()) {
            lines.add(
                    Section.muted(
                            "It reads nothing: no position is kept of it, and no partition is"
                                    + " assigned to a client of it."));
        }
        report.gaps().forEach(gap -> lines.add(Section.muted(gap)));
        topics.show(lines);
        positions.setVisible(!report.positions().isEmpty());
        positions.setManaged(!report.positions().isEmpty());
        positions.show(Positions.table(report, about));
        members(report);
    }

    private void members(GroupReport report) {
        if (report.members().isEmpty()) {
            members.note("");
            members.show(Section.muted("No client is connected, so nothing is read just now."));
            return;
        }
        members.note(
                Figures.count(report.members().size())
                        + (report.members().size() == 1 ? " client" : " clients"));
        var table =
                new Table(
                        "clients",
                        new Table.Column("Client", false, false),
                        new Table.Column("Host", false, false),
                        new Table.Column("Partitions", true, false),
                        new Table.Column("", false, true));
        table.show(
                report.members().stream()
                        .map(member ->
                                List.<Node>of(
                                        new Label(member.client()),
                                        new Label(member.host()),
                                        Table.figure(Figures.count(partitions(report, member)))))
                        .toList());
        members.show(table);
    }

    private static long partitions(GroupReport report, GroupReport.Member member) {
        return report.positions().stream()
                .filter(position -> member.id().equals(position.member()))
                .count();
    }

    /// Puts the keyboard on the page; answers whether it is there now.
    public boolean focusPage() {
        page.requestFocus();
        return page.isFocused();
    }
}
