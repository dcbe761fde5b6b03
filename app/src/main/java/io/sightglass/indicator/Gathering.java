package io.sightglass.indicator;

import io.sightglass.contract.Contract;
import io.sightglass.contract.Contracts;
import io.sightglass.contract.RuleInfo;
import io.sightglass.contract.RuleSampling;
import io.sightglass.contract.Sampled;
import io.sightglass.decode.Decoder;
import io.sightglass.decode.Decoders;
import io.sightglass.decode.FindingSink;
import io.sightglass.decode.Outcome;
import io.sightglass.decode.mask.Masker;
import io.sightglass.decode.mask.Masks;
import io.sightglass.indicator.Indicators.Counts;
import io.sightglass.indicator.Indicators.Freshness;
import io.sightglass.indicator.Indicators.OfField;
import io.sightglass.indicator.Indicators.OfPartition;
import io.sightglass.model.Finding;
import io.sightglass.model.FindingKind;
import io.sightglass.model.Format;
import io.sightglass.model.Headers;
import io.sightglass.model.Mark;
import io.sightglass.model.Part;
import io.sightglass.model.RawRecord;
import io.sightglass.model.Scalar;
import io.sightglass.model.SchemaInfo;
import io.sightglass.model.SchemaRef;
import io.sightglass.model.Sentence;
import io.sightglass.schema.Lookup;
import io.sightglass.schema.ResolvedSchema;
import io.sightglass.tail.filter.FindingPaths;
import io.sightglass.tail.filter.RecordDecoder;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// Judges and counts records, one after another. A valid one allocates nothing. For one thread.
@SuppressWarnings("ByteBufferBackingArray") // sources hand over buffers on the heap
final class Gathering {
    private static final String UNKNOWN_ID = "schema.unknown-id";

    /// The longest freshness that is told apart: a year.
    private static final long LONGEST = 366L * 86_400_000;

    private static final byte[] HIDDEN = Scalar.Masked.TEXT.getBytes(StandardCharsets.UTF_8);
    private static final int DIGITS = 2;
    private static final int MOST_MASKS = 1_000;
    private static final int MOST_PARTITIONS = 10_000;

    private final String topic;
    private final Contracts contracts;
    private final @Nullable Contract contract;
    private final Decoders decoders;
    private final Decoder decoder;
    private final Function<Part, Masks.Source> masking;
    private final Choice choice;
    private final @Nullable RuleSampling sampling;

    /// Reads in full what a filter asks for.
    private final RecordDecoder chooser;

    private final FindingSink keys;
    private final FindingSink values;
    private final FindingSink keyWords;
    private final FindingSink valueWords;
    private final Levels levels;
    private final StatsSink stats;
    private final Series series = new Series();
    private final RuleTallies rules = new RuleTallies();
    private final Facets facets = new Facets();
    private final Census census;
    private final Histogram lags = new Histogram(1, LONGEST, DIGITS);
    private final InstantSource clock;
    private final Map<Integer, PartitionTally> partitions = new HashMap<>();
    private final Map<SchemaInfo, List<RuleInfo>> written = new HashMap<>();
    private final Set<Masks> met = new HashSet<>();
    private @Nullable ResolvedSchema latestSchema;
    private @Nullable Format latestFormat;
    private @Nullable PartitionTally latestPartition;

    private long records;
    private final long[] marks = new long[Mark.values().length];
    private long whole;
    private final long[] wholeMarks = new long[Mark.values().length];
    private long unknownFields;
    private long tombstones;
    private long gone;
    private long leftOut;
    private long ahead;
    private long longest;
    private String timePath = "";
    private long first = -1;
    private long last = -1;
    private @Nullable Format format;

    private static final class PartitionTally {
        private final int partition;
        private long records;
        private long findings;
        private long from = Long.MAX_VALUE;
        private long to = -1;

        PartitionTally(int partition) {
            this.partition = partition;
        }
    }

    /// @param sampling says which records are held to the rules that cost much; null for all
    Gathering(
            String topic,
            Contracts contracts,
            Decoders decoders,
            Function<Part, Masks.Source> masking,
            Choice choice,
            @Nullable RuleSampling sampling,
            InstantSource clock) {
        this(
                topic,
                contracts.forTopic(topic).orElse(null),
                contracts,
                decoders,
                masking,
                choice,
                sampling,
                clock);
    }

