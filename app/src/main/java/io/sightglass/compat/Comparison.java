package io.sightglass.compat;

import io.sightglass.model.Format;
import io.sightglass.model.SchemaChange;
import io.sightglass.model.Verdict;

import java.util.List;
import java.util.Map;

/// What differs between two schemas of one format, and what that breaks.
///
/// @param changes in the order of the new schema, what was removed where it stood
/// @param buf the ids of buf's breaking rules that fire, by category (`FILE`, `PACKAGE`,
///   `WIRE_JSON`, `WIRE`), each sorted and without repetitions; empty in formats other than
///   Protobuf
public record Comparison(
        Format format, Verdict verdict, List<SchemaChange> changes, Map<String, List<String>> buf) {
    public Comparison {
        changes = List.copyOf(changes);
    }
}
