/// A schema registry in memory that speaks Confluent's REST API over HTTP, on loopback only.
///
/// [io.sightglass.playground.registry.RegistryServer] is the socket,
/// [io.sightglass.playground.registry.Routes] the table of paths,
/// [io.sightglass.playground.registry.SchemaStore] the state and its rules. Avro's compatibility is
/// decided by the Avro library; the other formats are registered without a check, and the answers
/// say so.
@NullMarked
package io.sightglass.playground.registry;

import org.jspecify.annotations.NullMarked;
