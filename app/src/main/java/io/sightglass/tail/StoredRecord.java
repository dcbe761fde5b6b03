package io.sightglass.tail;

import io.sightglass.model.Headers;

import org.jspecify.annotations.Nullable;

/// A record's bytes, copied back onto the heap.
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record StoredRecord(Headers headers, byte @Nullable [] key, byte @Nullable [] value) {}
