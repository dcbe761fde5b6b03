package io.sightglass.prove;

import io.sightglass.decode.Anomaly;
import io.sightglass.decode.FindingSink;
import io.sightglass.decode.ReaderNote;
import io.sightglass.model.FieldInfo;
import io.sightglass.model.FindingKind;
import io.sightglass.model.Format;
import io.sightglass.model.ReadAs;
import io.sightglass.model.SchemaInfo;
import io.sightglass.model.Sentence;
import io.sightglass.schema.ResolvedSchema;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/// Hears the walk of one record through a reader's lens and remembers what was said, by place.
/// Nothing counts until [#touched] is counted by whoever walks: a record whose schema is not here
/// yet is walked again. Allocates only for what was never said before.
final class ProofSink extends FindingSink {
    private static final String READER = "reader.";

    private final Tallies tallies;
    private Place[] stack = new Place[16];
    private boolean[] runs = new boolean[16];
    private int depth;
    private WriterTally writer;
    private List<ReaderNote> notes = List.of();
    private @Nullable Format format;

    /// Whether it matters which fields are there at all.
    private boolean following;

    private long record;
    private int event;
    private boolean failing;
    private boolean damaged;
    private int failedAt;
    private Cell[] touched = new Cell[32];
    private int touches;

    ProofSink(Tallies tallies) {
        super(false);
        this.tallies = tallies;
        this.writer = tallies.unread();
    }

    @Override
    public boolean wantsValues() {
        return true;
    }

    /// Of single values it matters only whether they are there.
    @Override
    public boolean wantsScalars() {
        return following;
    }

    @Override
    public Sound wantsOfSound() {
        return Sound.EVENTS;
    }

    /// The schema that the record was written with.
    WriterTally writer() {
        return writer;
    }

    /// Whether a reader cannot read it.
    boolean isFailing() {
        return failing;
    }

    /// Whether something is wrong with it for any reader.
    boolean isDamaged() {
        return damaged;
    }

    /// At which of the walk's events it was clear that a reader cannot read it.
    int failedAt() {
        return failedAt;
    }

    int touches() {
        return touches;
    }

    /// What was said of the record, each thing once.
    Cell touched(int index) {
        return touched[index];
    }

    @Override
    public void begin(byte[] array, int offset, int length) {
        super.begin(array, offset, length);
        record++;
        event = 0;
        depth = 0;
        failing = false;
        damaged = false;
        touches = 0;
        notes = List.of();
        format = null;
        following = false;
        writer = tallies.unread();
    }

    @Override
    public void reading(Format format, @Nullable SchemaInfo schema) {
        this.format = format;
        following = format == Format.PROTOBUF;
        writer = tallies.writer(format, schema);
    }

    @Override
    public void readBy(ReadAs reader, List<ReaderNote> notes, @Nullable ResolvedSchema schema) {
        this.notes = notes;
        writer.reader = reader;
        writer.writer = schema;
    }

    @Override
    protected void whole(
            FindingKind kind, String rule, int start, int end, Supplier<Sentence> sentence) {
        super.whole(kind, rule, start, end, sentence);
        event++;
        boolean ofReader = rule.startsWith(READER);
        if (!ofReader && kind != FindingKind.MALFORMED && kind != FindingKind.UNDECODABLE) {
            return;
        }
        var at = ofReader ? writer.root : tallies.damages();
        var cell = at.said(rule);
        if (cell == null) {
            cell = new Cell(kind, rule, null, 0, "", "", "");
            at.add(cell);
        }
        say(cell, ofReader);
    }

    private void say(Cell cell, boolean ofReader) {
        if (cell.touch(record, event)) {
            touch(cell);
        }
        if (!ofReader) {
            damaged = true;
        } else if (cell.kind == FindingKind.VIOLATION && !failing) {
            failing = true;
            failedAt = event;
        }
    }

    private void touch(Cell cell) {
        if (touches == touched.length) {
            touched = Arrays.copyOf(touched, 2 * touches);
        }
        touched[touches++] = cell;
    }

