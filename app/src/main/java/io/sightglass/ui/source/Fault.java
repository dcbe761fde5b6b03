package io.sightglass.ui.source;

/// What is wrong in a line.
///
/// @param column where it begins, 0 for the line's first character
public record Fault(int column, String words) {}
