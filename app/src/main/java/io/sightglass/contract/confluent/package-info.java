/// Rules that Confluent's registry keeps with a schema (domain rules in CEL and CEL_FIELD, with
/// guards, tags and modes), and those that are written in the schema itself (`confluent:rules`).
/// Names and semantics: Confluent, "Data Contracts for Schema Registry".
///
/// A schema becomes a list of [io.sightglass.contract.WholeRule]s; which fields a rule is about is
/// found by walking schema and record side by side, a way for each format.
@NullMarked
package io.sightglass.contract.confluent;

import org.jspecify.annotations.NullMarked;
