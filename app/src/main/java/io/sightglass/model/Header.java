package io.sightglass.model;

/// One record header. Kafka allows the same name several times and a null value (Kafka protocol,
/// record batch format).
@SuppressWarnings(
        "ArrayRecordComponent") // compared nowhere; copying each value would cost on every record
public record Header(String name, byte @org.jspecify.annotations.Nullable [] value) {}
