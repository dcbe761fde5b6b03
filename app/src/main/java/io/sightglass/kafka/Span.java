package io.sightglass.kafka;

/// The part of a partition that a source reads: from `start` up to `end`, exclusive.
record Span(long start, long end) {
    static final long FOREVER = Long.MAX_VALUE;
}
