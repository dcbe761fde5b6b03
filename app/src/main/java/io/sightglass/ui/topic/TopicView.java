package io.sightglass.ui.topic;

import io.sightglass.model.Format;
import io.sightglass.model.Mark;
import io.sightglass.port.Reported;
import io.sightglass.port.TopicReport;
import io.sightglass.schema.search.SearchHit;
import io.sightglass.ui.control.Figures;
import io.sightglass.ui.fx.Pulse;
import io.sightglass.ui.fx.SentenceFlow;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// A topic's page.
public final class TopicView extends BorderPane {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final int FIGURES_EVERY_MILLIS = 500;

    private final TopicModel model;
    private final ScrollPane page = new ScrollPane();
    private final Label format = Section.badge("");
    private final Label asOf = new Label();
    private final Figure records = new Figure("records");
    private final Figure rate = new Figure("a second");
    private final Figure size = new Figure("on disk");
    private final Figure partitions = new Figure("partitions");
    private final Figure kept = new Figure("kept for");
    private final Figure readers = new Figure("groups read it");
    private final Figure valid = new Figure("of the last are valid");

    /// Where one can go from here.
    ///
    /// @param records a topic's records
    /// @param about another topic's page
    /// @param subject a subject's latest version
    /// @param version one of its versions
    /// @param file a schema file
    /// @param group a consumer group
    /// @param hit where something stands in a schema
    /// @param search all schemas, for a text
    /// @param isTopic whether there is a topic of that name
    public record Doors(
            Consumer<String> records,
            Consumer<String> about,
            Consumer<String> subject,
            BiConsumer<String, Integer> version,
            BiConsumer<Path, String> file,
            Consumer<String> group,
            Consumer<SearchHit> hit,
            Consumer<String> search,
            Predicate<String> isTopic) {}

    public TopicView(TopicModel model, Doors doors) {
        this.model = model;
        getStyleClass().addAll("pane", "topic-page");
        getStylesheets()
                .add(
                        Objects.requireNonNull(TopicView.class.getResource("topic.css"))
                                .toExternalForm());
        var columns =
                new Columns(
                        List.of(
                                new AboutSection(model).node(),
                                new FieldsSection(model, doors).node()),
                        List.of(
                                new ReadersSection(model, doors).node(),
                                new SchemasSection(model, doors).node(),
                                new SettingsSection(model).node(),
                                new PartitionsSection(model).node()));
        columns.getStyleClass().add("topic-columns");
        var content = new VBox(figures(), columns);
        page.setId("topic-page");
        page.setContent(content);
        page.setFitToWidth(true);
        page.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        setTop(new VBox(header(doors), notice()));
        setCenter(page);
        model.reportProperty().subscribe(this::show);
        Pulse.each(this, model::look);
        Pulse.every(FIGURES_EVERY_MILLIS, this, this::glance);
    }

    private Node header(Doors doors) {
        var name = new Label(model.topic());
        name.getStyleClass().add("heading");
        name.setMinWidth(60);
        var watch = new Button("Watch its records");
        watch.setId("watch-records");
        watch.setMinWidth(Region.USE_PREF_SIZE);
        watch.setTooltip(new Tooltip("The topic's records, live  I"));
        watch.setOnAction(_ -> doors.records().accept(model.topic()));
        asOf.getStyleClass().addAll("muted", "small");
        asOf.setMinWidth(Region.USE_PREF_SIZE);
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var header = new HBox(name, format, space, asOf, watch);
        header.getStyleClass().add("tool-bar-row");
        return header;
    }

    /// Why the page is not as of now. It goes by itself.
    private Node notice() {
        var words = new SentenceFlow();
        HBox.setHgrow(words, Priority.ALWAYS);
        var bar = new HBox(words);
        bar.setId("topic-problem");
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

    private Node figures() {
        var row = new FlowPane(records, rate, size, partitions, kept, readers, valid);
        row.setId("topic-figures");
        row.getStyleClass().add("topic-figures");
        return row;
    }

    private void show(@Nullable TopicReport report) {
        if (report == null) {
            return;
        }
        var time = model.asOfProperty().get();
        asOf.setText(
                time == null ? "" : "as of " + CLOCK.format(time.atZone(ZoneId.systemDefault())));
        partitions.show(
                report.partitions() instanceof Reported.Known<List<TopicReport.Partition>>(var all)
                        ? Figures.count(all.size())
                        : "");
        partitions.name(partitions.text().equals("1") ? "partition" : "partitions");
        records.show(
                report.partitions()
                        .known()
                        .map(TopicView::sum)
                        .filter(count -> count >= 0)
                        .map(Figures::count)
                        .orElse(""));
        size.show(report.size().known().map(each -> Figures.bytes(each.once())).orElse(""));
        report.size()
                .known()
                .ifPresent(
                        each -> size.hint("All replicas together: " + Figures.bytes(each.total())));
        kept.show(report.settings().known().map(SettingWords::kept).orElse(""));
        var groups = report.readers().known().map(each -> each.groups().size()).orElse(-1);
        readers.show(groups < 0 ? "" : Figures.count(groups));
        readers.name(groups == 1 ? "group reads it" : "groups read it");
    }

    private static long sum(List<TopicReport.Partition> partitions) {
        long sum = 0;
        for (var partition : partitions) {
            if (partition.records() < 0) {
                return -1;
            }
            sum += partition.records();
        }
        return sum;
    }

    /// The same figures as beside the topic in the side bar.
    private void glance() {
        var now = model.glance();
        rate.show(now.rate() < 0 ? "" : Figures.brief(now.rate()));
        valid.show(now.valid() < 0 ? "" : Figures.percent(now.valid()));
        valid.mark(now.mark());
        Format known = now.format();
        var badge = known == null ? "" : known.badge();
        format.setText(badge);
        format.setVisible(!badge.isEmpty());
        format.setManaged(!badge.isEmpty());
    }

    /// Puts the keyboard on the page; answers whether it is there now.
    public boolean focusPage() {
        page.requestFocus();
        return page.isFocused();
    }

    /// A number in large, and what it counts; it is not there while it is not known.
    private static final class Figure extends VBox {
        private final Label number = new Label();
        private final Label name = new Label();
        private final Label dot = new Label();

        Figure(String what) {
            getStyleClass().add("topic-tile");
            number.getStyleClass().add("topic-tile-number");
            number.setMinWidth(Region.USE_PREF_SIZE);
            name.setText(what);
            name.getStyleClass().addAll("muted", "small");
            name.setMinWidth(Region.USE_PREF_SIZE);
            dot.getStyleClass().add("mark");
            dot.setManaged(false);
            dot.setVisible(false);
            getChildren().addAll(new HBox(6, dot, number), name);
            show("");
        }

        String text() {
            return number.getText();
        }

        void show(String text) {
            if (!text.equals(number.getText()) || text.isEmpty()) {
                number.setText(text);
                setVisible(!text.isEmpty());
                setManaged(!text.isEmpty());
            }
        }

        void name(String text) {
            name.setText(text);
        }

        void hint(String text) {
            Tooltip.install(this, new Tooltip(text));
        }

        void mark(@Nullable Mark mark) {
            dot.getStyleClass().removeIf(style -> style.startsWith("mark-"));
            dot.setVisible(mark != null);
            dot.setManaged(mark != null);
            if (mark != null) {
                dot.setText(mark.shape());
                dot.getStyleClass().add("mark-" + mark.label());
            }
        }
    }
}
