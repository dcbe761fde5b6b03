package io.sightglass.model;

/// A way to read a payload that was tried, and why it was rejected.
///
/// @param format a format's or framing's label, such as `avro` or `confluent`
public record DecodeAttempt(String format, Sentence reason) {}
