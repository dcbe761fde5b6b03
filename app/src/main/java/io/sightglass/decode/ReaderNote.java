package io.sightglass.decode;

/// How a reader's schema differs from the writer's at one place, known since the plan was compiled.
/// The remarks of [Anomaly#ofReader] refer to it by its index in [Plan#notes].
///
/// @param writer what it is in the writer's schema: a type, name or symbol; empty where it is not
/// @param reader what it is in the reader's; empty where it is not
public record ReaderNote(String writer, String reader) {}
