package io.sightglass.tail.filter;

import io.sightglass.model.Decoded;
import io.sightglass.model.RawRecord;

import java.util.function.Supplier;

/// Whether a record is wanted. Thread-safe, and never throws on account of what a record holds.
@FunctionalInterface
public interface RecordPredicate {
    /// Asks for a decoded half only when the answer depends on it. Each supplier may be asked
    /// several times.
    boolean test(RawRecord record, Supplier<Decoded> key, Supplier<Decoded> value);

    /// Whether the answer may depend on what is wrong with the record. Where it does not, halves
    /// need not be held to a contract's rules before they are looked at.
    default boolean wantsFindings() {
        return true;
    }

    /// The same, for halves that are decoded already.
    default boolean test(RawRecord record, Decoded key, Decoded value) {
        return test(record, () -> key, () -> value);
    }
}
