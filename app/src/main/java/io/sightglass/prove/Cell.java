package io.sightglass.prove;

import io.sightglass.decode.Anomaly;
import io.sightglass.model.FindingKind;
import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/// Counts the records of which one thing is said, at one place in a writer's schema: each record
/// once, however often it is said of it.
final class Cell {
    private static final int PLACES = 3;

    final FindingKind kind;
    final String rule;

    /// Null for what is said of a payload as a whole, and for a symbol or branch that was seen.
    final @Nullable Anomaly anomaly;

    /// What tells it from others of its anomaly at the same place.
    final long detail;

    final String path;

    /// What it is for the writer and for the reader; a symbol's or branch's name for one that was
    /// seen.
    final String writer;

    final String reader;
    final List<RecordPlace> places = new ArrayList<>(0);
    long records;
    @Nullable Sentence example;

    /// The record that it was last said of, and at which of that record's events.
    private long record = -1;

    private int event;

    Cell(
            FindingKind kind,
            String rule,
            @Nullable Anomaly anomaly,
            long detail,
            String path,
            String writer,
            String reader) {
        this.kind = kind;
        this.rule = rule;
        this.anomaly = anomaly;
        this.detail = detail;
        this.path = path;
        this.writer = writer;
        this.reader = reader;
    }

    /// A symbol or branch that was seen.
    static Cell seen(String name) {
        return new Cell(FindingKind.NOTICE, "", null, 0, "", name, "");
    }

    boolean isSeen() {
        return rule.isEmpty();
    }

    /// Answers whether it had not been said of this record before.
    boolean touch(long ofRecord, int atEvent) {
        if (record == ofRecord) {
            return false;
        }
        record = ofRecord;
        event = atEvent;
        return true;
    }

    int event() {
        return event;
    }

    boolean wantsPlace() {
        return places.size() < PLACES && !isSeen();
    }
}
