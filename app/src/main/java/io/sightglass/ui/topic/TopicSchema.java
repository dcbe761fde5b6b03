package io.sightglass.ui.topic;

import io.sightglass.model.Format;
import io.sightglass.model.Sentence;
import io.sightglass.schema.search.SchemaHolder;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/// A schema that the topic's records are written with.
///
/// @param role what it is for: `Value`, `Key`
/// @param versions of a subject, ascending; none of a file
/// @param level the compatibility level of a subject; empty where that is not known
/// @param properties what the registry's metadata says, such as the owner
/// @param name full name of its type; empty where that is not known
/// @param doc its documentation; empty where there is none
/// @param problem what keeps it from being read; null for nothing
public record TopicSchema(
        String role,
        SchemaHolder holder,
        List<Integer> versions,
        @Nullable Format format,
        String level,
        Map<String, String> properties,
        String name,
        String doc,
        @Nullable Sentence problem) {
    public TopicSchema {
        versions = List.copyOf(versions);
        properties = Map.copyOf(properties);
    }
}
