/// A check that many workers do together, each some of the topic's partitions, on as many machines
/// as one likes.
///
/// A [io.sightglass.worker.Worker] is a member of a consumer group; that says which partitions are
/// its own. What it has counted of a partition it writes, every few seconds, into the topic's
/// results topic ([io.sightglass.worker.ResultTopic]), which keeps the last value of each key: a
/// [io.sightglass.worker.Portion] is all that was counted from where the run begins in the
/// partition up to an offset that is in it. Whoever takes a partition over goes on with the portion
/// that reaches furthest. So a portion is right by itself, whoever wrote it and whenever, and no
/// record counts twice or is left out; the offsets that the group has committed are for its lag
/// alone.
///
/// A [io.sightglass.worker.RunLog] is what is known of a results topic: for workers and for the
/// window alike.
@NullMarked
package io.sightglass.worker;

import org.jspecify.annotations.NullMarked;
