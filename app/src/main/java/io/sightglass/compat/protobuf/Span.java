package io.sightglass.compat.protobuf;

/// A stretch of a .proto file, as compilers count: lines and columns from 1, the end behind the
/// last character.
public record Span(int line, int column, int endLine, int endColumn) {}