    /// @param contract by which promises are judged; null for none
    /// @param sampling says which records are held to the rules that cost much; null for all
    Gathering(
            String topic,
            @Nullable Contract contract,
            Contracts contracts,
            Decoders decoders,
            Function<Part, Masks.Source> masking,
            Choice choice,
            @Nullable RuleSampling sampling,
            InstantSource clock) {
        this.topic = topic;
        this.contracts = contracts;
        this.contract = contract;
        this.decoders = decoders;
        this.masking = masking;
        this.choice = choice;
        this.sampling = sampling;
        this.chooser = RecordDecoder.of(decoders, part -> contracts.sink(topic, part, true));
        this.decoder = decoders.newDecoder();
        this.keys = contracts.sink(topic, Part.KEY, false, sampling);
        this.values = contracts.sink(topic, Part.VALUE, false, sampling);
        this.keyWords = contracts.sink(topic, Part.KEY, true, sampling);
        this.valueWords = contracts.sink(topic, Part.VALUE, true, sampling);
        this.levels = new Levels(contract);
        this.stats = new StatsSink(levels.timePath(), levels.watched());
        this.census = new Census(topic);
        this.clock = clock;
    }

    /// How many were looked at.
    long records() {
        return records + leftOut;
    }

    /// How many of them were chosen.
    long counted() {
        return records;
    }

    void gone(long some) {
        gone += some;
    }

    private Outcome walk(Part part, Headers headers, @Nullable ByteBuffer bytes, FindingSink sink) {
        return bytes == null
                ? decoder.walk(topic, part, headers, null, 0, 0, sink)
                : decoder.walk(
                        topic,
                        part,
                        headers,
                        bytes.array(),
                        bytes.arrayOffset() + bytes.position(),
                        bytes.remaining(),
                        sink);
    }

    /// Why a schema is not here; null where nothing says so.
    @Nullable Sentence obstacle(
            Headers headers, @Nullable ByteBuffer key, @Nullable ByteBuffer value) {
        for (var finding : words(headers, key, value)) {
            if (finding.kind() == FindingKind.UNDECODABLE) {
                return finding.message();
            }
        }
        return null;
    }

    private List<Finding> words(
            Headers headers, @Nullable ByteBuffer key, @Nullable ByteBuffer value) {
        var all = new ArrayList<Finding>();
        if (key != null) {
            for (var finding : words(Part.KEY, headers, key, keyWords)) {
                all.add(
                        new Finding(
                                finding.kind(),
                                finding.rule(),
                                FindingPaths.ofKey(finding.path()),
                                finding.range(),
                                finding.message()));
            }
        }
        all.addAll(words(Part.VALUE, headers, value, valueWords));
        return all;
    }

    /// What is said of one half, without values that are masked.
    private List<Finding> words(
            Part part, Headers headers, @Nullable ByteBuffer bytes, FindingSink words) {
        var outcome = walk(part, headers, bytes, words);
        var masks = masks(part, outcome, words);
        if (masks.isEmpty()) {
            return words.findings();
        }
        var decoded = decoder.decode(topic, part, headers, bytes(bytes), FindingSink::collecting);
        return Masker.findings(decoded, masks, words.findings());
    }

    private Masks masks(Part part, Outcome outcome, FindingSink heard) {
        return masking.apply(part).of(outcome.format(), heard.resolved());
    }

