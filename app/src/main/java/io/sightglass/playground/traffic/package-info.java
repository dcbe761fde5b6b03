/// CoffeeCo's traffic: what its tills, website, app and services would send, with a small part that
/// is wrong on purpose.
///
/// A [io.sightglass.playground.traffic.Feed] makes the records of one topic;
/// [io.sightglass.playground.traffic.Traffic] sends them at their pace with the real Kafka client;
/// the [io.sightglass.playground.traffic.Ledger] keeps which records are wrong, and what a reader
/// should find in them. Records are encoded by their formats' own libraries and damaged afterwards,
/// so the places in the ledger come from how the bytes were made and not from how Sightglass reads
/// them.
@NullMarked
package io.sightglass.playground.traffic;

import org.jspecify.annotations.NullMarked;
