package io.sightglass.contract;

import org.jspecify.annotations.Nullable;

import java.time.Duration;

/// What a contract promises of the topic as a whole (Open Data Contract Standard 3.1, "Service
/// Level Agreement Properties"): which share of the records keeps to something.
public sealed interface ServiceLevel {
    /// The word in the contract file: `validRatio`.
    String property();

    /// The share of records that is promised to keep to it, from 0 to 1.
    double share();

    /// Valid records.
    record Valid(double share) implements ServiceLevel {
        @Override
        public String property() {
            return "validRatio";
        }
    }

    /// Records that lack nothing.
    ///
    /// @param element the path of the one field that is not to be lacking; null for all that the
    ///   contract requires
    record Complete(double share, @Nullable String element) implements ServiceLevel {
        @Override
        public String property() {
            return "completeness";
        }
    }

    /// Records that were written at most `most` after what they tell of: 99 in 100 of them.
    ///
    /// @param property `latency` or `freshness`; of a record in flight both say the same
    /// @param element the path of the field that has the event's time; null where it is not named
    record Timely(String property, Duration most, @Nullable String element)
            implements ServiceLevel {
        private static final double SHARE = 0.99;

        @Override
        public double share() {
            return SHARE;
        }
    }
}
