package io.sightglass.ui.schema;

import io.sightglass.model.Mark;
import io.sightglass.model.Sentence;
import io.sightglass.prove.Proof;
import io.sightglass.prove.RecordPlace;
import io.sightglass.ui.fx.SentenceFlow;
import io.sightglass.ui.fx.Texts;

import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Consumer;

/// What a proof has found so far: the verdict, the first record that could not be read, why, what a
/// reader sees otherwise, what no record had, and the same by writer and partition.
final class ProofResults extends VBox {
    private static final int MOST = 60;

    private final Consumer<RecordPlace> open;
    private @Nullable Proof drawn;
    private @Nullable Sentence drawnFailure;

    /// @param open shows a record
    ProofResults(Consumer<RecordPlace> open) {
        this.open = open;
        getStyleClass().add("prove-results");
        nothing();
    }

    /// Null where there is nothing yet.
    void show(ProofModel.@Nullable Result result) {
        if (result == null) {
            nothing();
            return;
        }
        var proof = result.proof();
        if (proof == drawn && result.failure() == drawnFailure) {
            return;
        }
        drawn = proof;
        drawnFailure = result.failure();
        getChildren().clear();
        if (result.failure() != null) {
            add(new SentenceFlow(Mark.VIOLATION, result.failure()));
        }
        var verdict = new SentenceFlow();
        verdict.setId("prove-verdict");
        verdict.getStyleClass().add("prove-verdict");
        verdict.show(mark(proof), proof.verdict());
        add(verdict);
        beside(proof);
        var first = proof.first();
        if (first != null) {
            title("First");
            var link = link(first.place());
            link.setId("prove-first");
            add(new HBox(link));
            add(new SentenceFlow(first.why()));
        }
        reasons("Why they could not be read", Mark.VIOLATION, proof.reasons());
        reasons("What the reader sees otherwise", null, proof.effects());
        unseen(proof.unseen());
        reasons("Wrong in themselves, for any reader", Mark.UNDECODABLE, proof.damages());
        writers(proof.writers());
        partitions(proof.partitions());
    }

    private static @Nullable Mark mark(Proof proof) {
        return proof.failed() > 0
                ? Mark.VIOLATION
                : proof.records() == 0 || proof.ending() == Proof.Ending.RUNNING
                        ? null
                        : Mark.VALID;
    }

    private void nothing() {
        drawn = null;
        var words =
                new Label(
                        "Reads records of the topic as a reader with the schema on the right would,"
                                + " and says how many it could not read, which first, and why; then"
                                + " the same for the schema on the left, so that every change has"
                                + " its figures. Nothing is committed, and no group is joined.");
        words.setWrapText(true);
        words.getStyleClass().add("muted");
        getChildren().setAll(words);
    }

    private void add(Node node) {
        getChildren().add(node);
    }

    private void title(String text) {
        var label = new Label(text);
        label.getStyleClass().add("popover-title");
        add(label);
    }

    private void beside(Proof proof) {
        if (proof.damaged() > 0) {
            say(
                    proof.damaged(),
                    "is damaged in itself, for any reader",
                    "are damaged in themselves, for any reader");
        }
        if (proof.tombstones() > 0) {
            say(
                    proof.tombstones(),
                    "has no value, which every reader can read",
                    "have no value, which every reader can read");
        }
        if (proof.gone() > 0) {
            say(
                    proof.gone(),
                    "was deleted before it could be looked at",
                    "were deleted before they could be looked at");
        }
    }

    private void say(long number, String one, String many) {
        var words = new Label(Texts.grouped(number) + " " + (number == 1 ? one : many) + ".");
        words.getStyleClass().add("muted");
        words.setWrapText(true);
        add(words);
    }

    private Hyperlink link(RecordPlace place) {
        var link = new Hyperlink(place.words());
        link.setMnemonicParsing(false);
        link.setMinWidth(Region.USE_PREF_SIZE);
        link.setOnAction(_ -> open.accept(place));
        return link;
    }

