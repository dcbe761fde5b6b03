package io.sightglass.decode.protobuf;

import io.sightglass.model.Node;

/// Something else that the bytes of a field without a schema may be.
///
/// @param as the type in Protobuf's own words (`sint64`, `sfixed32`, `message`); `packed ` before
///   the type of a list's numbers; `timestamp-` and the unit for a number that counts time
/// @param words the same in a word for people, such as `zigzag`; empty where `as` says it
/// @param node the value so read, with the field's bytes as its range
public record OtherReading(String as, String words, Node node) {}