    /// Counts a record where it is chosen, unless a schema of it is on its way; answers whether it
    /// was looked at.
    ///
    /// @param anyway whether to count it as it is without its schema
    boolean add(
            boolean anyway,
            int partition,
            long offset,
            long timestamp,
            Headers headers,
            @Nullable ByteBuffer key,
            @Nullable ByteBuffer value) {
        if (sampling != null) {
            sampling.next();
        }
        var mark = Mark.VALID;
        int unknown = 0;
        boolean pending = false;
        var ofKey = Outcome.TOMBSTONE;
        if (key != null) {
            ofKey = walk(Part.KEY, headers, key, keys);
            pending = ofKey.pending();
            mark = keys.mark();
            unknown = keys.count(FindingKind.UNKNOWN_FIELD);
        }
        var outcome = walk(Part.VALUE, headers, value, values);
        if (!anyway && (pending || outcome.pending())) {
            return false;
        }
        if (choice.leavesOut() && !isChosen(partition, offset, timestamp, headers, key, value)) {
            leftOut++;
            return true;
        }
        var valueMark = values.mark();
        mark = mark.or(valueMark);
        unknown += values.count(FindingKind.UNKNOWN_FIELD);
        records++;
        marks[mark.ordinal()]++;
        boolean isWhole = sampling == null || sampling.isWhole();
        if (isWhole) {
            whole++;
            wholeMarks[mark.ordinal()]++;
        }
        unknownFields += unknown > 0 ? 1 : 0;
        tombstones += value == null ? 1 : 0;
        int slot = timestamp < 0 ? -1 : series.slot(timestamp, clock.millis());
        if (slot >= 0) {
            series.mark(slot, mark);
            first = first < 0 ? timestamp : Math.min(first, timestamp);
            last = Math.max(last, timestamp);
        }
        boolean read =
                value != null
                        && outcome.status() == Outcome.Status.DECODED
                        && valueMark != Mark.UNDECODABLE;
        long lag = EventTimes.NONE;
        if (read) {
            if (values.resolved() != latestSchema || outcome.format() != latestFormat) {
                latestSchema = values.resolved();
                latestFormat = outcome.format();
                var masks = masks(Part.VALUE, outcome, values);
                stats.hide(masks.coversAll());
                met(masks);
            }
            walk(Part.VALUE, headers, value, stats);
            format = stats.format();
            lag = lag(timestamp);
        }
        Set<RuleTallies.Named> broken = Set.of();
        var schema = outcome.schema() == null ? census.none() : census.of(outcome.schema());
        if (mark != Mark.VALID) {
            var findings = words(headers, key, value);
            broken = rules.add(findings, timestamp, slot, series);
            schema = missing(findings, value, schema);
            boolean hidden = key != null && !masks(Part.KEY, ofKey, keys).isEmpty();
            facets.add(broken, schema.name, partition, headers, hidden ? HIDDEN : bytes(key));
        }
        if (value != null) {
            Census.add(schema, timestamp);
            if (slot >= 0) {
                series.schema(slot, schema.slot);
            }
        }
        levels.add(isWhole ? mark : null, read, broken, stats, lag, slot, series);
        count(partition, offset, mark);
        return true;
    }

    /// Asked when both halves were judged.
    private boolean isChosen(
            int partition,
            long offset,
            long timestamp,
            Headers headers,
            @Nullable ByteBuffer key,
            @Nullable ByteBuffer value) {
        boolean marked = choice.only().isEmpty();
        for (var kind : FindingKind.values()) {
            int there = values.count(kind) + (key == null ? 0 : keys.count(kind));
            marked |= there > 0 && choice.only().contains(kind.mark());
        }
        var filter = choice.filter();
        if (!marked || filter == null) {
            return marked;
        }
        var record =
                new RawRecord(
                        topic, partition, offset, timestamp, headers, bytes(key), bytes(value));
        return filter.test(
                record,
                () -> chooser.decode(record, Part.KEY),
                () -> chooser.decode(record, Part.VALUE));
    }

    /// Remembers what is masked of values: figures of such fields are not told.
    private void met(Masks masks) {
        if (!masks.isEmpty() && !masks.coversAll()) {
            if (met.size() < MOST_MASKS) {
                met.add(masks);
            } else {
                met.clear();
                met.add(Masks.ALL);
            }
        }
    }

    private long lag(long timestamp) {
        long event = stats.eventTime();
        if (event == EventTimes.NONE || timestamp < 0) {
            return EventTimes.NONE;
        }
        if (timePath.isEmpty()) {
            timePath = stats.eventPath();
        }
        long lag = timestamp - event;
        ahead += lag < 0 ? 1 : 0;
        long counted = Math.clamp(lag, 0, LONGEST);
        longest = Math.max(longest, counted);
        lags.recordValue(counted);
        return counted;
    }

    private Census.Tally missing(
            List<Finding> findings, @Nullable ByteBuffer value, Census.Tally otherwise) {
        for (var finding : findings) {
            if (finding.rule().equals(UNKNOWN_ID)
                    && !finding.path().startsWith(FindingPaths.ofKey(""))) {
                return census.missing(named(finding, value));
            }
        }
        return otherwise;
    }

