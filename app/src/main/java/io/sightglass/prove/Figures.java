package io.sightglass.prove;

import io.sightglass.model.Format;
import io.sightglass.model.SchemaInfo;
import io.sightglass.model.SchemaRef;
import io.sightglass.model.Sentence;
import io.sightglass.schema.Lookup;
import io.sightglass.schema.ParsedSchema;
import io.sightglass.schema.ResolvedSchema;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Puts a [Proof] together from what was counted.
final class Figures {
    private static final Comparator<Proof.Reason> MOST_FIRST =
            Comparator.comparingLong(Proof.Reason::records)
                    .reversed()
                    .thenComparing(Proof.Reason::path)
                    .thenComparing(Proof.Reason::rule)
                    .thenComparing(Proof.Reason::writer);

    private final ProofReader reader;
    private final String source;
    private final boolean samples;
    private final Tallies tallies;

    Figures(ProofReader reader, String source, boolean samples, Tallies tallies) {
        this.reader = reader;
        this.source = source;
        this.samples = samples;
        this.tallies = tallies;
    }

    Proof proof(Proof.Ending ending) {
        var reasons = new Merged();
        var effects = new Merged();
        var writers = new ArrayList<Proof.OfWriter>();
        for (var writer : tallies.writers()) {
            var own = new Merged();
            var ownEffects = new Merged();
            collect(writer.root, writer.format, own, ownEffects);
            reasons.addAll(own);
            effects.addAll(ownEffects);
            if (writer.records > 0) {
                writers.add(
                        new Proof.OfWriter(
                                writer.format,
                                writer.schema,
                                writer.records,
                                writer.failed,
                                writer.damaged,
                                own.sorted(),
                                ownEffects.sorted()));
            }
        }
        var unread = tallies.unread();
        if (unread.records > 0) {
            writers.add(
                    new Proof.OfWriter(
                            null, null, unread.records, 0, unread.damaged, List.of(), List.of()));
        }
        writers.sort(Comparator.comparingLong(Proof.OfWriter::records).reversed());
        for (var cell : tallies.budget().elsewhere().said()) {
            (isReason(cell) ? reasons : effects).add(cell, null);
        }
        var damages = new Merged();
        tallies.damages().said().forEach(cell -> damages.add(cell, null));
        return new Proof(
                source,
                readerLabel(),
                ending,
                tallies.records,
                tallies.failed,
                tallies.damaged,
                tallies.tombstones,
                tallies.gone,
                first(),
                reasons.sorted(),
                effects.sorted(),
                damages.sorted(),
                ending == Proof.Ending.RUNNING ? List.of() : unseen(),
                partitions(),
                writers);
    }

    private static boolean isReason(Cell cell) {
        return switch (cell.kind) {
            case VIOLATION, MALFORMED, UNDECODABLE -> true;
            case NOTICE, UNKNOWN_FIELD -> false;
        };
    }

    private static void collect(
            Place place, @Nullable Format format, Merged reasons, Merged effects) {
        for (var cell : place.said()) {
            (isReason(cell) ? reasons : effects).add(cell, format);
        }
        for (var field : place.fields()) {
            collect(field, format, reasons, effects);
        }
        var element = place.element();
        if (element != null) {
            collect(element, format, reasons, effects);
        }
    }

    /// What is said of records by rule and place, whichever schema they were written with.
    private static final class Merged {
        private record Key(String rule, String path, String writer, String reader) {}

        private final Map<Key, Proof.Reason> reasons = new LinkedHashMap<>();

        void add(Cell cell, @Nullable Format format) {
            if (cell.records == 0) {
                return;
            }
            var example = Objects.requireNonNullElse(cell.example, untold(cell));
            add(
                    new Proof.Reason(
                            cell.kind,
                            cell.rule,
                            cell.path,
                            cell.writer,
                            cell.reader,
                            cell.records,
                            ProofSentences.of(cell, format, example),
                            example,
                            cell.places));
        }

        private static Sentence untold(Cell cell) {
            return Sentence.of("Rule " + cell.rule + " speaks of it.");
        }

        void addAll(Merged others) {
            others.reasons.values().forEach(this::add);
        }

