package io.sightglass.compat;

import io.sightglass.model.Format;
import io.sightglass.model.SchemaChange;
import io.sightglass.model.Verdict;
import io.sightglass.schema.LocalSchemas.Problem;

import java.util.List;
import java.util.Map;

/// What differs between two schemas of one format, and what that breaks.
///
/// @param changes in the order of the new schema, what was removed where it stood
/// @param buf the ids of buf's breaking rules that fire, by category (`FILE`, `PACKAGE`,
///   `WIRE_JSON`, `WIRE`), each sorted and without repetitions; empty in formats other than
///   Protobuf
/// @param problems what could not be compared, such as a reference that leads nowhere. Where the
///   verdict depends on it, the verdict is that nobody can be sure to read
public record Comparison(
        Format format,
        Verdict verdict,
        List<SchemaChange> changes,
        Map<String, List<String>> buf,
        List<Problem> problems) {
    public Comparison {
        changes = List.copyOf(changes);
        problems = List.copyOf(problems);
    }

    /// Of two schemas that could be compared as a whole.
    public Comparison(
            Format format,
            Verdict verdict,
            List<SchemaChange> changes,
            Map<String, List<String>> buf) {
        this(format, verdict, changes, buf, List.of());
    }
}
