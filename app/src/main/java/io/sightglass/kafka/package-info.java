/// Reading Kafka by kafka-clients: connecting with a bounded preflight, topics and groups, and
/// records by `assign()` alone. The only package that may import `org.apache.kafka`, besides the
/// playground.
@NullMarked
package io.sightglass.kafka;

import org.jspecify.annotations.NullMarked;
