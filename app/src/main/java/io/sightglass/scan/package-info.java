/// Going over many records in the background: a span of a topic, or what a tail holds.
///
/// A [io.sightglass.scan.Scan] is the thread: it takes records from a [io.sightglass.scan.Feed],
/// waits with patience for schemas that are on their way, publishes what is known a few times a
/// second, and ends when it is told to. What is counted, a [io.sightglass.scan.Counting] says: a
/// proof, or a topic's indicators.
@NullMarked
package io.sightglass.scan;

import org.jspecify.annotations.NullMarked;
