/// A schema registry in memory that speaks Confluent's REST API over HTTP, on loopback only.
///
/// [io.sightglass.playground.registry.RegistryServer] is the socket,
/// [io.sightglass.playground.registry.Routes] the table of paths,
/// [io.sightglass.playground.registry.SchemaStore] the state and its rules. Compatibility is
/// decided as everywhere here ([io.sightglass.compat.SchemaDiff]), and the answers are worded as
/// Confluent's ([io.sightglass.playground.registry.CompatibilityCheck]).
@NullMarked
package io.sightglass.playground.registry;

import org.jspecify.annotations.NullMarked;
