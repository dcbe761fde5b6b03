/// How healthy a topic is: its service level indicators, held against what its contract promises.
///
/// A [io.sightglass.indicator.Check] counts the records that a scan takes: each is held to its
/// rules, as in a tail; what can be read is walked once more by a sink that counts by field; and a
/// record with findings a third time, for their words. What it knows so far is published as
/// [io.sightglass.indicator.Indicators], which is immutable. All memory is bounded, whatever comes:
/// fields and rules by number, values by sketches, time by spans that double.
@NullMarked
package io.sightglass.indicator;

import org.jspecify.annotations.NullMarked;
