package io.sightglass.ui.tail;

import io.sightglass.decode.DecodeOptions;
import io.sightglass.model.SchemaInfo;
import io.sightglass.model.Sentence;
import io.sightglass.tail.RowView;
import io.sightglass.tail.TailState;
import io.sightglass.tail.filter.TimeSpan;
import io.sightglass.tail.find.TopicSearch;
import io.sightglass.ui.fx.Pulse;
import io.sightglass.ui.fx.RecordColumn;
import io.sightglass.ui.fx.RecordList;
import io.sightglass.ui.fx.SentenceFlow;
import io.sightglass.ui.fx.TimelineView;
import io.sightglass.ui.inspect.InspectView;
import io.sightglass.ui.read.Purpose;
import io.sightglass.ui.read.ReadingView;
import io.sightglass.ui.read.Scope;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A topic's tab, from toolbar to bytes.
public final class TailView extends BorderPane {
    private final TailModel model;
    private final TailToolbar toolbar;
    private final TimelineView timeline = new TimelineView();
    private final RecordList records;
    private final Widths widths;
    private boolean widthsMayDiffer;
    private final InspectView inspector;
    private final Label emptyHeading = new Label();
    private final Label emptyWords = new Label();
    private final Button emptyAction = new Button();
    private final Button emptyFind = new Button("Look through the whole topic");

    /// How wide the record list's columns are, in character cells, by title.
    ///
    /// @param kept from earlier; columns that are not in it have their usual width
    /// @param keep takes a column's new width
    public record Widths(Map<String, Double> kept, BiConsumer<String, Double> keep) {
        /// The usual ones; changes are not kept.
        public static final Widths USUAL = new Widths(Map.of(), (_, _) -> {});
    }

    /// @param partitions the topic's partitions, as far as they are known by now
    public TailView(TailModel model, Supplier<List<Integer>> partitions, Widths widths) {
        this.model = model;
        this.widths = widths;
        records =
                new RecordList(
                        TailRows.COLUMNS.stream()
                                .map(column -> kept(column, widths.kept()))
                                .toList());
        getStyleClass().add("pane");
        toolbar = new TailToolbar(model, partitions);
        inspector = new InspectView(model.inspect());
        inspector.setMinHeight(140);
        records.setId("records");
        records.sourceProperty().set(new TailRows(model));
        records.placeholderProperty().set(placeholder());
        tellZone();

        var band = new StackPane(timeline);
        band.getStyleClass().add("timeline-band");
        var top = new VBox(toolbar, notice(model), new FindBar(model), new TailChips(model), band);

        var upper = new BorderPane(records);
        upper.setTop(top);
        upper.setMinHeight(220);
        // Whatever a button wants to say, the view is never wider than its window.
        upper.setMinWidth(0);
        var split = new SplitPane(upper, inspector);
        split.setOrientation(Orientation.VERTICAL);
        split.setDividerPositions(0.575);
        setCenter(split);

        inspector.cover(new ReadingView(model.choosing(), this::focusTree));
        inspector.onReadOn(model::readOn);
        inspector.onReadAs((part, format) ->
                model.readings().choose(part, DecodeOptions.NONE.withFormat(format), Scope.RECORD));
        inspector.onReadOtherwise(part -> model.choosing().open(Purpose.DECODE_AS, part));

        bind();
        Pulse.each(this, this::look);
    }

    /// What happens when a person wants to see the schema that the record was read with.
    public void onShowSchema(Consumer<SchemaInfo> action) {
        inspector.onShowSchema(action);
    }

    /// What happens when a person wants to know what the topic is.
    public void onAbout(Runnable action) {
        toolbar.onAbout(action);
    }

    /// What happens when a person wants to know how healthy the topic is.
    public void onContract(Runnable action) {
        toolbar.onContract(action);
    }

    /// What happens when a person wants to try a payload.
    public void onTry(Runnable action) {
        toolbar.onTry(action);
    }

    private void bind() {
        records.selectedProperty().subscribe(id -> choose(id.longValue()));
        model.selectedProperty()
                .subscribe(id -> {
                    if (id.longValue() != records.selectedProperty().get()) {
                        records.select(id.longValue());
                    }
                });
        records.followingProperty()
                .subscribe(following -> {
                    if (!following) {
                        model.liveProperty().set(false);
                    }
                });
        records.addEventFilter(MouseEvent.MOUSE_RELEASED, _ -> widthsMayDiffer = true);
        model.liveProperty().subscribe(live -> records.followingProperty().set(live));
        timeline.spanProperty()
                .subscribe(span ->
                        model.spanProperty()
                                .set(span == null ? null : new TimeSpan(span.from(), span.to())));
        model.spanProperty()
                .subscribe(span -> {
                    if (span == null) {
                        timeline.clearSpan();
                    }
                });
    }

    private static RecordColumn kept(RecordColumn column, Map<String, Double> kept) {
        var cells = kept.get(column.title());
        return cells == null || column.grows()
                ? column
                : new RecordColumn(
                        column.title(), cells, column.side(), column.grows(), column.ink());
    }

    private void keepWidths() {
        var now = records.cells();
        for (int i = 0; i < now.length; i++) {
            var column = TailRows.COLUMNS.get(i);
            double before = widths.kept().getOrDefault(column.title(), column.cells());
            if (!column.grows() && Math.abs(now[i] - before) > 0.01) {
                widths.keep().accept(column.title(), now[i]);
            }
        }
    }

