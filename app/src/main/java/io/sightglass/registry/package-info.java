/// The client of Confluent's Schema Registry API over java.net.http, with deadlines, caches and
/// backoff.
@NullMarked
package io.sightglass.registry;

import org.jspecify.annotations.NullMarked;
