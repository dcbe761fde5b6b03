package io.sightglass.tail;

import io.sightglass.model.Mark;
import io.sightglass.model.SchemaInfo;

import org.jspecify.annotations.Nullable;

/// One retained record as the list shows it, without its bytes.
///
/// @param sequence the row's identity within its tail: counts up from 0 in order of arrival, never
///   reused
/// @param timestamp milliseconds since the epoch
/// @param findings how many findings, capped at 255
/// @param size bytes of key and value
/// @param whole whether it was held to all its rules: not where these could not keep up
public record Row(
        long sequence,
        int partition,
        long offset,
        long timestamp,
        Mark mark,
        int findings,
        @Nullable SchemaInfo schema,
        int size,
        boolean whole) {}
