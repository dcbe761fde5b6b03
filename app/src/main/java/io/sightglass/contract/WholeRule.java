package io.sightglass.contract;

import io.sightglass.model.FindingKind;
import io.sightglass.model.Node;
import io.sightglass.model.Sentence;

import java.util.List;
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
    /// @param array holds the payload: `length` bytes from `offset`
    /// @param from where the body begins, in the payload
    /// @param said what the walk has said already
    record Whole(Node root, byte[] array, int offset, int from, int length, Positions said) {
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
