package io.sightglass.ui.topic;

import io.sightglass.model.Format;
import io.sightglass.model.Mark;
import io.sightglass.model.SchemaInfo;
import io.sightglass.schema.explain.Explained;

import org.jspecify.annotations.Nullable;

import java.util.List;

/// A record of the topic as an example.
///
/// @param timestamp in milliseconds since the epoch, -1 for none
/// @param key as text; empty where there is none
/// @param mark what the record is worth as an example
/// @param schema what it was read with; null where there is none
/// @param place its schema's root; null where that is not known
public record Sample(
        int partition,
        long offset,
        long timestamp,
        String key,
        Format format,
        Mark mark,
        @Nullable SchemaInfo schema,
        @Nullable Explained place,
        List<SampleField> fields) {
    public Sample {
        fields = List.copyOf(fields);
    }
}
