/// Everything that can go wrong between Sightglass and what is outside, against real brokers: ways
/// in, failures and their sentences, a network that delays, cuts, trickles and corrupts, and what
/// is left behind in a cluster, which is nothing.
@NullMarked
package io.sightglass.faults;

import org.jspecify.annotations.NullMarked;