    /// The place of a value of `field` that is heard now.
    private Place at(FieldInfo field) {
        if (depth == 0) {
            return writer.root;
        }
        var top = stack[depth - 1];
        return runs[depth - 1] ? top.element(tallies.budget()) : top.field(field, tallies.budget());
    }

    private void push(Place place, boolean run) {
        if (depth == stack.length) {
            stack = Arrays.copyOf(stack, 2 * depth);
            runs = Arrays.copyOf(runs, 2 * depth);
        }
        stack[depth] = place;
        runs[depth++] = run;
    }

    @Override
    public void enterRecord(FieldInfo field, String typeName, int start) {
        var place = at(field);
        place.seen = true;
        push(place, false);
    }

    @Override
    public void exitRecord(FieldInfo field, int end) {
        depth--;
    }

    @Override
    public void enterList(FieldInfo field, int firstIndex, int start) {
        push(at(field), true);
    }

    @Override
    public void exitList(FieldInfo field, int end) {
        depth--;
    }

    @Override
    public void enterMap(FieldInfo field, int start) {
        push(at(field), true);
    }

    @Override
    public void exitMap(FieldInfo field, int end) {
        depth--;
    }

    @Override
    public void branch(FieldInfo field, int index, String typeName) {
        var cell = at(field).branch(index, typeName);
        if (cell.touch(record, event)) {
            touch(cell);
        }
    }

    @Override
    public void symbol(FieldInfo field, int number, @Nullable String name, int start, int end) {
        var place = at(field);
        place.seen = true;
        var cell = place.symbol(number, name, tallies.budget());
        if (cell.touch(record, event)) {
            touch(cell);
        }
    }

    private void follow(FieldInfo field) {
        if (following) {
            at(field).seen = true;
        }
    }

    @Override
    public void nullValue(FieldInfo field, int start, int end) {
        follow(field);
    }

    @Override
    public void bool(FieldInfo field, boolean value, int start, int end) {
        follow(field);
    }

    @Override
    public void integer(FieldInfo field, long value, int start, int end) {
        follow(field);
    }

    @Override
    public void unsigned(FieldInfo field, long bits, int start, int end) {
        follow(field);
    }

    @Override
    public void float32(FieldInfo field, float value, int start, int end) {
        follow(field);
    }

    @Override
    public void float64(FieldInfo field, double value, int start, int end) {
        follow(field);
    }

    @Override
    public void text(FieldInfo field, int from, int to, boolean escaped, int start, int end) {
        follow(field);
    }

    @Override
    public void bytes(FieldInfo field, int from, int to, int start, int end) {
        follow(field);
    }

    @Override
    public void absent(FieldInfo field, int at) {
        if (following) {
            at(field).absent = true;
        }
    }

    @Override
    public void remark(FieldInfo field, Anomaly anomaly, int start, int end, long a, long b) {
        event++;
        if (anomaly.ofReader()) {
            ofReader(field, anomaly, a);
        } else if (anomaly.kind() == FindingKind.MALFORMED) {
            damage(anomaly);
        }
    }

    private void ofReader(FieldInfo field, Anomaly anomaly, long detail) {
        var place = at(field);
        var cell = place.said(anomaly, detail);
        if (cell == null) {
            cell = tallies.newCell(place, field, anomaly, detail, notes, format);
        }
        say(cell, true);
    }

    @Override
    public void malformed(FieldInfo field, Anomaly anomaly, int start, int end, long a, long b) {
        event++;
        damage(anomaly);
    }

    private void damage(Anomaly anomaly) {
        var damages = tallies.damages();
        int detail = format == null ? -1 : format.ordinal();
        var cell = damages.said(anomaly, detail);
        if (cell == null) {
            var read = format == null ? Format.BYTES : format;
            var rule = read.label() + "." + anomaly.id();
            cell = new Cell(anomaly.kind(), rule, anomaly, detail, "", "", "");
            damages.add(cell);
        }
        say(cell, false);
    }
}
