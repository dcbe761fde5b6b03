/// A demonstration cluster of real parts: a Kafka broker in a child process, a schema registry over
/// HTTP, and CoffeeCo's producers, which are wrong on purpose now and then.
///
/// [io.sightglass.playground.PlaygroundCluster] puts them together and takes them down;
/// [io.sightglass.playground.RunningPlayground] lets other processes of the same user find them.
/// The parts are in `broker`, `registry` and `traffic`. To add a topic, write a feed in `traffic`,
/// name it in [io.sightglass.playground.traffic.Feeds], and put its schema and contract into
/// `sample-schemas`.
@NullMarked
package io.sightglass.playground;

import org.jspecify.annotations.NullMarked;
