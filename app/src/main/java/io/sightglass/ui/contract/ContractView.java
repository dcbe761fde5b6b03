package io.sightglass.ui.contract;

import io.sightglass.indicator.FacetFilter;
import io.sightglass.indicator.HealthWords;
import io.sightglass.indicator.Indicators;
import io.sightglass.indicator.Indicators.Facet;
import io.sightglass.indicator.Indicators.OfField;
import io.sightglass.indicator.Indicators.OfLevel;
import io.sightglass.model.Mark;
import io.sightglass.model.Sentence;
import io.sightglass.tail.Timeline;
import io.sightglass.ui.control.Figures;
import io.sightglass.ui.fx.Fx;
import io.sightglass.ui.fx.Pulse;
import io.sightglass.ui.fx.SentenceFlow;
import io.sightglass.ui.fx.TimelineView;
import io.sightglass.ui.topic.Columns;
import io.sightglass.ui.topic.Section;
import io.sightglass.ui.topic.Table;
import io.sightglass.worker.RunFigures;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The Contract tab.
public final class ContractView extends BorderPane {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final int LOOK_EVERY_MILLIS = 200;
    private static final int DOWNTIMES = 12;
    private static final int SHARES = 5;

    /// Where one can go from here.
    public interface Doors {
        /// Shows the topic's records that a filter lets through.
        ///
        /// @param marked whether only those with findings are meant
        void records(String filter, boolean marked);

        /// Shows the topic's records of a span of time, in milliseconds since the epoch.
        void records(long from, long to);

        /// Shows all of the topic's records.
        void records();
    }

    private final Columns columns;
    private final SaveContractView saving;
    private final RunsView runs;
    private final Section runParts = new Section("PARTITIONS OF THE RUN", "health-run-partitions");
    private boolean pressed;
    private @Nullable Indicators shown;
    private final ContractModel model;
    private final Doors doors;
    private final ScrollPane page = new ScrollPane();
    private final Label told = new Label();
    private final FlowPane figures = new FlowPane();
    private final TimelineView chart = new TimelineView();
    private final Section objectives = new Section("OBJECTIVES", "health-objectives");
    private final Section downtime = new Section("DATA DOWNTIME", "health-downtime");
    private final Section rules = new Section("WHAT IS BROKEN", "health-rules");
    private final Section facets =
            new Section("WHAT THESE RECORDS HAVE IN COMMON", "health-facets");
    private final Section schemas = new Section("SCHEMAS", "health-schemas");
    private final Section fields = new Section("FIELDS", "health-fields");

