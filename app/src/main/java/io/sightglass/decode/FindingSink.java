package io.sightglass.decode;

import io.sightglass.model.ByteRange;
import io.sightglass.model.FieldInfo;
import io.sightglass.model.Finding;
import io.sightglass.model.FindingKind;
import io.sightglass.model.Format;
import io.sightglass.model.Mark;
import io.sightglass.model.ReadAs;
import io.sightglass.model.Scalar;
import io.sightglass.model.SchemaInfo;
import io.sightglass.model.Sentence;
import io.sightglass.schema.ResolvedSchema;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/// Hears a walk and keeps what is wrong. A counting sink allocates nothing, whatever it counts; a
/// collecting one also keeps each [Finding] with its path and sentence. The contract's sink extends
/// this one.
///
/// A subclass that overrides an event calls `super` FIRST, so that the path is up to date, and then
/// may ask [#pathOf] (for a scalar, or an absent or unknown field) or [#path] (for the record, list
/// or map just entered; before `super` on exit).
///
/// Reusable: `begin` resets it.
public class FindingSink implements DecodeSink {
    private static final byte[] NOTHING = {};
    private static final FindingKind[] KINDS = FindingKind.values();

    private final boolean collecting;

    /// Follows the walk while collecting; a sink that only counts needs no paths.
    private final PathStack stack = new PathStack();

    private final int[] counts = new int[KINDS.length];
    private final List<Finding> findings = new ArrayList<>();
    private byte[] array = NOTHING;
    private int offset;
    private int length;
    private Mark mark = Mark.VALID;
    private @Nullable Format format;
    private @Nullable SchemaInfo schema;
    private @Nullable ResolvedSchema resolved;
    private LaterVersions later = LaterVersions.NONE;

    /// Null where no reader's schema is held against the payload, or no sentences are wanted.
    private @Nullable ReaderLens lens;

    private final LastScalar last = new LastScalar();

    protected FindingSink(boolean collecting) {
        this.collecting = collecting;
    }

    /// Structural findings only, counted.
    public static FindingSink counting() {
        return new FindingSink(false);
    }

    /// Structural findings only, kept with their sentences.
    public static FindingSink collecting() {
        return new FindingSink(true);
    }

    /// Whether sentences are wanted.
    public final boolean isCollecting() {
        return collecting;
    }

    /// Paths are made of what is heard; counting needs none. A subclass that looks at values says
    /// yes.
    @Override
    public boolean wantsValues() {
        return collecting;
    }

    /// Nothing, not even while collecting: paths are made for findings, of which a sound payload
    /// has none. A subclass that looks at values says [Sound#EVENTS].
    @Override
    public Sound wantsOfSound() {
        return Sound.NOTHING;
    }

    /// The worst mark of the record so far.
    public final Mark mark() {
        return mark;
    }

    public final int count(FindingKind kind) {
        return counts[kind.ordinal()];
    }

    /// All findings but notices.
    public final int total() {
        int sum = 0;
        for (var kind : KINDS) {
            sum += kind == FindingKind.NOTICE ? 0 : counts[kind.ordinal()];
        }
        return sum;
    }

    /// In the order they were found, at most [Limits#FINDINGS] of each kind; empty unless
    /// collecting.
    public final List<Finding> findings() {
        return List.copyOf(findings);
    }

    /// The decoder calls this between `begin` and the walk: what the payload is being read as.
    public void reading(Format format, @Nullable SchemaInfo schema) {
        this.format = format;
        this.schema = schema;
    }

    /// The decoder calls this after [#reading]: for sinks that hold payloads to more than their
    /// structure. The same walker is always about the same schema and message. May allocate nothing
    /// for a walker that was there before.
    ///
    /// @param schema null where the format needs none
    /// @param indexes those of Confluent's Protobuf framing; else empty
    /// @param walker the one that goes over the payload next; until it has finished it must not be
    ///   used
    /// @param from where the body begins, in the payload
    public void readWith(
            @Nullable ResolvedSchema schema, List<Integer> indexes, Walker walker, int from) {
        resolved = schema;
    }

    /// The schema that the last payload was read with; null where it was read without.
    public final @Nullable ResolvedSchema resolved() {
        return resolved;
    }

    /// The decoder calls this after [#reading], on a collecting sink: where the names of unknown
    /// fields may be found.
    public final void later(LaterVersions versions) {
        later = versions;
    }

