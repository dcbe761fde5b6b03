package io.sightglass.contract.confluent;

import io.sightglass.contract.cel.CelProgram;
import io.sightglass.contract.cel.CelProgram.Result;

import java.util.Optional;
import java.util.function.Function;

/// Evaluates a condition behind its guard.
final class Guarded {
    private static final Result WELL = new Result.Given(true);

    private Guarded() {}

    /// True where the guard does not hold, or cannot be evaluated. A condition fails only on false,
    /// and where it cannot be evaluated.
    static Result evaluate(
            DomainRuleCompiler.Programs programs, Function<String, Optional<Object>> variables) {
        CelProgram guard = programs.guard();
        if (guard != null) {
            switch (guard.evaluate(variables)) {
                case Result.Failed _ -> {
                    return WELL;
                }
                case Result.Undecided undecided -> {
                    return undecided;
                }
                case Result.Given(var value) -> {
                    if (value.equals(false)) {
                        return WELL;
                    }
                }
            }
        }
        var result = programs.condition().evaluate(variables);
        return result instanceof Result.Given(var value) && !value.equals(false) ? WELL : result;
    }
}
