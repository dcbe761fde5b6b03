package io.sightglass.contract;

import io.sightglass.model.FindingKind;
import io.sightglass.model.Node;
import io.sightglass.model.Sentence;

import org.jspecify.annotations.Nullable;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// A demand on a decoded record that needs more of it than one value at a time, or a library that
/// wants its own objects. Judged after the walk, on records that could be read from end to end.
/// Compiled once; shared between threads.
public interface WholeRule {
    /// Every rule that is behind it, as people are told of them.
    List<RuleInfo> infos();

    /// A judge for one thread.
    Judge newJudge();

    /// A record that was read. Valid until its judge returns.
    ///
    /// What is costly to have of it, its tree and what a library makes of it, is made when the
    /// first judge asks, and shared by all.
    final class Whole {
        private final byte[] array;
        private final int offset;
        private final int from;
        private final int length;
        private final Positions said;
        private final Supplier<Node> reader;
        private final Map<Object, Optional<Object>> made = new IdentityHashMap<>(2);
        private @Nullable Node root;

        /// @param array holds the payload: `length` bytes from `offset`
        /// @param from where the body begins, in the payload
        /// @param said what the walk has said already
        /// @param reader reads the record into a tree
        Whole(
                byte[] array,
                int offset,
                int from,
                int length,
                Positions said,
                Supplier<Node> reader) {
            this.array = array;
            this.offset = offset;
            this.from = from;
            this.length = length;
            this.said = said;
            this.reader = reader;
        }

        /// The record as a tree.
        public Node root() {
            var read = root;
            if (read == null) {
                read = reader.get();
                root = read;
            }
            return read;
        }

        /// Holds the payload: `length` bytes from `offset`.
        public byte[] array() {
            return array;
        }

        /// Where in the array the payload begins.
        public int offset() {
            return offset;
        }

        /// Where the body begins, in the payload.
        public int from() {
            return from;
        }

        /// The payload's length in bytes.
        public int length() {
            return length;
        }

        /// What `maker` makes of the record, once for each `key` (told apart by identity).
        Optional<Object> made(Object key, Supplier<Optional<Object>> maker) {
            var known = made.get(key);
            if (known == null) {
                known = maker.get();
                made.put(key, known);
            }
            return known;
        }

        /// Whether the walk has said of the value that begins at `start` that it breaks its
        /// schema's structure.
        public boolean isSaid(int start) {
            return said.has(start, 0);
        }

        /// Whether a rule has spoken of the value there that demands the same sort of thing as
        /// `keyword`, such as `minimum`.
        public boolean isSaid(int start, String keyword) {
            return said.has(start, Positions.kind(keyword));
        }

        /// The same of a field of the record there, such as that it is required.
        public boolean isSaid(int start, String keyword, String field) {
            return said.has(start, Positions.kind(keyword, field));
        }

        /// The place of the record as a whole.
        public Place place() {
            return Place.root(from, length);
        }
    }

    /// Holds records to the rule.
    interface Judge {
        /// Never throws, whatever the record holds.
        void judge(Whole record, Findings to);
    }

    /// Whom a judge tells.
    interface Findings {
        /// @param sentence is asked for only where sentences are wanted
        void report(FindingKind kind, String rule, Place place, Supplier<Sentence> sentence);
    }
}
