package io.sightglass.indicator;

import io.sightglass.contract.Sampled;
import io.sightglass.contract.ServiceLevel;
import io.sightglass.model.FindingKind;
import io.sightglass.model.Format;
import io.sightglass.model.SchemaInfo;
import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;

/// What is known of a topic's health: immutable, as of some moment. Times are milliseconds since
/// the epoch, -1 where there is none.
///
/// @param contract the name of the contract that the topic has; null where it has none
/// @param complete whether all records that were asked for are in it
/// @param gone how many were deleted before they could be looked at
/// @param leftOut how many were looked at and not chosen; they are in no other figure
/// @param sampled how many are held to the rules that cost much, where these do not keep up
/// @param counts records by what was thought of them
/// @param first the earliest record's time
/// @param last the latest record's time
/// @param freshness null where no record tells its own time
/// @param schemas by how many records were read with each, the most first
/// @param fields in the order in which they came
/// @param rules what was broken, the most frequent first
/// @param levels the promises, and what became of them; empty where nothing is promised
/// @param facets by what the records with findings have in common
/// @param spans the time in between, in spans of one length
public record Indicators(
        String topic,
        @Nullable String contract,
        boolean complete,
        long gone,
        long leftOut,
        Sampled sampled,
        Counts counts,
        long first,
        long last,
        @Nullable Freshness freshness,
        List<OfSchema> schemas,
        List<OfField> fields,
        List<OfRule> rules,
        List<OfLevel> levels,
        List<Facet> facets,
        Spans spans,
        List<OfPartition> partitions) {
    public Indicators {
        schemas = List.copyOf(schemas);
        fields = List.copyOf(fields);
        rules = List.copyOf(rules);
        levels = List.copyOf(levels);
        facets = List.copyOf(facets);
        partitions = List.copyOf(partitions);
    }

    /// Whether every promise is kept.
    public boolean holds() {
        return levels.stream().allMatch(OfLevel::isHeld);
    }

    /// Records a second, by their times; 0 where they have none to speak of.
    public double rate() {
        return last <= first ? 0 : counts.records * 1_000.0 / (last - first);
    }

    /// Records by their worst finding, as the four marks have it.
    ///
    /// @param unknownFields records with a field that their schema does not know, whatever else is
    ///   wrong with them
    /// @param tombstones records without a value; they are among the others by their mark
    /// @param whole records that were held to all their rules; fewer than there are where the rules
    ///   that cost much could not keep up
    /// @param wholeValid how many of these are valid
    /// @param wholeViolation how many of these have violations
    public record Counts(
            long records,
            long valid,
            long unknown,
            long violation,
            long undecodable,
            long unknownFields,
            long tombstones,
            long whole,
            long wholeValid,
            long wholeViolation) {
        /// The share of valid ones among those that were held to all their rules.
        public double validRatio() {
            return whole == 0 ? 0 : (double) wholeValid / whole;
        }

        /// The share of those with violations among those that were held to all their rules.
        public double violationRatio() {
            return whole == 0 ? 0 : (double) wholeViolation / whole;
        }

        /// Whether some were not held to all their rules.
        public boolean isPart() {
            return whole < records;
        }

        public double ratio(long some) {
            return records == 0 ? 0 : (double) some / records;
        }
    }

    /// How long after what it tells of a record was written, in milliseconds.
    ///
    /// @param field the path of the field that has the event's time
    /// @param records how many told it
    /// @param ahead how many told a time later than they were written at; they count as 0
    public record Freshness(
            String field, long records, long ahead, long p50, long p99, long most) {}

    /// One schema's records.
    ///
    /// @param schema null where there is none
    /// @param name what to call it: `Order v3`, `schema 90417`, `no schema`
    /// @param missing whether the records name it and it is nowhere to be found
    /// @param foreign whether it belongs to a subject of another topic
    public record OfSchema(
            @Nullable SchemaInfo schema,
            String name,
            boolean missing,
            boolean foreign,
            long records,
            long first,
            long last) {}

    /// One field of the values that could be read.
    ///
    /// @param path with `[]` for any element
    /// @param type as its schema's language has it
    /// @param masked whether its values are not told: then neither are range and values
    /// @param parents how often the record that has it was there
    /// @param present how often it was there, null included
    /// @param nulls how often it was null
    /// @param range null where there are no numbers, times or texts
    /// @param distinct about how many different values
    /// @param values all values, where they are few; empty where they are not
    /// @param forms the names of the forms that every text keeps to
    /// @param findings about how many records have a finding at it
    public record OfField(
            String path,
            String type,
            @Nullable Format format,
            boolean masked,
            long parents,
            long present,
            long nulls,
            @Nullable Range range,
            long distinct,
            List<Share> values,
            List<String> forms,
            Shape shape,
            long findings) {
        public OfField {
            values = List.copyOf(values);
            forms = List.copyOf(forms);
        }

        public double presence() {
            return parents == 0 ? 0 : Math.min(1, (double) present / parents);
        }

        public double nullRatio() {
            return present == 0 ? 0 : (double) nulls / present;
        }
    }

    /// What stood at a field.
    public enum Shape {
        TEXT,
        SYMBOL,
        INTEGER,
        NUMBER,
        TIME,
        TRUTH,
        BYTES,
        RECORD,
        LIST,
        MAP,
        /// More than one of them.
        MIXED,
        NONE
    }

    /// The least and the greatest value, as text.
    ///
    /// @param exact whether the two are what was written, and not rounded
    /// @param length whether they are the lengths of texts
    public record Range(String least, String most, boolean exact, boolean length) {}

    /// How often something was there.
    public record Share(String name, long count) {
        static final Comparator<Share> MOST_FIRST =
                Comparator.comparingLong(Share::count).reversed().thenComparing(Share::name);
    }

    /// What one rule has found at one field.
    ///
    /// @param path with `[]` for any element
    /// @param source where the rule is written; null where the format itself demands it
    /// @param records how many records break it there
    /// @param example what was said of the first
    public record OfRule(
            String rule,
            String path,
            FindingKind kind,
            @Nullable String source,
            long records,
            long first,
            long last,
            Sentence example) {}

    /// A promise, and what became of it.
    ///
    /// @param of how many records it is about
    /// @param missed how many of them do not keep to it
    /// @param downtime the spans in which it was missed, the latest first, at most so many
    /// @param spans how many such spans there are
    /// @param downMillis how long they are in all
    public record OfLevel(
            ServiceLevel level,
            long of,
            long missed,
            List<Downtime> downtime,
            long spans,
            long downMillis) {
        public OfLevel {
            downtime = List.copyOf(downtime);
        }

        /// The share that keeps to it.
        public double actual() {
            return of == 0 ? 1 : (double) (of - missed) / of;
        }

        public boolean isHeld() {
            return of == 0 || actual() >= level.share();
        }

        /// How many records may miss it.
        public double budget() {
            return (1 - level.share()) * of;
        }

        /// The part of the error budget that is left; negative where more was used than there is.
        public double budgetLeft() {
            double budget = budget();
            return budget > 0 ? 1 - missed / budget : missed == 0 ? 1 : Double.NEGATIVE_INFINITY;
        }
    }

    /// A span in which a promise was missed.
    ///
    /// @param to exclusive
    /// @param cause the rule that was broken most; null where none was
    public record Downtime(long from, long to, long records, long missed, @Nullable Cause cause) {}

    /// @param records how many broke it
    public record Cause(String rule, String path, long records) {}

    /// What the records with findings have in common, of one kind.
    ///
    /// @param total how many there are in all
    /// @param top the most frequent; counts may be too small by `error`
    public record Facet(By by, long total, List<Share> top, long error) {
        public Facet {
            top = List.copyOf(top);
        }
    }

    /// The kinds of things that records can have in common.
    public enum By {
        RULE("rule"),
        FIELD("field"),
        SCHEMA("schema"),
        PARTITION("partition"),
        PRODUCER("producer"),
        KEY("key"),
        HEADER("header");

        private final String label;

        By(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /// The held time in spans of one length. A record stamped before 1990, or more than a day ahead
    /// of now, is in none.
    ///
    /// @param start when the first begins
    /// @param schemas what the counts by schema are of, at most so many; the last may be all others
    public record Spans(long start, long millis, List<Span> spans, List<String> schemas) {
        public Spans {
            spans = List.copyOf(spans);
            schemas = List.copyOf(schemas);
        }
    }

    /// @param schemas records by schema, in the order of [Spans#schemas]
    public record Span(
            long valid, long unknown, long violation, long undecodable, List<Long> schemas) {
        public Span {
            schemas = List.copyOf(schemas);
        }

        public long total() {
            return valid + unknown + violation + undecodable;
        }
    }

    /// Which records of a partition are in it.
    public record OfPartition(int partition, long records, long findings, long from, long to) {}
}
