/// The playground's broker: a real Kafka broker in a Java process of its own, which ends with its
/// parent. [io.sightglass.playground.broker.BrokerProcess] is the parent's handle;
/// [io.sightglass.playground.broker.BrokerMain] is what runs in the child. They speak by three
/// things only: the arguments, one ready line on standard output, and the end of standard input.
@NullMarked
package io.sightglass.playground.broker;

import org.jspecify.annotations.NullMarked;