        private void add(Proof.Reason reason) {
            var key = new Key(reason.rule(), reason.path(), reason.writer(), reason.reader());
            reasons.merge(key, reason, Merged::both);
        }

        private static Proof.Reason both(Proof.Reason one, Proof.Reason other) {
            return new Proof.Reason(
                    one.kind(),
                    one.rule(),
                    one.path(),
                    one.writer(),
                    one.reader(),
                    one.records() + other.records(),
                    one.sentence(),
                    one.example(),
                    one.places());
        }

        List<Proof.Reason> sorted() {
            return reasons.values().stream().sorted(MOST_FIRST).toList();
        }
    }

    private List<Proof.OfPartition> partitions() {
        if (samples) {
            return List.of();
        }
        return tallies.partitions().stream()
                .map(each ->
                        new Proof.OfPartition(
                                each.partition,
                                each.records,
                                each.failed,
                                each.damaged,
                                each.from,
                                each.to,
                                first(each)))
                .toList();
    }

    private static Proof.@Nullable First first(PartitionTally partition) {
        return partition.first == null
                ? null
                : new Proof.First(
                        partition.first,
                        Objects.requireNonNullElse(
                                partition.why, Sentence.of("The reader cannot read it.")));
    }

    private Proof.@Nullable First first() {
        return tallies.partitions().stream()
                .map(Figures::first)
                .filter(Objects::nonNull)
                .min(
                        Comparator.<Proof.First>comparingLong(first -> first.place().timestamp())
                                .thenComparing(first -> first.place().partition()))
                .orElse(null);
    }

    private String readerLabel() {
        var labels = new HashSet<String>();
        for (var writer : tallies.writers()) {
            var schema = writer.reader == null ? null : writer.reader.schema();
            if (schema != null) {
                labels.add(ProofSentences.label(schema));
            }
        }
        if (labels.size() == 1) {
            return labels.iterator().next();
        }
        // A version of no subject in particular is none that one can ask for.
        return !reader.isOfWriter()
                        && reader.schemas().lookup(reader.ref()) instanceof Lookup.Found(var found)
                ? ProofSentences.label(found.info())
                : ProofSentences.label(reader.ref());
    }

    private @Nullable ResolvedSchema readerOf(WriterTally writer) {
        var ref = reader.ref();
        if (reader.isOfWriter() && ref instanceof SchemaRef.BySubjectVersion(_, int version)) {
            SchemaInfo own = writer.writer == null ? null : writer.writer.info();
            if (own == null || own.subject() == null) {
                return null;
            }
            ref = new SchemaRef.BySubjectVersion(own.subject(), version);
        }
        return reader.schemas().lookup(ref) instanceof Lookup.Found(var found) ? found : null;
    }

    /// By reader's schema, since a version may be another one for each subject.
    private List<Proof.Unseen> unseen() {
        var avro = new LinkedHashMap<ParsedSchema, AvroChoices>();
        var protobuf = new LinkedHashMap<String, ProtobufChoices>();
        for (var writer : tallies.writers()) {
            var found = readerOf(writer);
            if (found == null || writer.writer == null || writer.records == writer.damaged) {
                continue;
            }
            switch (found.parsed()) {
                case ParsedSchema.Avro read
                        when writer.writer.parsed() instanceof ParsedSchema.Avro(var written, _) ->
                        avro.computeIfAbsent(read, _ -> new AvroChoices(read.schema()))
                                .see(written, writer.root);
                case ParsedSchema.Protobuf(var file, _) -> {
                    var name = writer.schema == null ? "" : writer.schema.name();
                    var message = ProtobufChoices.message(file, found.type(), name);
                    if (message != null) {
                        protobuf.computeIfAbsent(
                                        message.getFullName(), _ -> new ProtobufChoices(message))
                                .see(writer.root);
                    }
                }
                default -> {}
            }
        }
        var all = new ArrayList<Proof.Unseen>();
        avro.values().forEach(choices -> add(choices.all(), all));
        protobuf.values().forEach(choices -> add(choices.all(), all));
        return all;
    }

    private static void add(Collection<Choice> choices, List<Proof.Unseen> all) {
        for (var choice : choices) {
            var unseen = choice.unseen();
            if (!unseen.names().isEmpty()) {
                all.add(unseen);
            }
        }
    }
}
