package io.sightglass.contract.cel;

import dev.cel.common.CelErrorCode;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/// An expression that is ready to be evaluated. Safe for several threads.
public final class CelProgram {
    /// `evaluation error at <input>:8: ` before what is wrong.
    private static final Pattern PLACE = Pattern.compile("^evaluation error(?: at [^ ]+)?: ");

    private static final Pattern ABSENT =
            Pattern.compile(
                    "(?:key '([^']*)' is not present in map|Error resolving field '([^']*)').*");
    private static final Pattern OVERLOAD =
            Pattern.compile("No matching overload for function '([^']*)'.*");
    private static final int LONGEST = 200;
    private static final Result UNDECIDED = new Result.Undecided();

    private final CelRuntime.Program program;

    CelProgram(CelRuntime.Program program) {
        this.program = program;
    }

    public sealed interface Result {
        record Given(Object value) implements Result {}

        /// It cannot be evaluated on such values.
        ///
        /// @param why goes on after "cannot be evaluated: "; may quote the payload
        record Failed(String why) implements Result {}

        /// It takes longer than it may.
        record Undecided() implements Result {}
    }

    /// Never throws.
    public Result evaluate(Map<String, ?> variables) {
        return evaluate(name -> Optional.ofNullable(variables.get(name)));
    }

    /// @param variables by name; what they give is turned into values when the expression looks
    public Result evaluate(Function<String, Optional<Object>> variables) {
        if (CelBudget.isSpent()) {
            return UNDECIDED;
        }
        try {
            var value =
                    program.eval(name -> {
                        CelBudget.check();
                        return variables.apply(name);
                    });
            return new Result.Given(value);
        } catch (CelEvaluationException e) {
            return isLimit(e) ? UNDECIDED : new Result.Failed(words(e));
        } catch (StackOverflowError e) {
            return UNDECIDED;
        } catch (RuntimeException e) {
            return isLimit(e) ? UNDECIDED : new Result.Failed(words(e));
        }
    }

    private static boolean isLimit(Throwable fault) {
        for (var at = fault; at != null; at = at.getCause()) {
            if (at instanceof CelBudget.Spent
                    || (at instanceof CelEvaluationException evaluation
                            && evaluation.getErrorCode()
                                    == CelErrorCode.ITERATION_BUDGET_EXCEEDED)) {
                return true;
            }
        }
        return false;
    }

    private static String words(Throwable fault) {
        var message = fault.getMessage();
        if (message == null || message.isBlank()) {
            return "its values do not fit it";
        }
        var line = PLACE.matcher(message.lines().findFirst().orElse("")).replaceFirst("");
        var absent = ABSENT.matcher(line);
        if (absent.matches()) {
            var name = absent.group(1) == null ? absent.group(2) : absent.group(1);
            return "there is no " + name;
        }
        var overload = OVERLOAD.matcher(line);
        if (overload.matches()) {
            return overload.group(1).replace("_", "") + " does not work on such values";
        }
        line = line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }
}