    private void reasons(String heading, @Nullable Mark mark, List<Proof.Reason> reasons) {
        if (reasons.isEmpty()) {
            return;
        }
        title(heading);
        var grid = new GridPane();
        grid.getStyleClass().add("prove-grid");
        grid.getColumnConstraints()
                .addAll(
                        column(HPos.RIGHT, false),
                        column(HPos.LEFT, true),
                        column(HPos.LEFT, false),
                        column(HPos.LEFT, false));
        int row = 0;
        for (var reason : reasons.stream().limit(MOST).toList()) {
            var count = new Label(Texts.grouped(reason.records()));
            count.setMinWidth(Region.USE_PREF_SIZE);
            count.getStyleClass().add("strong");
            var sentence = new SentenceFlow();
            sentence.show(mark, reason.sentence());
            var rule = new Label(reason.rule());
            rule.getStyleClass().addAll("mono", "muted", "change-type");
            rule.setMinWidth(0);
            grid.addRow(row++, count, sentence);
            grid.add(
                    reason.places().isEmpty() ? new Region() : link(reason.places().getFirst()),
                    2,
                    row - 1);
            grid.add(rule, 3, row - 1);
        }
        add(grid);
        if (reasons.size() > MOST) {
            say(reasons.size() - MOST, "more", "more");
        }
    }

    private static ColumnConstraints column(HPos side, boolean grows) {
        var column = new ColumnConstraints();
        column.setHalignment(side);
        column.setHgrow(grows ? Priority.ALWAYS : Priority.NEVER);
        if (grows) {
            column.setMinWidth(160);
        }
        return column;
    }

    private void unseen(List<Proof.Unseen> unseen) {
        if (unseen.isEmpty()) {
            return;
        }
        title("In the reader's schema, and in no record");
        for (var each : unseen.stream().limit(MOST).toList()) {
            var kind = each.kind().equals("union") ? each.type() : each.kind() + " " + each.type();
            var sentence =
                    Sentence.builder()
                            .strong(each.path().isEmpty() ? "the value" : each.path())
                            .text(" (" + kind + "): " + String.join(", ", each.names()))
                            .build();
            add(new SentenceFlow(sentence));
        }
    }

    private void writers(List<Proof.OfWriter> writers) {
        if (writers.isEmpty()) {
            return;
        }
        title("By the schema that they were written with");
        var table = table("", "records", "could not be read", "damaged");
        table.setId("prove-writers");
        for (var writer : writers) {
            row(
                    table,
                    new Label(writer.label()),
                    writer.records(),
                    writer.failed(),
                    writer.damaged());
        }
        add(table);
    }

    private void partitions(List<Proof.OfPartition> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        title("By partition");
        var table = table("partition", "records", "could not be read", "damaged", "first of these");
        table.setId("prove-partitions");
        for (var each : partitions) {
            int at =
                    row(
                            table,
                            new Label(Integer.toString(each.partition())),
                            each.records(),
                            each.failed(),
                            each.damaged());
            var first = each.first();
            if (first != null) {
                var link = link(first.place());
                link.setText("offset " + Texts.grouped(first.place().offset()));
                table.add(link, 4, at);
            }
        }
        add(table);
    }

    private static GridPane table(String... heads) {
        var table = new GridPane();
        table.getStyleClass().add("prove-grid");
        for (int i = 0; i < heads.length; i++) {
            var column = new ColumnConstraints();
            column.setHalignment(i == 0 || i == 4 ? HPos.LEFT : HPos.RIGHT);
            table.getColumnConstraints().add(column);
            var head = new Label(heads[i]);
            head.getStyleClass().addAll("muted", "small");
            table.add(head, i, 0);
        }
        return table;
    }

    private static int row(GridPane table, Label name, long records, long failed, long damaged) {
        int at = table.getRowCount();
        name.setMinWidth(Region.USE_PREF_SIZE);
        var failing =
                new Label(
                        (failed == 0 ? "" : Mark.VIOLATION.shape() + " ") + Texts.grouped(failed));
        if (failed > 0) {
            failing.getStyleClass().add("mark-" + Mark.VIOLATION.label());
        }
        var broken =
                new Label(
                        (damaged == 0 ? "" : Mark.UNDECODABLE.shape() + " ")
                                + Texts.grouped(damaged));
        if (damaged > 0) {
            broken.getStyleClass().add("mark-" + Mark.UNDECODABLE.label());
        }
        table.addRow(at, name, new Label(Texts.grouped(records)), failing, broken);
        return at;
    }
}