    /// What the bytes that name a schema say, by their number.
    private static String named(Finding finding, @Nullable ByteBuffer value) {
        int from = finding.range().start();
        int length = finding.range().end() - from;
        if (value == null || length <= 0 || from + length > value.remaining()) {
            return "a schema that a header names";
        }
        var bytes = new byte[length];
        value.get(value.position() + from, bytes);
        return switch (length) {
            case 4 -> "schema " + Integer.toUnsignedString(ByteBuffer.wrap(bytes).getInt());
            case 8 ->
                    "fingerprint "
                            + HexFormat.of()
                                    .toHexDigits(
                                            Long.reverseBytes(ByteBuffer.wrap(bytes).getLong()));
            default -> "schema " + HexFormat.of().formatHex(bytes, 0, Math.min(length, 16));
        };
    }

    private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
        if (buffer == null) {
            return null;
        }
        var bytes = new byte[buffer.remaining()];
        buffer.get(buffer.position(), bytes);
        return bytes;
    }

    private void count(int partition, long offset, Mark mark) {
        var of = latestPartition;
        if (of == null || of.partition != partition) {
            of = partitions.get(partition);
            if (of == null) {
                if (partitions.size() == MOST_PARTITIONS) {
                    return;
                }
                of = new PartitionTally(partition);
                partitions.put(partition, of);
            }
            latestPartition = of;
        }
        of.records++;
        of.findings += mark == Mark.VALID ? 0 : 1;
        of.from = Math.min(of.from, offset);
        of.to = Math.max(of.to, offset);
    }

    // What follows is for those who look.

    Indicators figures(boolean complete) {
        var causes = rules.causes();
        return new Indicators(
                topic,
                contract == null ? null : contract.name(),
                complete,
                gone,
                leftOut,
                sampling == null ? Sampled.ALL : sampling.sampled(),
                new Counts(
                        records,
                        marks[Mark.VALID.ordinal()],
                        marks[Mark.UNKNOWN.ordinal()],
                        marks[Mark.VIOLATION.ordinal()],
                        marks[Mark.UNDECODABLE.ordinal()],
                        unknownFields,
                        tombstones,
                        whole,
                        wholeMarks[Mark.VALID.ordinal()],
                        wholeMarks[Mark.VIOLATION.ordinal()]),
                first,
                last,
                freshness(),
                census.all(),
                fields(),
                rules.all(infos()),
                choice.only().isEmpty() ? levels.all(series, causes) : List.of(),
                facets.all(),
                series.spans(census.slots()),
                partitions());
    }

    private @Nullable Freshness freshness() {
        long told = lags.getTotalCount();
        return told == 0
                ? null
                : new Freshness(
                        timePath,
                        told,
                        ahead,
                        Math.min(longest, lags.getValueAtPercentile(50)),
                        Math.min(longest, lags.getValueAtPercentile(99)),
                        longest);
    }

    private List<OfField> fields() {
        var all = new ArrayList<OfField>();
        add(stats.root(), false, all);
        return all;
    }

    /// @param record the type of what has the field
    /// @param name the field's; empty for an element
    private boolean isMasked(FieldStats field, String record, String name) {
        return field.hidden
                || met.stream().anyMatch(masks -> masks.covers(record, name, field.path));
    }

    private void add(FieldStats parent, boolean hidden, List<OfField> all) {
        var children = new ArrayList<FieldStats>();
        parent.fields().forEach(children::add);
        children.sort(Comparator.comparing(child -> child.path));
        for (var child : children) {
            boolean masked = hidden || isMasked(child, parent.record, child.name);
            all.add(field(child, masked, parent.records, child.holders));
            add(child, masked, all);
        }
        var element = parent.element();
        if (element != null) {
            boolean masked =
                    hidden
                            || isMasked(element, "", "")
                            || (parent.shape() == Indicators.Shape.MAP
                                    && met.stream()
                                            .anyMatch(masks -> masks.coversSome(parent.path)));
            all.add(field(element, masked, element.present, element.present));
            add(element, masked, all);
        }
    }

    private OfField field(FieldStats field, boolean masked, long parents, long present) {
        return new OfField(
                field.path,
                field.type,
                format,
                masked,
                parents,
                present,
                field.nulls,
                masked ? null : field.range(),
                field.distinct(),
                masked ? List.of() : field.values(),
                field.forms(),
                field.shape(),
                rules.at(field.path));
    }

    /// Every rule that records were held to, with where it is written.
    private List<RuleInfo> infos() {
        var infos = new ArrayList<RuleInfo>();
        if (contract != null) {
            infos.addAll(contract.rules());
        }
        for (var schema : census.all()) {
            if (schema.schema() != null) {
                infos.addAll(written.computeIfAbsent(schema.schema(), this::ofSchema));
            }
        }
        return infos;
    }

    private List<RuleInfo> ofSchema(SchemaInfo schema) {
        var id = schema.id();
        if (id != null
                && decoders.schemas().lookup(new SchemaRef.ById(id))
                        instanceof Lookup.Found(var found)) {
            return contracts.schemaRules().of(found, List.of(0)).infos();
        }
        return List.of();
    }

    private List<OfPartition> partitions() {
        return partitions.values().stream()
                .sorted(Comparator.comparingInt(of -> of.partition))
                .map(of -> new OfPartition(of.partition, of.records, of.findings, of.from, of.to))
                .toList();
    }

    // What follows is for those who count a part each.

    /// All that was counted, in a form that [#add(JsonNode)] reads. Values that are masked are not
    /// in it.
    void save(ObjectNode to) {
        to.put("contract", contract == null ? null : contract.name())
                .put("n", records)
                .put("unknownFields", unknownFields)
                .put("tombstones", tombstones)
                .put("gone", gone)
                .put("leftOut", leftOut)
                .put("ahead", ahead)
                .put("longest", longest)
                .put("timePath", timePath)
                .put("first", first)
                .put("last", last)
                .put("format", format == null ? null : format.name());
        var byMark = to.putObject("marks");
        for (var mark : Mark.values()) {
            byMark.put(mark.name(), marks[mark.ordinal()]);
        }
        var buffer = ByteBuffer.allocate(lags.getNeededByteBufferCapacity());
        to.put("lags", Arrays.copyOf(buffer.array(), lags.encodeIntoByteBuffer(buffer)));
        var byPartition = to.putArray("partitions");
        for (var of : partitions.values()) {
            byPartition
                    .addObject()
                    .put("partition", of.partition)
                    .put("n", of.records)
                    .put("findings", of.findings)
                    .put("from", of.from)
                    .put("to", of.to);
        }
        census.save(to);
        rules.save(to, infos());
        levels.save(to);
        facets.save(to);
        series.save(to);
        FieldStates.save(stats, this::isMasked, to);
    }

    /// Counts what another has counted, of other records. Into one that has counted nothing, as if
    /// it had been this one from the beginning.
    ///
    /// @throws RuntimeException where that is not what [#save] wrote; then nothing here counts any
    ///   more
    void add(JsonNode saved) {
        records += saved.path("n").asLong();
        whole += saved.path("n").asLong();
        unknownFields += saved.path("unknownFields").asLong();
        tombstones += saved.path("tombstones").asLong();
        gone += saved.path("gone").asLong();
        leftOut += saved.path("leftOut").asLong();
        ahead += saved.path("ahead").asLong();
        longest = Math.max(longest, saved.path("longest").asLong());
        timePath = timePath.isEmpty() ? saved.path("timePath").asString("") : timePath;
        first = Saved.earlier(first, saved.path("first").asLong(-1));
        last = Math.max(last, saved.path("last").asLong(-1));
        var name = Saved.text(saved, "format");
        format = name == null ? format : Format.valueOf(name);
        for (var mark : Mark.values()) {
            long some = saved.path("marks").path(mark.name()).asLong();
            marks[mark.ordinal()] += some;
            // whoever counts a part holds each record to all rules
            wholeMarks[mark.ordinal()] += some;
        }
        lags.add(
                Histogram.decodeFromByteBuffer(
                        ByteBuffer.wrap(Saved.bytes(saved.path("lags"))), LONGEST));
        for (var each : saved.path("partitions").values()) {
            int partition = each.path("partition").asInt();
            if (partitions.size() < MOST_PARTITIONS || partitions.containsKey(partition)) {
                var of = partitions.computeIfAbsent(partition, PartitionTally::new);
                of.records += each.path("n").asLong();
                of.findings += each.path("findings").asLong();
                of.from = Math.min(of.from, each.path("from").asLong());
                of.to = Math.max(of.to, each.path("to").asLong());
            }
        }
        var schemas = census.add(saved);
        var causes = rules.add(saved);
        levels.add(saved);
        facets.add(saved);
        series.add(saved, causes, schemas);
        FieldStates.add(stats, saved);
    }
}