    /// The decoder calls this after [#reading], on a collecting sink: the reader whose view of the
    /// payload the walk remarks on.
    final void readAs(ReaderLens lens) {
        this.lens = lens;
    }

    /// The decoder calls this after [#reading] where a reader's schema is held against the payload:
    /// for sinks that count by the places at which the schemas differ. May allocate nothing.
    ///
    /// @param notes what the remarks of [Anomaly#ofReader] refer to
    /// @param writer the schema that the payload is read with; null where it has none
    public void readBy(ReadAs reader, List<ReaderNote> notes, @Nullable ResolvedSchema writer) {}

    /// A finding about the payload as a whole; the decoder calls this. `sentence` is asked for only
    /// while collecting. A subclass that overrides this calls `super`.
    protected void whole(
            FindingKind kind, String rule, int start, int end, Supplier<Sentence> sentence) {
        if (collecting) {
            report(kind, rule, "", start, end, sentence.get());
        } else {
            tally(kind);
        }
    }

    /// A finding about the payload as a whole or a place in it. Counts it; keeps it when
    /// collecting. To spare work, callers ask [#isCollecting] before they build a sentence and call
    /// [#tally] otherwise.
    public final void report(
            FindingKind kind, String rule, String path, int start, int end, Sentence sentence) {
        boolean kept = keeps(kind);
        tally(kind);
        if (kept) {
            findings.add(new Finding(kind, rule, path, new ByteRange(start, end), sentence));
        }
    }

    /// Whether another finding of that kind would be kept; else its sentence need not be made.
    protected final boolean keeps(FindingKind kind) {
        return collecting && counts[kind.ordinal()] < Limits.FINDINGS;
    }

    /// Counts a finding without keeping it.
    public final void tally(FindingKind kind) {
        counts[kind.ordinal()]++;
        mark = mark.or(kind.mark());
    }

    /// The path of a scalar, absent or unknown `field` that is being heard right now, such as
    /// `items[0].boldness`. Allocates; only while [#isCollecting].
    protected final String pathOf(FieldInfo field) {
        return stack.path(field, 0, array, offset);
    }

    /// The path of the innermost open record, list or map. Allocates; only while [#isCollecting].
    protected final String path() {
        return stack.path(array, offset);
    }

    /// The payload that is being heard: [#length] bytes from [#offset].
    protected final byte[] array() {
        return array;
    }

    protected final int offset() {
        return offset;
    }

    protected final int length() {
        return length;
    }

    @Override
    public void begin(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        this.length = length;
        stack.clear();
        Arrays.fill(counts, 0);
        findings.clear();
        mark = Mark.VALID;
        format = null;
        schema = null;
        resolved = null;
        later = LaterVersions.NONE;
        lens = null;
        last.clear();
    }

    @Override
    public void finish() {
        array = NOTHING;
    }

    @Override
    public void enterRecord(FieldInfo field, String typeName, int start) {
        if (collecting) {
            stack.enterRecord(field, typeName);
        }
    }

    @Override
    public void exitRecord(FieldInfo field, int end) {
        if (collecting) {
            stack.exit();
        }
    }

    @Override
    public void enterList(FieldInfo field, int firstIndex, int start) {
        if (collecting) {
            stack.enterList(field, firstIndex);
        }
    }

    @Override
    public void exitList(FieldInfo field, int end) {
        if (collecting) {
            stack.exit();
        }
    }

    @Override
    public void enterMap(FieldInfo field, int start) {
        if (collecting) {
            stack.enterMap(field);
        }
    }

    @Override
    public void exitMap(FieldInfo field, int end) {
        if (collecting) {
            stack.exit();
        }
    }

    @Override
    public void textKey(int from, int to) {
        if (collecting) {
            stack.textKey(from, to);
        }
    }

    @Override
    public void integerKey(long key) {
        if (collecting) {
            stack.integerKey(key);
        }
    }

    @Override
    public void branch(FieldInfo field, int index, String typeName) {}

    @Override
    public void nullValue(FieldInfo field, int start, int end) {
        if (collecting) {
            stack.value();
        }
        if (lens != null) {
            last.set(field, new Scalar.Null(), end);
        }
    }

    @Override
    public void bool(FieldInfo field, boolean value, int start, int end) {
        if (collecting) {
            stack.value();
        }
        if (lens != null) {
            last.set(field, new Scalar.Bool(value), end);
        }
    }

    @Override
    public void integer(FieldInfo field, long value, int start, int end) {
        if (collecting) {
            stack.value();
        }
        if (lens != null) {
            last.set(field, Scalars.integer(field.logical(), value), end);
        }
    }

