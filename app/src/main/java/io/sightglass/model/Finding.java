package io.sightglass.model;

/// One thing that is wrong, or worth knowing, about one payload.
///
/// @param rule id of the rule that speaks, such as `protobuf.unknown-field` or `contract.required`
/// @param path the field: `items[0].boldness`, `labels["a"]`, `14` for an unknown field; empty for
///   the whole payload
/// @param range the bytes that it is about; the enclosing record's for a missing field
/// @param message what is wrong, what was expected, and where the rule comes from
public record Finding(
        FindingKind kind, String rule, String path, ByteRange range, Sentence message) {}
