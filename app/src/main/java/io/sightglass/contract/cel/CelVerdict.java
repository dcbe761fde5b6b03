package io.sightglass.contract.cel;

import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;

import org.jspecify.annotations.Nullable;

/// What a rule's expression says of a value: true or an empty text is well, false or any other text
/// is not.
public sealed interface CelVerdict {
    record Well() implements CelVerdict {}

    /// @param message what the expression itself says of it; null where it only said false
    record Broken(@Nullable String message) implements CelVerdict {}

    record Failed(String why) implements CelVerdict {}

    record Undecided() implements CelVerdict {}

    CelVerdict WELL = new Well();
    CelVerdict BROKEN = new Broken(null);
    CelVerdict UNDECIDED = new Undecided();

    static CelVerdict of(CelProgram.Result result) {
        return switch (result) {
            case CelProgram.Result.Failed(var why) -> new Failed(why);
            case CelProgram.Result.Undecided _ -> UNDECIDED;
            case CelProgram.Result.Given(Boolean truth) -> truth ? WELL : BROKEN;
            case CelProgram.Result.Given(String text) -> text.isEmpty() ? WELL : new Broken(text);
            case CelProgram.Result.Given _ -> new Failed("it is neither true nor false nor a text");
        };
    }

    /// Whether an expression of that type can be a verdict.
    static boolean isOf(CelType type) {
        return type.kind() == CelKind.BOOL
                || type.kind() == CelKind.STRING
                || type.kind() == CelKind.DYN;
    }
}