    public ContractView(ContractModel model, Doors doors) {
        this.model = model;
        this.doors = doors;
        getStyleClass().addAll("pane", "topic-page");
        getStylesheets()
                .add(
                        Objects.requireNonNull(Section.class.getResource("topic.css"))
                                .toExternalForm());
        figures.setId("health-figures");
        figures.getStyleClass().add("topic-figures");
        chart.setAccessibleText("Records over time, by what is wrong with them");
        chart.spanProperty()
                .subscribe(span -> {
                    if (span != null) {
                        doors.records(span.from(), span.to());
                        chart.clearSpan();
                    }
                });
        var band = new StackPane(chart);
        band.getStyleClass().add("timeline-band");
        columns =
                new Columns(
                        List.of(objectives, rules, fields),
                        List.of(runParts, downtime, facets, schemas));
        columns.getStyleClass().add("topic-columns");
        page.setId("health-page");
        runs = new RunsView(model.runs(), page::requestFocus);
        page.setContent(new VBox(runs.list(), figures, band, columns));
        page.setFitToWidth(true);
        page.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        setTop(new VBox(header(), notice(), runs));
        model.runs().chosenProperty().subscribe(this::parts);
        saving = new SaveContractView(model, page::requestFocus, told::setText);
        setCenter(new StackPane(page, saving));
        page.addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> pressed = true);
        page.addEventFilter(MouseEvent.MOUSE_RELEASED, _ -> pressed = false);
        Pulse.every(LOOK_EVERY_MILLIS, this, this::look);
    }

    /// Puts the keyboard on the page; answers whether it is on screen.
    public boolean focusPage() {
        page.requestFocus();
        return page.isFocused();
    }

    /// Puts the indicators into the clipboard as Markdown; answers whether there are any.
    public boolean copy() {
        return copy(model.markdown().orElse(null), "copied as Markdown");
    }

    /// Asks which file a drafted contract is to be; answers whether there is one.
    public boolean save() {
        if (model.draft().isEmpty()) {
            return false;
        }
        saving.open();
        return true;
    }

    /// Shows which runs there are of many workers, with the keyboard on the first, or no longer.
    public boolean turnRuns() {
        var open = model.runs().openProperty();
        open.set(!open.get());
        if (open.get()) {
            model.runs().ask();
            page.setVvalue(0);
            Fx.later(runs::focusFirst);
        } else {
            page.requestFocus();
        }
        return true;
    }

    private void parts(@Nullable RunFigures chosen) {
        runParts.setVisible(chosen != null);
        runParts.setManaged(chosen != null);
        if (chosen != null) {
            var progress = chosen.progress();
            runParts.note(
                    Figures.count(progress.done())
                            + " of "
                            + Figures.count(progress.partitions().size())
                            + " done");
            runParts.show(RunsView.partitions(progress));
        }
    }

    private boolean copy(@Nullable String text, String words) {
        if (text == null) {
            return false;
        }
        var content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
        told.setText(words);
        return true;
    }

    private Node header() {
        var name = new Label("Contract of " + model.topic());
        name.getStyleClass().add("heading");
        name.setMinWidth(60);
        told.setId("health-told");
        told.getStyleClass().addAll("muted", "small");
        var copy = button("health-copy", "Copy", "Copy as Markdown, for an incident  C");
        copy.setOnAction(_ -> copy());
        var workers =
                button(
                        "health-runs",
                        "Workers",
                        "What many workers have counted of this topic together  G");
        workers.setOnAction(_ -> turnRuns());
        model.runs()
                .runsProperty()
                .subscribe(all -> {
                    workers.setVisible(!all.isEmpty());
                    workers.setManaged(!all.isEmpty());
                });
        var draft =
                button(
                        "health-draft",
                        "Copy a draft",
                        "Copy a contract that these records keep, to begin with: save it as"
                                + " NAME.contract.yaml in a schema folder");
        draft.setOnAction(_ -> copy(model.draft().orElse(null), "draft copied as YAML"));
        var save = button("health-save", "Save the draft…", "Save that contract as a file  Ctrl S");
        save.setOnAction(_ -> save());
        var watch = button("health-records", "Watch its records", "The topic's records, live  H");
        watch.setOnAction(_ -> doors.records());
        var space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        var header = new HBox(name, space, told, workers, copy, draft, save, watch);
        header.getStyleClass().add("tool-bar-row");
        return header;
    }

    private static Button button(String id, String text, String tip) {
        var button = new Button(text);
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setTooltip(new Tooltip(tip));
        return button;
    }

    private Node notice() {
        var words = new SentenceFlow();
        HBox.setHgrow(words, Priority.ALWAYS);
        var bar = new HBox(words);
        bar.setId("health-problem");
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

    /// What is pressed, or has the keyboard, stays where it is until it is let go: else a link
    /// would be gone between a press and its release.
    private boolean isHeld() {
        var scene = getScene();
        var owner = scene == null ? null : scene.getFocusOwner();
        for (Node node = owner; node != null; node = node.getParent()) {
            if (node == columns) {
                return true;
            }
        }
        return pressed;
    }

    private void look() {
        model.look();
        var seen = model.shown().orElse(null);
        if (seen != null && seen != shown && !isHeld()) {
            shown = seen;
            show(seen);
        }
    }

    private void show(Indicators seen) {
        figures(seen);
        chart.timelineProperty().set(timeline(seen.spans()));
        objectives(seen);
        downtime(seen);
        rules(seen);
        facets(seen);
        schemas(seen);
        fields(seen);
    }

    private void figures(Indicators seen) {
        var counts = seen.counts();
        var all = new ArrayList<Node>();
        all.add(tile(Figures.count(counts.records()), "records", null));
        if (counts.isPart()) {
            all.add(tile(Figures.count(counts.whole()), "held to all rules", null));
        }
        all.add(tile(HealthWords.percent(counts.validRatio()), "valid", Mark.VALID));
        all.add(tile(HealthWords.percent(counts.violationRatio()), "violations", Mark.VIOLATION));
        all.add(tile(share(seen, counts.unknownFields()), "unknown fields", Mark.UNKNOWN));
        all.add(tile(share(seen, counts.undecodable()), "undecodable", Mark.UNDECODABLE));
        all.add(tile(Figures.rate(seen.rate()), "rate", null));
        var fresh = seen.freshness();
        if (fresh != null) {
            var tile =
                    tile(
                            HealthWords.duration(fresh.p50())
                                    + " / "
                                    + HealthWords.duration(fresh.p99()),
                            "written after " + fresh.field() + ", half / 99 %",
                            null);
            all.add(tile);
        }
        figures.getChildren().setAll(all);
    }

    private static String share(Indicators seen, long count) {
        return HealthWords.percent(seen.counts().ratio(count));
    }

    private static Node tile(String number, String name, @Nullable Mark mark) {
        var figure = new Label(number);
        figure.getStyleClass().add("topic-tile-number");
        var words = new Label(mark == null ? name : mark.shape() + " " + name);
        words.getStyleClass().addAll("muted", "small");
        return new VBox(figure, words);
    }

    private static Timeline timeline(Indicators.Spans spans) {
        var buckets = new ArrayList<Timeline.Bucket>();
        long start = spans.start();
        for (var span : spans.spans()) {
            buckets.add(
                    new Timeline.Bucket(
                            start,
                            span.valid(),
                            span.unknown(),
                            span.violation(),
                            span.undecodable()));
            start += spans.millis();
        }
        return new Timeline(spans.millis(), buckets);
    }

    private void objectives(Indicators seen) {
        objectives.note(seen.contract() == null ? "" : seen.contract());
        if (seen.contract() == null) {
            objectives.say(
                    Sentence.of(
                            "No contract speaks about this topic. Draft one from what was seen,"
                                    + " save it as NAME.contract.yaml in a schema folder, and it"
                                    + " counts at once."));
            return;
        }
        if (seen.levels().isEmpty()) {
            objectives.say(
                    Sentence.of(
                            "The contract promises no service level. Add slaProperties to it, such"
                                    + " as validRatio: 0.999."));
            return;
        }
        objectives.show(seen.levels().stream().map(ContractView::level).toList());
    }

    private static Node level(OfLevel of) {
        var mark = of.isHeld() ? Mark.VALID : Mark.VIOLATION;
        var name =
                Section.badge(
                        mark.shape() + (of.isHeld() ? " held" : " missed"), "mark-" + mark.label());
        var words = Section.words(HealthWords.level(of));
        HBox.setHgrow(words, Priority.ALWAYS);
        var first = new HBox(8, name, words);
        var budget = Section.words(HealthWords.budget(of), "muted");
        return new VBox(2, first, budget);
    }

    private void downtime(Indicators seen) {
        var rows = new ArrayList<List<Node>>();
        long spans = 0;
        long millis = 0;
        for (var of : seen.levels()) {
            spans += of.spans();
            millis += of.downMillis();
            for (var down : of.downtime().stream().limit(DOWNTIMES).toList()) {
                var when =
                        Section.link(
                                clock(down.from()) + " to " + clock(down.to()),
                                () -> doors.records(down.from(), down.to()));
                var cause = down.cause();
                var why =
                        new Label(
                                cause == null
                                        ? HealthWords.about(of.level())
                                        : cause.rule()
                                                + (cause.path().isEmpty()
                                                        ? ""
                                                        : " at " + cause.path()));
                why.setTooltip(new Tooltip(why.getText()));
                rows.add(
                        List.of(
                                when,
                                Table.figure(
                                        Figures.count(down.missed())
                                                + " of "
                                                + Figures.count(down.records())),
                                why));
            }
        }
        downtime.note(
                spans == 0
                        ? ""
                        : HealthWords.duration(millis)
                                + " in "
                                + spans
                                + (spans == 1 ? " span" : " spans"));
        if (rows.isEmpty()) {
            downtime.say(Sentence.of("None: every objective was held all the time."));
            return;
        }
        var table =
                new Table(
                        "spans",
                        new Table.Column("When", false, false),
                        new Table.Column("Missed", true, false),
                        new Table.Column("Most by", false, true));
        table.show(rows);
        downtime.show(table);
    }

    private void rules(Indicators seen) {
        rules.note(seen.rules().isEmpty() ? "" : "choose one to see its records");
        if (seen.rules().isEmpty()) {
            rules.say(Sentence.of("Nothing: no record has a finding."));
            return;
        }
        var rows = new ArrayList<List<Node>>();
        for (var rule : seen.rules()) {
            var filter = FacetFilter.of(rule);
            var link =
                    Section.link(
                            rule.kind().mark().shape()
                                    + " "
                                    + rule.rule()
                                    + (rule.path().isEmpty() ? "" : " at " + rule.path()),
                            () -> doors.records(filter, false));
            link.setMinWidth(0);
            link.setTooltip(
                    new Tooltip(
                            rule.example().plain()
                                    + (rule.source() == null
                                            ? ""
                                            : "\nWritten in " + rule.source())));
            rows.add(
                    List.of(
                            link,
                            Table.figure(Figures.count(rule.records())),
                            since(rule.first())));
        }
        var table =
                new Table(
                        "rules",
                        new Table.Column("Rule and field", false, true),
                        new Table.Column("Records", true, false),
                        new Table.Column("Since", false, false));
        table.show(rows);
        rules.show(table);
    }

    private void facets(Indicators seen) {
        facets.note(seen.facets().isEmpty() ? "" : "choose one to see its records");
        if (seen.facets().isEmpty()) {
            facets.say(Sentence.of("Nothing yet: no record has a finding."));
            return;
        }
        var rows = new ArrayList<List<Node>>();
        for (var facet : seen.facets()) {
            var title = new Label(facet.by().label());
            title.getStyleClass().add("muted");
            var links = new FlowPane(4, 0);
            for (var share : facet.top().stream().limit(SHARES).toList()) {
                links.getChildren().add(share(seen, facet, share));
            }
            rows.add(List.of(title, links));
        }
        var table =
                new Table(
                        "kinds",
                        new Table.Column("By", false, false),
                        new Table.Column("Share of the records with findings", false, true));
        table.show(rows);
        facets.show(table);
    }

    private Node share(Indicators seen, Facet facet, Indicators.Share share) {
        var text = share.name() + " " + HealthWords.percent((double) share.count() / facet.total());
        var filter = FacetFilter.of(seen, facet.by(), share.name());
        if (filter == null) {
            return new Label(text);
        }
        var link = Section.link(text, () -> doors.records(filter, true));
        link.setTooltip(new Tooltip(Figures.count(share.count()) + " records"));
        return link;
    }

    private void schemas(Indicators seen) {
        if (seen.schemas().isEmpty()) {
            schemas.say(Sentence.of("No record was read yet."));
            return;
        }
        var rows = new ArrayList<List<Node>>();
        for (var of : seen.schemas()) {
            var note =
                    of.missing()
                            ? ", nowhere to be found"
                            : of.foreign() ? ", of another topic's subject" : "";
            rows.add(
                    List.of(
                            new Label(of.name() + note),
                            Table.figure(share(seen, of.records())),
                            since(of.first())));
        }
        var table =
                new Table(
                        "schemas",
                        new Table.Column("Schema", false, true),
                        new Table.Column("Share", true, false),
                        new Table.Column("Since", false, false));
        table.show(rows);
        schemas.show(table);
    }

    private void fields(Indicators seen) {
        if (seen.fields().isEmpty()) {
            fields.say(Sentence.of("No record with fields was read yet."));
            return;
        }
        var rows = new ArrayList<List<Node>>();
        for (var field : seen.fields()) {
            var path = new Label(field.path());
            path.getStyleClass().add("mono");
            path.setTooltip(new Tooltip(field.path() + "\n" + field.type()));
            rows.add(
                    List.of(
                            path,
                            Table.figure(HealthWords.percent(field.presence())),
                            Table.figure(
                                    field.nulls() == 0
                                            ? ""
                                            : HealthWords.percent(field.nullRatio())),
                            range(field),
                            Table.figure(
                                    field.distinct() == 0 ? "" : Figures.brief(field.distinct())),
                            Table.figure(
                                    field.findings() == 0 ? "" : Figures.count(field.findings()))));
        }
        var table =
                new Table(
                        "fields",
                        new Table.Column("Field", false, false),
                        new Table.Column("There", true, false),
                        new Table.Column("Null", true, false),
                        new Table.Column("Range", false, true),
                        new Table.Column("Distinct", true, false),
                        new Table.Column("Findings", true, false));
        table.show(rows);
        fields.show(table);
    }

    private static Label range(OfField field) {
        var range = field.range();
        if (range == null) {
            var none = new Label(field.masked() ? "masked" : "");
            none.getStyleClass().add("muted");
            return none;
        }
        var span =
                range.least().equals(range.most())
                        ? range.least()
                        : range.least() + " to " + range.most();
        var label = new Label(range.length() ? span + " characters" : span);
        label.setTooltip(new Tooltip(label.getText()));
        return label;
    }

    private static Label since(long millis) {
        var label = new Label(millis < 0 ? "" : clock(millis));
        if (millis >= 0) {
            label.setTooltip(new Tooltip(Instant.ofEpochMilli(millis).toString()));
        }
        return label;
    }

    private static String clock(long millis) {
        return CLOCK.format(Instant.ofEpochMilli(millis).atZone(ZoneId.systemDefault()));
    }
}
