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

    /// A record that was read.
    ///
    /// @param array holds the payload: `length` bytes from `offset`
    /// @param from where the body begins, in the payload
    record Whole(Node root, byte[] array, int offset, int from, int length) {
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
