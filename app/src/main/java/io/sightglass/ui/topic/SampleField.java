package io.sightglass.ui.topic;

import io.sightglass.schema.explain.Meaning;

/// A field of a record, with what its schema says of it.
///
/// @param depth how deep it lies, 0 for the outermost
/// @param path as findings write it: `items[0].boldness`
/// @param name as it is called; of a list's first element `[0]`
/// @param value as text, on one line
/// @param present whether the record has it
/// @param known whether the schema knows it
public record SampleField(
        int depth,
        String path,
        String name,
        String value,
        boolean present,
        boolean known,
        Meaning meaning) {}
