package io.sightglass.prove;

import io.sightglass.model.FindingKind;
import io.sightglass.model.Format;
import io.sightglass.model.SchemaInfo;
import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Predicate;

/// What a reader with a certain schema makes of records that are there, as far as it is known.
///
/// @param source the topic's name, or that of the folder of samples
/// @param reader the reader's schema as it stands in sentences: `order-status v4`, `order.avsc`
/// @param records how many were looked at
/// @param failed those that a reader could not read; none of them is damaged
/// @param damaged those that are wrong in themselves, for any reader: truncated, of no schema that
///   is known, and so on. Nothing else is said of them
/// @param tombstones those without a value, which every reader can read; not among the others
/// @param gone those that were deleted before they could be looked at
/// @param first the first that could not be read: of those that are first in their partition, the
///   one with the lowest timestamp; null where all could
/// @param reasons why records could not be read, the most frequent first. A record may count for
///   several
/// @param effects what a reader does not see, fills in or takes otherwise in records, also in those
///   that it cannot read; the most frequent first
/// @param damages what is wrong with the damaged records, by rule
/// @param unseen symbols and branches of the reader's schema that no record had; empty until the
///   end, and for JSON Schema
/// @param partitions by number; empty for samples
/// @param writers by the schema that the records were written with, the most frequent first
public record Proof(
        String source,
        String reader,
        Ending ending,
        long records,
        long failed,
        long damaged,
        long tombstones,
        long gone,
        @Nullable First first,
        List<Reason> reasons,
        List<Reason> effects,
        List<Reason> damages,
        List<Unseen> unseen,
        List<OfPartition> partitions,
        List<OfWriter> writers) {
    public Proof {
        reasons = List.copyOf(reasons);
        effects = List.copyOf(effects);
        damages = List.copyOf(damages);
        unseen = List.copyOf(unseen);
        partitions = List.copyOf(partitions);
        writers = List.copyOf(writers);
    }

    /// Whether all records that were asked for were looked at.
    public enum Ending {
        /// There are more to come.
        RUNNING,
        /// All were.
        COMPLETE,
        /// A person, or a failure, ended it before.
        STOPPED
    }

    /// The first record that could not be read.
    public record First(RecordPlace place, Sentence why) {}

    /// One thing that is said of some records.
    ///
    /// @param rule id, as findings have it: `avro.reader.no-default`
    /// @param path in the schema, with `[]` for elements and values of maps: `items[].size`. Where
    ///   a field is missing, its own
    /// @param writer what it is in the writer's schema: a type or symbol; empty where it is not
    /// @param reader what it is in the reader's: a type, symbol or default; empty where it is not
    /// @param records how many records it is said of
    /// @param sentence for all of them
    /// @param example what is said of the first of `places`
    /// @param places of a few of them
    public record Reason(
            FindingKind kind,
            String rule,
            String path,
            String writer,
            String reader,
            long records,
            Sentence sentence,
            Sentence example,
            List<RecordPlace> places) {
        public Reason {
            places = List.copyOf(places);
        }
    }

    /// Symbols of an enum, branches of a union or members of a oneof that no record had, at one
    /// place of the reader's schema.
    ///
    /// @param kind `enum`, `union` or `oneof`
    /// @param type what the enum, union or oneof is called
    /// @param names in the schema's order
    public record Unseen(String path, String kind, String type, List<String> names) {
        public Unseen {
            names = List.copyOf(names);
        }
    }

    /// @param from offset of the first record that was looked at
    /// @param to offset of the last one
    public record OfPartition(
            int partition,
            long records,
            long failed,
            long damaged,
            long from,
            long to,
            @Nullable First first) {}

    /// Records that were written with one schema.
    ///
    /// @param schema null where they have none
    /// @param reasons and `effects`: those of these records
    public record OfWriter(
            @Nullable Format format,
            @Nullable SchemaInfo schema,
            long records,
            long failed,
            long damaged,
            List<Reason> reasons,
            List<Reason> effects) {
        public OfWriter {
            reasons = List.copyOf(reasons);
            effects = List.copyOf(effects);
        }

        /// `order-status v3`, or the format where there is no schema.
        public String label() {
            if (schema != null) {
                return ProofSentences.label(schema);
            }
            return format == null
                    ? "of no schema that is known"
                    : format.badge() + " without a schema";
        }
    }

    /// Whether the reader can read every record that is sound in itself.
    public boolean holds() {
        return failed == 0;
    }

    /// The verdict in one sentence.
    public Sentence verdict() {
        return ProofSentences.verdict(this);
    }

    /// How many records something is said of, as far as one may add it up: 0 where nothing is.
    public long count(Predicate<Reason> said) {
        long count = 0;
        for (var reason : reasons) {
            count += said.test(reason) ? reason.records() : 0;
        }
        for (var effect : effects) {
            count += said.test(effect) ? effect.records() : 0;
        }
        return count;
    }
}
