package io.sightglass.contract.cel;

import dev.cel.common.types.CelType;

import io.sightglass.model.Sentence;

/// What became of an expression.
public sealed interface CelText {
    /// @param type what it gives
    record Ready(CelProgram program, CelType type) implements CelText {}

    /// It does not compile.
    ///
    /// @param line and `column`: 1 for the first
    record Rejected(int line, int column, Sentence why) implements CelText {}
}