    private void choose(long id) {
        model.selectedProperty().set(id == RecordList.NONE ? RowView.NONE : id);
    }

    private void look() {
        model.look();
        if (widthsMayDiffer) {
            widthsMayDiffer = false;
            keepWidths();
        }
        timeline.timelineProperty().set(model.timeline());
        describeEmpty();
    }

    /// A bar across the tab: why nothing comes. It goes by itself.
    private static Node notice(TailModel model) {
        var words = new SentenceFlow();
        HBox.setHgrow(words, Priority.ALWAYS);
        var again = new Button("Try again");
        again.setId("try-again");
        again.setOnAction(_ -> model.restart());
        var bar = new HBox(words, again);
        bar.setId("notice");
        bar.getStyleClass().addAll("notice-bar", "mark-violation");
        Runnable show =
                () -> {
                    var away = model.awayProperty().get();
                    var failed =
                            model.stateProperty().get() instanceof TailState.Failed(var why)
                                    ? why
                                    : null;
                    Sentence sentence = failed != null ? failed : away != null ? away : said(model);
                    bar.setVisible(sentence != null);
                    bar.setManaged(sentence != null);
                    again.setVisible(failed != null);
                    again.setManaged(failed != null);
                    if (sentence != null) {
                        words.show(null, sentence);
                    }
                };
        model.awayProperty().subscribe(_ -> show.run());
        model.unkeptProperty().subscribe(_ -> show.run());
        model.sampling().explainedProperty().subscribe(_ -> show.run());
        model.stateProperty().subscribe(_ -> show.run());
        return bar;
    }

    private static @Nullable Sentence said(TailModel model) {
        var unkept = model.unkeptProperty().get();
        return unkept != null ? unkept : model.sampling().explainedProperty().get();
    }

    private Node placeholder() {
        emptyHeading.getStyleClass().add("heading");
        emptyWords.getStyleClass().add("muted");
        emptyWords.setWrapText(true);
        emptyAction.setOnAction(_ -> {
            if (model.finding().isOn()) {
                model.readTail();
            } else {
                model.showAll();
            }
        });
        emptyFind.setId("empty-find");
        emptyFind.setOnAction(_ -> model.findInTopic());
        emptyFind.managedProperty().bind(emptyFind.visibleProperty());
        var box = new VBox(emptyHeading, emptyWords, emptyAction, emptyFind);
        box.getStyleClass().add("empty-state");
        return box;
    }

    private void describeEmpty() {
        boolean limited = model.isLimited();
        boolean finding = model.finding().isOn();
        emptyAction.setVisible(limited || finding);
        emptyAction.setText(finding ? "Back to the tail" : "Show every record");
        emptyFind.setVisible(!finding && !model.filterProperty().get().isBlank());
        var progress = model.progress().orElse(null);
        var search = model.finding().progress().orElse(null);
        if (search != null) {
            boolean running = search.end() == TopicSearch.End.NOT_YET;
            empty(
                    running ? "Looking through the whole topic…" : "Nothing was found",
                    running
                            ? "What matches shows here at once; nothing else is kept."
                            : "No record that the topic holds now matches.");
        } else if (limited && progress != null && !progress.isDone()) {
            empty("Looking…", "No record has matched yet.");
        } else if (limited) {
            empty("No record matches", "New ones that do will show as they arrive.");
        } else {
            switch (model.stateProperty().get()) {
                case TailState.Opening() -> empty("Opening " + model.topic() + "…", "");
                case TailState.Running(), TailState.Finished() ->
                        empty(
                                "No records yet",
                                "They will show as they arrive. To see older ones, choose From:"
                                        + " earliest.");
                case TailState.Failed(_), TailState.Closed() -> empty("Nothing is being read", "");
            }
        }
    }

    private void empty(String heading, String words) {
        emptyHeading.setText(heading);
        emptyWords.setText(words);
    }

    /// Which zone the times are in is one hover away.
    private void tellZone() {
        var header = records.lookup(".record-header");
        if (header != null) {
            var zone = ZoneId.systemDefault();
            Tooltip.install(
                    header,
                    new Tooltip(
                            "Times are in "
                                    + zone.getDisplayName(TextStyle.FULL, Locale.ENGLISH)
                                    + " (UTC"
                                    + offset(zone)
                                    + ")"));
        }
    }

    private static String offset(ZoneId zone) {
        var id = zone.getRules().getOffset(Instant.now()).getId();
        return id.equals("Z") ? "+00:00" : id;
    }

    /// Puts the keyboard into the filter.
    public void focusFilter() {
        toolbar.focusFilter();
    }

    /// Looks through the whole topic for what the filter says; asks for that first where it says
    /// nothing.
    public void findInTopic() {
        if (model.filterProperty().get().isBlank()) {
            focusFilter();
        } else {
            model.findInTopic();
        }
    }

    /// Puts the keyboard on the records. Answers whether it could: a split pane takes in its parts
    /// when it is first laid out, and before that nothing has focus.
    public boolean focusRecords() {
        records.requestFocus();
        return records.getScene() != null;
    }

    /// Puts the keyboard on the chosen record's fields.
    public void focusTree() {
        inspector.focusFields();
    }

    /// Puts the keyboard on the chosen record's bytes.
    public void focusBytes() {
        inspector.focusBytes();
    }
}