    @Override
    public void unsigned(FieldInfo field, long bits, int start, int end) {
        if (collecting) {
            stack.value();
        }
        if (lens != null) {
            last.set(field, new Scalar.Unsigned(bits), end);
        }
    }

    @Override
    public void float32(FieldInfo field, float value, int start, int end) {
        if (collecting) {
            stack.value();
        }
        if (lens != null) {
            last.set(field, new Scalar.Float32(value), end);
        }
    }

    @Override
    public void float64(FieldInfo field, double value, int start, int end) {
        if (collecting) {
            stack.value();
        }
        if (lens != null) {
            last.set(field, new Scalar.Float64(value), end);
        }
    }

    @Override
    public void number(FieldInfo field, int start, int end) {
        if (collecting) {
            stack.value();
        }
        if (lens != null) {
            last.set(
                    field,
                    new Scalar.Number(Texts.decode(array, offset + start, offset + end)),
                    end);
        }
    }

    @Override
    public void text(FieldInfo field, int from, int to, boolean escaped, int start, int end) {
        if (collecting) {
            stack.value();
        }
        if (lens != null) {
            last.set(
                    field,
                    new Scalar.Text(Texts.decode(array, offset + from, offset + to, escaped)),
                    end);
        }
    }

    @Override
    public void bytes(FieldInfo field, int from, int to, int start, int end) {
        if (collecting) {
            stack.value();
        }
        if (lens != null) {
            last.set(field, Scalars.bytes(field.logical(), array, offset + from, offset + to), end);
        }
    }

    @Override
    public void pieces(FieldInfo field, byte[] content, boolean text, int start, int end) {
        if (collecting) {
            stack.value();
        }
    }

    @Override
    public void symbol(FieldInfo field, int number, @Nullable String name, int start, int end) {
        if (collecting) {
            stack.value();
        }
        if (lens != null) {
            last.set(field, new Scalar.Symbol(name == null ? "" : name, number), end);
        }
    }

    @Override
    public void absent(FieldInfo field, int at) {}

    @Override
    public boolean unknown(FieldInfo field, int start, int end) {
        if (keeps(FindingKind.UNKNOWN_FIELD)) {
            var read = format == null ? Format.BYTES : format;
            report(
                    FindingKind.UNKNOWN_FIELD,
                    read.label() + ".unknown-field",
                    pathOf(field),
                    start,
                    end,
                    Sentences.unknownField(
                            read,
                            field,
                            stack.typeName(),
                            schema,
                            later,
                            array,
                            offset,
                            start,
                            end));
        } else {
            tally(FindingKind.UNKNOWN_FIELD);
        }
        return false;
    }

    @Override
    public void exitUnknown() {}

    @Override
    public void remark(FieldInfo field, Anomaly anomaly, int start, int end, long a, long b) {
        if (!keeps(anomaly.kind())) {
            tally(anomaly.kind());
        } else if (anomaly.ofReader()) {
            ofReader(field, anomaly, start, end, a, b);
        } else {
            anomaly(stack.path(field, 1, array, offset), field, anomaly, start, end, a, b);
        }
    }

    private void ofReader(FieldInfo field, Anomaly anomaly, int start, int end, long a, long b) {
        if (lens == null) {
            tally(anomaly.kind());
            return;
        }
        var path = pathOf(field);
        var read = format == null ? Format.BYTES : format;
        var place = new ReaderSentences.Place(read, path, field, last.of(field, end));
        report(
                anomaly.kind(),
                read.label() + "." + anomaly.id(),
                path,
                start,
                end,
                ReaderSentences.of(anomaly, place, lens, a, b));
    }

    @Override
    public void malformed(FieldInfo field, Anomaly anomaly, int start, int end, long a, long b) {
        if (collecting) {
            stack.damaged();
        }
        if (keeps(anomaly.kind())) {
            anomaly(pathOf(field), field, anomaly, start, end, a, b);
        } else {
            tally(anomaly.kind());
        }
    }

    private void anomaly(
            String path, FieldInfo field, Anomaly anomaly, int start, int end, long a, long b) {
        var read = format == null ? Format.BYTES : format;
        var place = new Sentences.Place(read, path, field, start, end, length);
        report(
                anomaly.kind(),
                read.label() + "." + anomaly.id(),
                path,
                start,
                end,
                Sentences.anomaly(anomaly, place, a, b));
    }
}
